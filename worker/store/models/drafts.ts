// The draft of a model that the page Model works on: one row for each of the site's models, changed in place until it is published.
// Drafts of the API are other rows, which nothing changes.

import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { Model } from '../../../schema/model/model.ts';
import { model as table } from '../../../schema/tables/site.ts';
import { insertInto } from '../database/columns.ts';
import { isStale, raiseStale } from '../database/guard.ts';
import { sql } from '../database/sql.ts';
import { type By, draftAuditStatement } from '../sites/audit.ts';

type ModelRow = typeof table.$inferSelect;

/** `body` is the JSON of `model`, as stored. `createdAt` is UTC ms. */
export interface Draft {
  version: number;
  model: Model;
  body: string;
  createdAt: number;
}

/** The draft of a model; null: nobody is working on one. A range of the primary key. */
export async function readDraft(
  db: D1Database,
  { site, name }: { site: number; name: string },
): Promise<Draft | null> {
  const { version, body, createdAt } = table;
  const row = await drizzle(db)
    .select({ version, body, createdAt })
    .from(table)
    .where(
      and(eq(table.site, site), isNotNull(table.editedAt), isNull(table.publishedAt), eq(table.name, name)),
    )
    .get();
  return row ? { ...row, model: JSON.parse(row.body) as Model } : null;
}

const noneYet = sql`select case when exists (select 1 from model
    where site = ?1 and edited_at is not null and published_at is null and name = ?2)
  then ${raiseStale} else 1 end as fresh`;

const begin = sql`${insertInto(table, {
  site: '?1',
  version: '(select max(version) + 1 from model where site = ?1)',
  body: '?2',
  landmark: 'null',
  timeZone: `'UTC'`,
  createdAt: '?3',
  publishedAt: 'null',
  editedAt: '?3',
  fittedAt: '?4',
  cursor: 'null',
  done: '0',
  total: '0',
})} returning version`;

/**
 * Begins the draft of a model, and returns its version; null if there is one by now. `rules`: how many, for the audit. `fittedAt`:
 * its points were fitted to sales, UTC ms; null: they were not.
 */
export async function beginDraft(
  db: D1Database,
  {
    site,
    name,
    body,
    rules,
    fittedAt,
  }: Pick<ModelRow, 'site' | 'name' | 'body' | 'fittedAt'> & { rules: number },
  { actor, now }: By,
): Promise<number | null> {
  try {
    const [, begun] = await db.batch<{ version: number }>([
      db.prepare(noneYet).bind(site, name),
      db.prepare(begin).bind(site, body, now, fittedAt),
      draftAuditStatement(db, { site, at: now, actor, detail: { rules } }),
    ]);
    return begun?.results[0]?.version ?? null;
  } catch (error) {
    if (isStale(error)) return null;
    throw error;
  }
}

const mine = sql`site = ?1 and version = ?2 and edited_at is not null and published_at is null`;

const forget = sql`delete from preview where site = ?1 and version = ?2 and changes() > 0`;

/** A statement that deletes the preview of a draft, if the statement before it changed or deleted the draft. */
function forgetPreview(db: D1Database, site: number, version: number): D1PreparedStatement {
  return db.prepare(forget).bind(site, version);
}

/**
 * Changes the draft if it still has the JSON `was`, sets `fittedAt` unless it is null, and deletes its preview, which counted another model. Returns false if it
 * was changed, published or discarded meanwhile.
 */
export async function changeDraft(
  db: D1Database,
  {
    site,
    version,
    was,
    body,
    fittedAt,
  }: Pick<ModelRow, 'site' | 'version' | 'body' | 'fittedAt'> & { was: string },
  now: number,
): Promise<boolean> {
  const [changed] = await db.batch([
    db
      .prepare(
        sql`update model set body = ?3, edited_at = ?4, fitted_at = coalesce(?6, fitted_at) where ${mine} and body = ?5`,
      )
      .bind(site, version, body, now, was, fittedAt),
    forgetPreview(db, site, version),
  ]);
  return changed?.meta.changes === 1;
}

/** Discards the draft if it still has the JSON `was`, with its preview; false as above. */
export async function discardDraft(
  db: D1Database,
  { site, version, was }: { site: number; version: number; was: string },
): Promise<boolean> {
  const [deleted] = await db.batch([
    db.prepare(sql`delete from model where ${mine} and body = ?3`).bind(site, version, was),
    forgetPreview(db, site, version),
  ]);
  return deleted?.meta.changes === 1;
}

/** Removes a version that was created to be published and could not be. */
export async function removeUnpublished(
  db: D1Database,
  { site, version }: { site: number; version: number },
): Promise<void> {
  await drizzle(db)
    .delete(table)
    .where(and(eq(table.site, site), eq(table.version, version), isNull(table.publishedAt)));
}
