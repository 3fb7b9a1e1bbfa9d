// The guard at the start of a transaction: fails if the transaction's inputs have changed since they were read.
// It must raise an error, because an UPDATE that matches nothing does not abort a D1 batch.

import { eq, sql as fragment } from 'drizzle-orm';
import { site } from '../../../schema/tables/site.ts';
import { statementOf } from './query.ts';
import { sql } from './sql.ts';

/** A site by key, and the revision of its settings and models on which a batch is based. */
export interface SiteRevision {
  site: number;
  revision: number;
}

/**
 * SQL that raises an error of its own: SQLite has no function for it outside triggers, and a path that does not begin with `$`
 * raises "bad JSON path: 'stale'". All other paths in our SQL do, so that no other statement raises this text.
 */
export const raiseStale = sql`json_extract('{}', 'stale')`;

/** Whether each site of a JSON array of `SiteRevision` still has this revision. */
export const sameRevisions = (parameter: string) => sql`not exists (
  select 1 from json_each(${parameter}) q left join site f on f.key = q.value->>'site'
  where f.revision is not q.value->>'revision')`;

const guardSql = sql`select case when ${sameRevisions('?1')} then 1 else ${raiseStale} end as fresh`;

/** A statement that rolls the whole batch back unless each site still has this revision. */
export function guardStatement(db: D1Database, revisions: SiteRevision[]): D1PreparedStatement {
  return db.prepare(guardSql).bind(JSON.stringify(revisions));
}

/** A statement that makes every writer of the site read it again. */
export function raiseRevision(db: D1Database, key: number): D1PreparedStatement {
  return statementOf(db, (d1) => d1.update(site).set(nextRevision).where(eq(site.key, key)));
}

/** The same for an update that also changes other columns of the site. */
export const nextRevision = { revision: fragment`${site.revision} + 1` };

/** The inputs have changed since they were read. */
export class Stale extends Error {}

/** Whether an error is from a guard: read again and retry. */
export function isStale(error: unknown): boolean {
  return error instanceof Stale || (error instanceof Error && /bad JSON path: 'stale'/.test(error.message));
}
