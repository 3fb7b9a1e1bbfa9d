// A model with one of its parts added, changed or removed.

import { type Group, type Model, reservedRules } from '../../../../schema/model/model.ts';
import type { Item, ItemList } from './item-fields.ts';

/** Grades of a model whose first fit rule is added. */
const firstGrades = { A: 70, B: 45, C: 20 };

/** The model with the part in its place, or at the end of its list. Not validated. `group`: of a rule, '' for none. */
export function withItem(model: Model, list: ItemList, item: Item, group: string | null): Model {
  const changed = withList(model, list, (members) =>
    members.some(({ id }) => id === item.id)
      ? members.map((each) => (each.id === item.id ? item : each))
      : [...members, item],
  );
  return list === 'rules' && group !== null ? inGroup(changed, item.id, group) : changed;
}

/** The model without a part. Groups lose the rule with it, and those left with a single rule are removed. */
export function withoutItem(model: Model, list: ItemList, id: string): Model {
  const changed = withList(model, list, (members) => members.filter((each) => each.id !== id));
  if (list !== 'rules' || !changed.groups) return changed;
  const groups = changed.groups
    .map((group) => ({ ...group, rules: group.rules.filter((rule) => rule !== id) }))
    .filter(({ rules }) => rules.length >= 2);
  return { ...changed, groups };
}

/** The rules of groups keep their order, so that nothing changes where the group stays the same. */
function inGroup(model: Model, rule: string, wanted: string): Model {
  if (!model.groups) return model;
  const isIn = ({ id }: Group) => id === wanted;
  const groups = model.groups.map((group) => {
    if (isIn(group) === group.rules.includes(rule)) return group;
    const rules = isIn(group) ? [...group.rules, rule] : group.rules.filter((each) => each !== rule);
    return { ...group, rules };
  });
  return { ...model, groups };
}

function withList(model: Model, list: ItemList, change: (members: Item[]) => Item[]): Model {
  const changed = <Member>(members: readonly Member[] = []) =>
    change(members as unknown as Item[]) as unknown as Member[];
  switch (list) {
    case 'rules':
      return { ...model, rules: changed(model.rules) };
    case 'fit.rules': {
      const { rules = [], grades = firstGrades } = model.fit ?? {};
      return { ...model, fit: { ...model.fit, rules: changed(rules), grades } };
    }
    case 'groups':
      return { ...model, groups: changed(model.groups) };
    case 'lapses':
      return { ...model, lapses: changed(model.lapses) };
  }
}

/** An id made from a name that no other member has: `Asked for a demo` becomes `asked-for-a-demo`. */
export function newId(name: string, taken: readonly { id: string }[], joiner: '-' | '_'): string {
  const letters = name.replaceAll('ß', 'ss').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = letters
    .replace(/[^a-z0-9]+/g, joiner)
    .slice(0, 48)
    .replace(/^[-_]+|[-_]+$/g, '');
  const first = slug === '' || Object.hasOwn(reservedRules, slug) ? `rule${joiner}1` : slug;
  for (let n = 1; ; n++) {
    const id = n === 1 ? first : `${first}${joiner}${n}`;
    if (!taken.some((each) => each.id === id)) return id;
  }
}
