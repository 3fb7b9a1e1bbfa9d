// Into which tier of a list a visitor belongs: by grade, then identified people without one, then anonymous visitors.

/** The tiers: a grade's letter, `-` for an identified person without a grade, `` for an anonymous visitor. */
export const tiers = ['A', 'B', 'C', 'D', '-', ''] as const;

export type Tier = (typeof tiers)[number];

/**
 * The tier of a row of `score`, as SQL. It is a part of the index `score_by_heat`: SQLite uses an index on an expression only for
 * the same expression, so every statement takes it from here. `alias` names the row; '' in the index itself.
 */
export function tierSql(alias: string): string {
  const row = alias === '' ? '' : `${alias}.`;
  return `case when ${row}verified is null then '' when ${row}grade is null then '-' else ${row}grade end`;
}

/** Whether a row is in one of some tiers, as SQL. */
export function inTiers(alias: string, some: readonly Tier[]): string {
  return `${tierSql(alias)} in (${some.map((tier) => `'${tier}'`).join(', ')})`;
}
