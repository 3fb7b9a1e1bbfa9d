// The rows to delete and insert, so that a table changes from one state to another.

/** Rows as lists of values that start with the key. */
export type Values = readonly unknown[];

/** The rows of `before` whose key is not in `after`, and the new or changed rows of `after`. */
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
