// The guard at the head of a transaction: refuses to run on what has changed since it was read.
// An UPDATE that finds nothing does not abort a D1 batch; an error does.

import { eq, sql as fragment } from 'drizzle-orm';
import { site } from '../../../schema/tables/site.ts';
import { statementOf } from './query.ts';
import { sql } from './sql.ts';

/** A site, by its key, and the revision of it (settings, models) that a batch was prepared with. */
export interface SiteRevision {
  site: number;
  revision: number;
}

/**
 * SQL that raises an error of its own: SQLite has no function for it outside triggers, and a path that does not begin with `$`
 * raises "bad JSON path: 'stale'". All other paths in our SQL do, so that no other statement raises this text.
 */
export const raiseStale = sql`json_extract('{}', 'stale')`;

/** Whether each site of a JSON array of `SiteRevision` still has the revision given. */
export const sameRevisions = (parameter: string) => sql`not exists (
  select 1 from json_each(${parameter}) q left join site f on f.key = q.value->>'site'
  where f.revision is not q.value->>'revision')`;

const guardSql = sql`select case when ${sameRevisions('?1')} then 1 else ${raiseStale} end as fresh`;

/** A statement that rolls the whole batch back unless each site still has the revision given. */
export function guardStatement(db: D1Database, revisions: SiteRevision[]): D1PreparedStatement {
  return db.prepare(guardSql).bind(JSON.stringify(revisions));
}

/** A statement that sends every writer of the site to read it anew. */
export function raiseRevision(db: D1Database, key: number): D1PreparedStatement {
  return statementOf(db, (d1) => d1.update(site).set(nextRevision).where(eq(site.key, key)));
}

/** For an update that changes more of the site. */
export const nextRevision = { revision: fragment`${site.revision} + 1` };

/** What was read does not fit together, since someone wrote in between. */
export class Stale extends Error {}

/** Whether an error is a guard's: read again and try again. */
export function isStale(error: unknown): boolean {
  return error instanceof Stale || (error instanceof Error && /bad JSON path: 'stale'/.test(error.message));
}
