// Drizzle queries among SQL statements. A statement that is not hot and needs no certain query plan is a drizzle query, so that a
// removed column breaks the build.

import { type Column, type Query, type SQL, sql } from 'drizzle-orm';
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1';
import { hexOf } from '../ids.ts';

/**
 * A query as a D1 statement: for a batch together with SQL statements, and to get `meta`, which drizzle does not return. It is
 * metered like any other (metered.ts). Rows have the column names.
 */
export function statementOf(
  db: D1Database,
  queryOf: (d1: DrizzleD1Database) => { toSQL(): Query },
): D1PreparedStatement {
  const { sql: text, params } = queryOf(drizzle(db)).toSQL();
  return db.prepare(text).bind(...params);
}

/** An id as stored in its column (store/ids.ts). */
export function idBytes(id: string): SQL<Buffer> {
  return sql`unhex(${hexOf(id)})`;
}

/** An id column, selected as hex; `uuidFrom` and `visitorFrom` convert it to text. */
export function idHex(column: Column): SQL<string> {
  return sql`hex(${column})`;
}
