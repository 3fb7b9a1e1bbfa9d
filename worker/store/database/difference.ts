// What a table must lose and gain to say something else.

/** Rows as lists of values, the first of which are the key. */
export type Values = readonly unknown[];

/** The rows of `before` whose key `after` does not have, and those of `after` that `before` does not have as they are. */
export function difference(
  before: readonly Values[],
  after: readonly Values[],
  keyLength: number,
): { gone: Values[]; put: Values[] } {
  const keyOf = (row: Values) => JSON.stringify(row.slice(0, keyLength));
  const had = new Map(before.map((row) => [keyOf(row), JSON.stringify(row)]));
  const kept = new Set(after.map(keyOf));
  return {
    gone: before.filter((row) => !kept.has(keyOf(row))),
    put: after.filter((row) => had.get(keyOf(row)) !== JSON.stringify(row)),
  };
}
