// Queries of drizzle among statements of SQL. A statement that is neither hot nor bound to a plan is a query, so that a column
// that goes breaks the build.

import { type Column, type Query, type SQL, sql } from 'drizzle-orm';
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1';
import { hexOf } from '../ids.ts';

/**
 * A query as a D1 statement: for a batch, where it stands beside statements of SQL, and for what drizzle does not answer,
 * `meta`. The meters count it as any other (metered.ts). Rows keep the names of the columns.
 */
export function statementOf(
  db: D1Database,
  queryOf: (d1: DrizzleD1Database) => { toSQL(): Query },
): D1PreparedStatement {
  const { sql: text, params } = queryOf(drizzle(db)).toSQL();
  return db.prepare(text).bind(...params);
}

/** An id as its column holds it (store/ids.ts). */
export function idBytes(id: string): SQL<Buffer> {
  return sql`unhex(${hexOf(id)})`;
}

/** A column of ids, selected as hex; `uuidFrom` and `visitorFrom` make text of it. */
export function idHex(column: Column): SQL<string> {
  return sql`hex(${column})`;
}
