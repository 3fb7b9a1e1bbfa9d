// Conditions as rows of a form: what each is about, how it compares, and its values, one per line.

import type { Condition } from '../../../../schema/model/condition.ts';
import type { Comparison } from '../../../score/conditions/form.ts';
import { readCondition } from '../../../score/conditions/forms.ts';
import { numberIn } from '../draft/typed-values.ts';

type Operator = Comparison['how'];

const one = (texts: readonly string[]) => (texts.length === 1 ? (texts[0] as string) : [...texts]);

/** A text that is no number stays one, and is refused by the model's schema. */
const figure = (texts: readonly string[]) => (numberIn(texts[0] ?? '') ?? texts[0]) as number;

/** How each comparison is written, in the order of the form. A range with two bounds is two rows. */
const notations: Readonly<Record<Operator, (texts: readonly string[]) => Condition>> = {
  any: one,
  none: (texts) => ({ not: one(texts) }),
  words: (texts) => ({ words: one(texts) }),
  gte: (texts) => ({ gte: figure(texts) }),
  gt: (texts) => ({ gt: figure(texts) }),
  lte: (texts) => ({ lte: figure(texts) }),
  lt: (texts) => ({ lt: figure(texts) }),
};

/** The ways to compare. */
export const operators = Object.keys(notations) as Operator[];

type Where = Readonly<Record<string, Condition>>;

/** The fields of a `where`; `base` is the start of their names, such as `after.where`. */
export function rowsOf(where: Where = {}, base: string): [string, string][] {
  const rows = Object.entries(where).flatMap(([key, condition]) =>
    readCondition(condition).comparisons.map(({ how, texts }) => [key, how, texts.join('\n')] as const),
  );
  return rows.flatMap(([key, operator, values], index) => [
    [`${base}.${index}.key`, key],
    [`${base}.${index}.operator`, operator],
    [`${base}.${index}.values`, values],
  ]);
}

/** More than a `where` can have: 20 keys, and ranges with two bounds. */
const allPlaces = Array.from({ length: 40 }, (_, place) => place);

/** The places of rows in a form, with one more that is empty. */
export function rowPlaces(fields: URLSearchParams, base: string): number[] {
  const isUsed = (place: number) =>
    Boolean(fields.get(`${base}.${place}.key`) || fields.get(`${base}.${place}.values`));
  return allPlaces.slice(0, allPlaces.findLastIndex(isUsed) + 2);
}

/** What is wrong with rows themselves, by field; what is wrong with conditions says the model's schema. */
export type RowFault = 'key' | 'twice' | 'range';

/** The `where` of a form (undefined: no conditions). `before`: of which conditions that mean the same keep their notation. */
export function readRows(
  fields: URLSearchParams,
  base: string,
  before: Where = {},
): { where: Where | undefined; faults: [field: string, fault: RowFault][] } {
  const where: Record<string, Condition> = {};
  const faults: [string, RowFault][] = [];
  for (const place of rowPlaces(fields, base)) {
    const [key, operator, values] = ['key', 'operator', 'values'].map(
      (name) => fields.get(`${base}.${place}.${name}`) ?? '',
    ) as [string, string, string];
    const lines = values.split('\n').flatMap((line) => line.trim() || []);
    if (lines.length === 0) continue;
    const name = key.trim();
    if (name === '') {
      faults.push([`${base}.${place}.key`, 'key']);
      continue;
    }
    const known = Object.hasOwn(where, name) ? where[name] : undefined;
    const isRange = known !== undefined && readCondition(known).comparisons.every(({ how }) => isBound(how));
    if (isBound(operator) && lines.length > 1) faults.push([`${base}.${place}.values`, 'range']);
    if (known !== undefined && !(isBound(operator) && isRange))
      faults.push([`${base}.${place}.key`, 'twice']);
    else Object.defineProperty(where, name, { ...own, value: conditionOf(operator, lines, known) });
  }
  const kept = Object.entries(where).map(([key, condition]) => {
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    return [key, old !== undefined && isSame(old, condition) ? old : condition];
  });
  return { where: kept.length === 0 ? undefined : Object.fromEntries(kept), faults };
}

/** `__proto__` is a key like any other. */
const own = { enumerable: true, configurable: true, writable: true } as const;

/** What a row says, together with the other bound of its range, if there is one. */
function conditionOf(operator: string, lines: string[], known: Condition | undefined): Condition {
  const how = operators.find((each) => each === operator) ?? 'any';
  const written = notations[how](lines);
  return known === undefined ? written : ({ ...(known as object), ...(written as object) } as Condition);
}

function isBound(operator: string): boolean {
  return operator !== 'any' && operator !== 'none' && operator !== 'words';
}

function isSame(a: Condition, b: Condition): boolean {
  return JSON.stringify(readCondition(a).comparisons) === JSON.stringify(readCondition(b).comparisons);
}

/** The field of a row that a path below `where` is about: `topic[1]` of the row about the topic. */
export function rowField(fields: URLSearchParams, base: string, path: string): string | null {
  const keyAt = (place: number) => (fields.get(`${base}.${place}.key`) ?? '').trim();
  const place = rowPlaces(fields, base).find((each) => {
    const key = keyAt(each);
    return key !== '' && (path === key || path.startsWith(`${key}.`) || path.startsWith(`${key}[`));
  });
  return place === undefined ? null : `${base}.${place}.${path === keyAt(place) ? 'key' : 'values'}`;
}
