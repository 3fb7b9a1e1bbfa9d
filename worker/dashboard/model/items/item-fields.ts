// The parts of a model as the fields of their forms, and back. What a form does not have is kept as it is.

import type { Lapse } from '../../../../schema/model/lapse.ts';
import type { FitRule, Group, Model, Rule } from '../../../../schema/model/model.ts';
import type { ModelWarning } from '../../../score/models/model-warnings.ts';
import { membersOf } from '../draft/model-faults.ts';
import { numberIn } from '../draft/typed-values.ts';
import { type RowFault, readRows, rowsOf } from './condition-rows.ts';

/** The lists of a model that have forms. */
export const itemLists = ['rules', 'fit.rules', 'groups', 'lapses'] as const;
export type ItemList = (typeof itemLists)[number];

/** A member of one of the lists. */
export type Item = { id: string; label?: string } & Record<string, unknown>;

/** A member of a list; null: there is none with this id. */
export function findItem(model: Model, list: ItemList, id: string): Item | null {
  return (membersOf(model, list).find((each) => each.id === id) as Item | undefined) ?? null;
}

/** What is likely wrong with a member of a list. */
export function warningsOf(
  warnings: readonly ModelWarning[],
  list: ItemList,
  id: string,
): readonly ModelWarning[] {
  return warnings.filter(({ rule, path }) => rule === id && path.startsWith(`${list}[`));
}

/** The fields of a form. */
export function fieldsOf(model: Model, list: ItemList, item: Item | null): URLSearchParams {
  return new URLSearchParams(item ? toFields(model, list, item) : newFields[list]);
}

/** The name of the box for a rule of a group begins with this. */
export const memberPrefix = 'member.';

const newFields: Readonly<Record<ItemList, [string, string][]>> = {
  rules: [
    ['on', 'page_view'],
    ['cap.times', '1'],
    ['cap.per', 'day'],
  ],
  'fit.rules': [],
  groups: [
    ['cap.times', '3'],
    ['cap.per', 'week'],
  ],
  lapses: [['hours', '24']],
};

function toFields(model: Model, list: ItemList, item: Item): [string, string][] {
  const named = (values: Record<string, unknown>) =>
    Object.entries(present(values)).map(([name, value]): [string, string] => [name, String(value)]);
  switch (list) {
    case 'rules': {
      const { label, on, points, from, disqualifies, cap, nth, per, by, where } = item as unknown as Rule;
      const group = model.groups?.find(({ rules }) => rules.includes(item.id))?.id;
      const capped = { 'cap.times': cap?.times, 'cap.per': cap?.per, 'cap.by': cap?.by };
      return [
        ...named({ label, on, points, from, disqualifies, ...capped, nth, per, by, group }),
        ...rowsOf(where, 'where'),
      ];
    }
    case 'fit.rules': {
      const { label, points, where, each, max } = item as unknown as FitRule;
      const unit = { 'each.trait': each?.trait, 'each.of': each?.of, max };
      return [...named({ label, points, ...unit }), ...rowsOf(where, 'where')];
    }
    case 'groups': {
      const { rules, cap } = item as unknown as Group;
      return [
        ...named({ 'cap.times': cap.times, 'cap.per': cap.per }),
        ...rules.map((id): [string, string] => [`${memberPrefix}${id}`, 'true']),
      ];
    }
    case 'lapses': {
      const { label, id, after, unless, hours } = item as unknown as Lapse;
      return [
        ...named({ label, id, 'after.on': after.on, 'unless.on': unless.on, hours }),
        ...rowsOf(after.where, 'after.where'),
        ...rowsOf(unless.where, 'unless.where'),
      ];
    }
  }
}

/** What a form makes of a part: not validated, with faults of its conditions by field. */
export interface ReadItem {
  item: Item;
  faults: [field: string, fault: RowFault][];
}

/** Reads a form; `before` is the part that it changes, or null for a new one, which gets this id. */
export function readItem(
  list: ItemList,
  fields: URLSearchParams,
  { before, id }: { before: Item | null; id: string },
): ReadItem {
  const text = (name: string) => (fields.get(name) ?? '').trim() || undefined;
  const figure = (name: string) => {
    const typed = text(name);
    return typed === undefined ? undefined : (numberIn(typed) ?? typed);
  };
  const rows = (base: string, old: unknown) => readRows(fields, base, (old ?? {}) as Record<string, string>);
  const base = { ...before, id };
  switch (list) {
    case 'rules': {
      const { where, faults } = rows('where', before?.where);
      const cap = present({ times: figure('cap.times'), per: text('cap.per'), by: text('cap.by') });
      const counted = { nth: figure('nth'), per: text('per'), by: text('by') };
      const isCapped = cap.times !== undefined;
      const item = present({
        ...{ ...base, label: text('label') ?? '', on: text('on') ?? '', where, from: text('from') },
        ...{ points: figure('points'), cap: isCapped ? cap : undefined },
        ...(counted.nth === undefined ? { nth: undefined, per: undefined, by: undefined } : counted),
        disqualifies: fields.has('disqualifies') ? true : undefined,
      });
      return { item, faults };
    }
    case 'fit.rules': {
      const { where, faults } = rows('where', before?.where);
      const each = present({ trait: text('each.trait'), of: figure('each.of') });
      const isEach = Object.keys(each).length > 0;
      const item = present({
        ...{ ...base, label: text('label') ?? '', where, each: isEach ? each : undefined },
        ...{ points: figure('points'), max: figure('max') },
      });
      return { item, faults };
    }
    case 'groups': {
      const members = [...fields.keys()].filter((name) => name.startsWith(memberPrefix));
      const chosen = members.map((name) => name.slice(memberPrefix.length));
      const old = (before?.rules ?? []) as string[];
      const rules = [
        ...old.filter((each) => chosen.includes(each)),
        ...chosen.filter((c) => !old.includes(c)),
      ];
      const cap = { times: figure('cap.times'), per: text('cap.per') };
      return { item: { ...base, rules, cap }, faults: [] };
    }
    case 'lapses': {
      const [after, unless] = (['after', 'unless'] as const).map((part) => {
        const old = before?.[part] as { where?: unknown } | undefined;
        const { where, faults } = rows(`${part}.where`, old?.where);
        return { asked: present({ on: text(`${part}.on`) ?? '', where }), faults };
      }) as [AskedRows, AskedRows];
      const asked = { after: after.asked, unless: unless.asked };
      const item = { ...base, label: text('label') ?? '', ...asked, hours: figure('hours') };
      return { item, faults: [...after.faults, ...unless.faults] };
    }
  }
}

interface AskedRows {
  asked: object;
  faults: [string, RowFault][];
}

/** Without what is undefined, which JSON leaves out, too. */
function present<Part extends object>(part: Part): Part {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as Part;
}
