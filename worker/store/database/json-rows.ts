// Rows as parameters of statements: JSON arrays within D1's size limit.

import { sql } from './sql.ts';

/** Maximum characters of JSON in a parameter: D1 allows 2 MB, and a UTF-16 unit takes at most three bytes. */
const maxParameterChars = 600_000;

/** Splits rows into JSON arrays that each fit into one parameter; none if there are no rows. */
export function jsonRows(rows: readonly unknown[]): string[] {
  const arrays: string[] = [];
  let texts: string[] = [];
  let chars = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    if (texts.length > 0 && chars + text.length > maxParameterChars) {
      arrays.push(`[${texts.join(',')}]`);
      texts = [];
      chars = 0;
    }
    texts.push(text);
    chars += text.length + 1;
  }
  if (texts.length > 0) arrays.push(`[${texts.join(',')}]`);
  return arrays;
}

/** The rows `r` of a JSON array. Uses JSONB, because SQLite would otherwise parse a row again for each column. */
export const withRows = (parameter: string) =>
  sql`with r as materialized (select jsonb(value) as value from json_each(${parameter}))`;
