// Rows as parameters of statements: JSON arrays, each as large as D1 takes.

import { sql } from './sql.ts';

/** Characters of JSON in one parameter: D1 takes 2 MB, and a character is three bytes at most (of UTF-16, six for two). */
const maxParameterChars = 600_000;

/** Rows as JSON arrays that each fit into one parameter; none of no rows. */
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

/** Rows `r` of a JSON array. As JSONB: SQLite would otherwise parse a row again for each of its columns. */
export const withRows = (parameter: string) =>
  sql`with r as materialized (select jsonb(value) as value from json_each(${parameter}))`;
