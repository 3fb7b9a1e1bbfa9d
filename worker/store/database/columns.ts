// The columns of tables as SQL, read off the schema: every statement that names more than a few takes them from here, so that a
// column added to a table reaches the statement, or breaks the build.

import { type Column, getTableColumns, getTableName, type InferInsertModel } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';

/** The columns of a table that can be written, as its rows name them. */
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

/** All that can be written of a table, in its order. */
export function columnsOf<Table extends SQLiteTable>(table: Table): ColumnOf<Table>[] {
  const columns = Object.entries<Column>(getTableColumns(table));
  return columns.flatMap(([name, { generated }]) => (generated ? [] : [name as ColumnOf<Table>]));
}

/** What a column is called in SQL. */
export function sqlName<Table extends SQLiteTable>(table: Table, name: ColumnOf<Table>): string {
  return columnOf(table, name).name;
}

/** Whether a column holds an id, which is bytes there (store/ids.ts). */
export function isIdColumn<Table extends SQLiteTable>(table: Table, name: ColumnOf<Table>): boolean {
  return columnOf(table, name).getSQLType() === 'blob';
}

function columnOf<Table extends SQLiteTable>(table: Table, name: ColumnOf<Table>): Column {
  return (getTableColumns(table) as Record<string, Column>)[name] as Column;
}

/** Each column of a row that goes by an alias: `s.user_id`. */
export function columnsFrom<Table extends SQLiteTable>(table: Table, alias: string): Values<ColumnOf<Table>> {
  return valuesOf(columnsOf(table), (name) => `${alias}.${sqlName(table, name)}`);
}

/** Columns to select from a row that goes by an alias, named as the code names them; ids come as hex. */
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

/** `insert into` of whole rows, `select` and their values; what they are selected from follows. */
export function insertInto<Table extends SQLiteTable>(
  table: Table,
  values: Values<ColumnOf<Table>>,
  select: 'select' | 'select distinct' = 'select',
): string {
  const names = columnsOf(table);
  const columns = names.map((name) => sqlName(table, name)).join(', ');
  return `insert into ${getTableName(table)} (${columns}) ${select} ${names.map((name) => values[name]).join(', ')}`;
}

/** What an upsert sets to the row that was refused: for after `do update set`. */
export function excluded<Table extends SQLiteTable>(table: Table, names: readonly ColumnOf<Table>[]): string {
  return names
    .map((name) => sqlName(table, name))
    .map((column) => `${column} = excluded.${column}`)
    .join(', ');
}
