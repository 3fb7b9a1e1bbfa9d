// The audit: who changed what. The row is in the same batch as the change, so that neither exists without the other.

import { and, desc, eq, sql as fragment, getTableColumns, gte } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { audit } from '../../../schema/tables/site.ts';
import { insertInto } from '../database/columns.ts';
import { statementOf } from '../database/query.ts';
import { sql } from '../database/sql.ts';

/** The actor and the time of a change. */
export interface By {
  /** The token's id, `bootstrap` for ADMIN_TOKEN, or `schedule` for scheduled work. */
  actor: string;
  /** UTC ms. */
  now: number;
}

/** The `site` of actions that belong to no site. */
export const noSite = 0;

/**
 * A recorded action. `site` is the key of the site that it changed, or `noSite` for creating and deleting sites, and for
 * tokens for every site.
 */
export interface AuditEntry extends Omit<typeof audit.$inferInsert, 'id' | 'detail'> {
  /** Facts about the action: never a secret, and about a person only the visitor's id. */
  detail: Record<string, string | number | boolean | null>;
}

/** The statement that records an action, for a D1 batch: one row written. */
export function auditStatement(db: D1Database, { detail, ...entry }: AuditEntry): D1PreparedStatement {
  const row = { ...entry, id: crypto.randomUUID(), detail: JSON.stringify(detail) };
  return statementOf(db, (d1) => d1.insert(audit).values(row));
}

const insertIfChanged = sql`${insertInto(audit, {
  site: '?1',
  at: '?2',
  id: '?3',
  actor: '?4',
  action: '?5',
  detail: '?6',
})} where changes() > 0`;

/**
 * The same, but only if the previous statement of the batch changed something. If two requests remove the same thing at once,
 * only the one that removed it is recorded.
 */
export function auditOfChange(db: D1Database, entry: AuditEntry): D1PreparedStatement {
  const { site, at, actor, action, detail } = entry;
  return db
    .prepare(insertIfChanged)
    .bind(site, at, crypto.randomUUID(), actor, action, JSON.stringify(detail));
}

const insertOfDraft = sql`${insertInto(audit, {
  site: '?1',
  at: '?2',
  id: '?3',
  actor: '?4',
  action: `'model.draft'`,
  detail: sql`json_set(?5, '$.version', max(version))`,
})} from model where site = ?1`;

/** The same for a draft that the same batch has appended: only then does it have a version, which is added to `detail`. */
export function draftAuditStatement(
  db: D1Database,
  { site, at, actor, detail }: Omit<AuditEntry, 'action'>,
): D1PreparedStatement {
  return db.prepare(insertOfDraft).bind(site, at, crypto.randomUUID(), actor, JSON.stringify(detail));
}

/** A stored entry, with `detail` still as JSON. */
export type AuditRow = Omit<typeof audit.$inferSelect, 'site'>;

/** A position in the list: after this entry. */
export type AuditPlace = Pick<AuditRow, 'at' | 'id'>;

/** Which entries to read. `action`: one action, or a noun for all its actions; null for `actor` or `action`: all. */
export interface AuditAsked {
  action: string | null;
  actor: string | null;
  /** UTC ms. */
  since: number;
  after: AuditPlace | null;
  limit: number;
}

/**
 * Entries of a site, or of `noSite`, newest first: a range of the primary key, filtered. The range of a noun ends at `/`,
 * which follows `.`.
 */
export function readAudit(
  db: D1Database,
  site: number,
  { action, actor, since, after, limit }: AuditAsked,
): Promise<AuditRow[]> {
  const { site: _, ...columns } = getTableColumns(audit);
  const { at = Number.MAX_SAFE_INTEGER, id = '' } = after ?? {};
  const filters = [
    ...(actor === null ? [] : [eq(audit.actor, actor)]),
    ...(action === null ? [] : [fragment`${audit.action} between ${action} and ${`${action}/`}`]),
  ];
  return drizzle(db)
    .select(columns)
    .from(audit)
    .where(
      and(
        eq(audit.site, site),
        gte(audit.at, since),
        fragment`(${audit.at}, ${audit.id}) < (${at}, ${id})`,
        ...filters,
      ),
    )
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(limit);
}

/**
 * The labels of tokens by id, including revoked ones: the audit of a revocation keeps the label. One read by primary key for
 * each token; for revoked ones also the audits of `noSite` and of the site.
 */
export async function readActorLabels(
  db: D1Database,
  site: number,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { results } = await db
    .prepare(
      sql`select q.value as id, coalesce(token.label, (select detail->>'label' from audit
         where site in (${noSite}, ?2) and action = 'token.revoke' and detail->>'id' = q.value limit 1)) as label
       from json_each(?1) q left join token on token.id = q.value`,
    )
    .bind(JSON.stringify(ids), site)
    .all<{ id: string; label: string | null }>();
  return new Map(results.flatMap(({ id, label }) => (label === null ? [] : [[id, label]])));
}
