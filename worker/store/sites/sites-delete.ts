// Deletes a site: all its rows in all tables, in steps that fit a D1 query (30 s each).

import { and, eq, getTableColumns, getTableName, is, ne } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import * as tables from '../../../schema/tables/tables.ts';
import { nextRevision } from '../database/guard.ts';
import { statementsLeft } from '../database/metered.ts';
import { statementOf } from '../database/query.ts';
import { sql } from '../database/sql.ts';
import { auditOfChange, type By, noSite } from './audit.ts';
import { forgetSite, type SiteKey } from './site-config.ts';

/** Rows deleted by one statement. */
const chunkRows = 5_000;

/** Tables with at most so many rows of the site are left to the last transaction, which saves a statement for each. */
const fewRows = 500;

/** The tables with rows of a site, and their keys: read from the schema, so that a new table is not forgotten. */
const holders = Object.values(tables)
  .filter((table) => is(table, SQLiteTable))
  .filter((table) => 'site' in getTableColumns(table))
  .map((table) => {
    const { primaryKeys, columns } = getTableConfig(table);
    const key = primaryKeys[0]?.columns ?? columns.filter((column) => column.primary);
    return { name: getTableName(table), columns: key.map((column) => `"${column.name}"`).join(', ') };
  });

/**
 * Without these rows a site cannot be read, and its deletion could not be continued. They are few, and are deleted with the
 * site.
 */
const pointers: readonly string[] = [getTableName(tables.model), getTableName(tables.servedModel)];

/** Tokens reference the site by its id. */
const tokens = getTableName(tables.token);

/** SQL statements of the last transaction: every table and the site. */
const finalStatements = holders.length + 1;

/**
 * Deletes a site. First removes its origins, which stops beacons, and records the deletion; then deletes its rows, a chunk at
 * a time; finally, in one transaction, deletes what arrived in the meantime and the site itself. `unfinished` after
 * `deadline` (UTC ms), or if this invocation has no database queries left: call it again.
 */
export async function deleteSite(
  db: D1Database,
  { key, id }: SiteKey,
  { actor, now, deadline }: By & { deadline: number },
): Promise<{ kind: 'deleted' } | { kind: 'unfinished' }> {
  await db.batch([
    statementOf(db, (d1) =>
      d1
        .update(tables.site)
        .set({ origins: '[]', ...nextRevision })
        .where(and(eq(tables.site.key, key), ne(tables.site.origins, '[]'))),
    ),
    auditOfChange(db, { site: noSite, at: now, actor, action: 'site.delete', detail: { site: id } }),
  ]);
  forgetSite(id);
  const site = (name: string) => (name === tokens ? id : key);
  const large = await largeTables(db, site);
  for (const { name, columns } of holders) {
    if (pointers.includes(name) || !large.has(name)) continue;
    const isEmpty = await deleteInChunks(db, { site: site(name), name, columns, deadline });
    if (!isEmpty) return { kind: 'unfinished' };
  }
  await db.batch([
    ...holders.map(({ name }) => db.prepare(sql`delete from ${name} where site = ?1`).bind(site(name))),
    statementOf(db, (d1) => d1.delete(tables.site).where(eq(tables.site.key, key))),
  ]);
  forgetSite(id);
  return { kind: 'deleted' };
}

/** The tables with more than a few rows of the site. One statement, which reads at most `fewRows` + 1 rows of each. */
async function largeTables(db: D1Database, site: (name: string) => string | number): Promise<Set<string>> {
  const columns = holders.map(
    ({ name }) =>
      sql`exists (select 1 from ${name} where site = ${name === tokens ? '?2' : '?1'} limit 1 offset ${fewRows}) as ${name}`,
  );
  const found = await db
    .prepare(sql`select ${columns.join(', ')}`)
    .bind(site(''), site(tokens))
    .first<Record<string, 0 | 1>>();
  return new Set(Object.entries(found ?? {}).flatMap(([name, isLarge]) => (isLarge ? [name] : [])));
}

/** Returns true once the table has (almost) no rows of the site. */
async function deleteInChunks(
  db: D1Database,
  {
    site,
    name,
    columns,
    deadline,
  }: { site: string | number; name: string; columns: string; deadline: number },
): Promise<boolean> {
  const step = db.prepare(
    sql`delete from ${name} where (${columns}) in (select ${columns} from ${name} where site = ?1 limit ${chunkRows})`,
  );
  while (Date.now() < deadline && statementsLeft(db) > finalStatements) {
    const { meta } = await step.bind(site).run();
    if (meta.changes < chunkRows) return true;
  }
  return false;
}
