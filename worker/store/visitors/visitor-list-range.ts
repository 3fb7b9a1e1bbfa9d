// Bound values and ranges of an index, for the statements of the visitor list. Only names written in our sources go into
// the text.

import { sql } from '../database/sql.ts';
import { hexOf } from '../ids.ts';
import type { Position } from './visitor-list-query.ts';

/** A statement and what it binds. */
export interface Sql {
  text: string;
  values: (string | number)[];
}

/** Names a value in the text, by its number; the same value has the same number. */
export type Bind = (value: string | number) => string;

export function binding(): { values: (string | number)[]; bind: Bind } {
  const numbers = new Map<string | number, number>();
  const values: (string | number)[] = [];
  const bind: Bind = (value) => {
    const number = numbers.get(value) ?? values.push(value);
    numbers.set(value, number);
    return `?${number}`;
  };
  return { values, bind };
}

/** `from` ≤ value < `below`, null: no bound, of which what comes after a place is left. */
export interface Range {
  from: number | null;
  below: number | null;
  after: Position | null;
  order: 'asc' | 'desc';
}

/**
 * The range that is left after a place, each end given once, so that both bound the walk of the index. A place within
 * the range replaces the end it was reached from: `below` when descending, `from` when ascending.
 */
export function boundedSql(column: string, { from, below, after, order }: Range, bind: Bind): string[] {
  const isDown = order === 'desc';
  const isWithin =
    after !== null && (isDown ? below === null || after.value < below : from === null || after.value >= from);
  const sql: string[] = [];
  if (from !== null && (isDown || !isWithin)) sql.push(`w.${column} >= ${bind(from)}`);
  if (below !== null && (!isDown || !isWithin)) sql.push(`w.${column} < ${bind(below)}`);
  if (isWithin) sql.push(`(w.${column}, w.visitor) ${afterSql(order, after, bind)}`);
  return sql;
}

/** That a pair of value and visitor comes after a place. */
export function afterSql(order: 'asc' | 'desc', { value, visitor }: Position, bind: Bind): string {
  return sql`${order === 'desc' ? '<' : '>'} (${bind(value)}, unhex(${bind(hexOf(visitor))}))`;
}
