// Inserts many rows into a table with as few statements as possible.

import { getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { hexOf } from '../ids.ts';
import { columnsOf, isIdColumn, sqlName } from './columns.ts';
import { jsonRows, withRows } from './json-rows.ts';
import type { StoredRow } from './stored-row.ts';

/** The number of values that D1 binds one by one. More go as JSON, which costs SQLite more. */
const maxBound = 99;

/** Statements that insert rows: one, or more if the rows exceed the size of a parameter. */
export type InsertRows<Table extends SQLiteTable> = (
  db: D1Database,
  rows: readonly StoredRow<Table>[],
  onConflict?: string,
) => D1PreparedStatement[];

/** Returns a function that inserts whole rows into a table. Looks its columns up once. */
export function rowInserter<Table extends SQLiteTable>(table: Table): InsertRows<Table> {
  const columns = columnsOf(table).map((name) => ({
    name: name as keyof StoredRow<Table>,
    isId: isIdColumn(table, name),
    column: sqlName(table, name),
  }));
  const head = `insert into ${getTableName(table)} (${columns.map(({ column }) => column).join(', ')})`;
  const listOf = (value: (place: number) => string) =>
    columns.map(({ isId }, place) => (isId ? `unhex(${value(place)})` : value(place))).join(', ');
  const one = `(${listOf(() => '?')})`;
  const many = `${withRows('?1')} ${head} select ${listOf((place) => `r.value->>${place}`)} from r where true`;
  const valuesOf = (row: StoredRow<Table>) =>
    columns.map(({ name, isId }) => {
      const value: unknown = row[name];
      return isId && typeof value === 'string' ? hexOf(value) : value;
    });
  return (db, rows, onConflict = '') => {
    const values = rows.map(valuesOf);
    if (rows.length * columns.length <= maxBound) {
      const text = `${head} values ${rows.map(() => one).join(', ')} ${onConflict}`;
      return [db.prepare(text).bind(...values.flat())];
    }
    const statement = db.prepare(`${many} ${onConflict}`);
    return jsonRows(values).map((json) => statement.bind(json));
  };
}
