// The columns of tables as SQL, from the schema. Every statement with more than a few columns uses these, so that a new column
// reaches the statement or breaks the build.

import { type Column, getTableColumns, getTableName, type InferInsertModel } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';

/** The writable columns of a table, as its rows name them. */
export type ColumnOf<Table extends SQLiteTable> = keyof InferInsertModel<Table> & string;

/** SQL for each of some columns. */
export type Values<Name extends string> = Record<Name, string>;

/** SQL for each of these names. */
export function valuesOf<Name extends string>(
  names: readonly Name[],
  sqlOf: (name: Name) => string,
): Values<Name> {
  return Object.fromEntries(names.map((name) => [name, sqlOf(name)])) as Values<Name>;
}

/** All writable columns of a table, in order. */
export function columnsOf<Table extends SQLiteTable>(table: Table): ColumnOf<Table>[] {
  const columns = Object.entries<Column>(getTableColumns(table));
  return columns.flatMap(([name, { generated }]) => (generated ? [] : [name as ColumnOf<Table>]));
}

/** The name of a column in SQL. */
export function sqlName<Table extends SQLiteTable>(table: Table, name: ColumnOf<Table>): string {
  return columnOf(table, name).name;
}

/** Whether a column is an id, which is stored as bytes (store/ids.ts). */
export function isIdColumn<Table extends SQLiteTable>(table: Table, name: ColumnOf<Table>): boolean {
  return columnOf(table, name).getSQLType() === 'blob';
}

function columnOf<Table extends SQLiteTable>(table: Table, name: ColumnOf<Table>): Column {
  return (getTableColumns(table) as Record<string, Column>)[name] as Column;
}

/** Each column of a row with an alias: `s.user_id`. */
export function columnsFrom<Table extends SQLiteTable>(table: Table, alias: string): Values<ColumnOf<Table>> {
  return valuesOf(columnsOf(table), (name) => `${alias}.${sqlName(table, name)}`);
}

/** Columns to select from a row with an alias, with the names from the code; ids as hex. */
export function selected<Table extends SQLiteTable>(
  table: Table,
  alias: string,
  names: readonly ColumnOf<Table>[],
): string {
  const sqlOf = (name: ColumnOf<Table>) => {
    const column = `${alias}.${sqlName(table, name)}`;
    return isIdColumn(table, name) ? `hex(${column})` : column;
  };
  return names.map((name) => `${sqlOf(name)} as "${name}"`).join(', ');
}

/** `insert into` with whole rows, and `select` with their values; the source follows. */
export function insertInto<Table extends SQLiteTable>(
  table: Table,
  values: Values<ColumnOf<Table>>,
  select: 'select' | 'select distinct' = 'select',
): string {
  const names = columnsOf(table);
  const columns = names.map((name) => sqlName(table, name)).join(', ');
  return `insert into ${getTableName(table)} (${columns}) ${select} ${names.map((name) => values[name]).join(', ')}`;
}

/** Sets a column to the value of the conflicting insert: for after `do update set`. */
export function excluded<Table extends SQLiteTable>(table: Table, names: readonly ColumnOf<Table>[]): string {
  return names
    .map((name) => sqlName(table, name))
    .map((column) => `${column} = excluded.${column}`)
    .join(', ');
}
