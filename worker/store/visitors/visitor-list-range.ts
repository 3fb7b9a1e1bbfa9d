// Bound values and index ranges for the SQL of the visitor list. Only names from our own sources become part of the SQL text.

import { sql } from '../database/sql.ts';
import { hexOf } from '../ids.ts';
import type { Position } from './visitor-list-query.ts';

/** A statement with its bound values. */
export interface Sql {
  text: string;
  values: (string | number)[];
}

/** Returns the numbered placeholder of a value. Equal values share a number. */
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

/** A range `from` ≤ value < `below` (null: no bound), and the position after which it starts. */
export interface Range {
  from: number | null;
  below: number | null;
  after: Position | null;
  order: 'asc' | 'desc';
}

/**
 * The rest of the range of a value of rows `w` after a position. Each end is stated once, so that both limit the walk of the index. A position inside
 * the range replaces the end that the walk starts at: `below` if descending, `from` if ascending.
 */
export function boundedSql(value: string, { from, below, after, order }: Range, bind: Bind): string[] {
  const isDown = order === 'desc';
  const isWithin =
    after !== null && (isDown ? below === null || after.value < below : from === null || after.value >= from);
  const sql: string[] = [];
  if (from !== null && (isDown || !isWithin)) sql.push(`${value} >= ${bind(from)}`);
  if (below !== null && (!isDown || !isWithin)) sql.push(`${value} < ${bind(below)}`);
  if (isWithin) sql.push(`(${value}, w.visitor) ${afterSql(order, after, bind)}`);
  return sql;
}

/** The condition that a pair of value and visitor comes after a position. */
export function afterSql(order: 'asc' | 'desc', { value, visitor }: Position, bind: Bind): string {
  return sql`${order === 'desc' ? '<' : '>'} (${bind(value)}, unhex(${bind(hexOf(visitor))}))`;
}
