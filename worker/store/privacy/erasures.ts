// The hashes that erasures keep (schema/tables/identity.ts `erasure`): compared with arriving events, listed and lifted by
// admins.

import { and, asc, eq, sql as fragment, gt } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { erasure } from '../../../schema/tables/identity.ts';
import { excluded, insertInto } from '../database/columns.ts';
import { raiseRevision } from '../database/guard.ts';
import { statementOf } from '../database/query.ts';
import { sql } from '../database/sql.ts';
import { auditStatement, type By } from '../sites/audit.ts';
import { forgetSite, type SiteKey } from '../sites/site-config.ts';

type ErasureRow = typeof erasure.$inferSelect;

/** Part of an event that may have been erased, and the time that decides the event's owner (UTC ms). */
export interface ErasedAsked extends Pick<ErasureRow, 'site' | 'hash'> {
  ownedAt: number;
}

/** The indexes of erased ones: one statement, a range of the primary key for each. */
export async function findErased(db: D1Database, asked: readonly ErasedAsked[]): Promise<number[]> {
  const { results } = await db
    .prepare(
      sql`select distinct j.key as place from json_each(?1) j cross join erasure x on x.site = j.value->>0 and x.hash = j.value->>1
         and x.from_at <= j.value->>2 and (x.until_at is null or x.until_at > j.value->>2)`,
    )
    .bind(JSON.stringify(asked.map(({ site, hash, ownedAt }) => [site, hash, ownedAt])))
    .all<{ place: number }>();
  return results.map(({ place }) => place);
}

/** A hash to keep, and the period it applies to (UTC ms, `untilAt` exclusive; null: forever). */
export type KeptHash = Pick<ErasureRow, 'hash' | 'fromAt' | 'untilAt'>;

const keep = sql`${insertInto(erasure, {
  site: '?1',
  hash: `r.value->>'hash'`,
  fromAt: `r.value->>'fromAt'`,
  untilAt: `r.value->>'untilAt'`,
  id: '?3',
  at: '?4',
  actor: '?5',
})} from json_each(?2) r where true
on conflict do update set until_at = max(until_at, excluded.until_at), ${excluded(erasure, ['id', 'at', 'actor'])}`;

/** Statements that keep hashes for an erasure, and make every writer of the site read it again. */
export function keepHashes(
  db: D1Database,
  site: number,
  { id, actor, now, hashes }: By & { id: string; hashes: readonly KeptHash[] },
): D1PreparedStatement[] {
  return [db.prepare(keep).bind(site, JSON.stringify(hashes), id, now, actor), raiseRevision(db, site)];
}

/** An erasure in the list, without anything about the person. `at` is UTC ms. */
export type ErasureSummary = Pick<ErasureRow, 'id' | 'at' | 'actor'>;

/** A site's erasures by id, after `after`. Reads all that the site keeps: erasures are made by hand. */
export function listErasures(
  db: D1Database,
  site: number,
  { after = '', limit }: { after?: string | undefined; limit: number },
): Promise<ErasureSummary[]> {
  const { id, at, actor } = erasure;
  return drizzle(db)
    .select({ id, at: fragment<number>`max(${at})`, actor })
    .from(erasure)
    .where(and(eq(erasure.site, site), gt(id, after)))
    .groupBy(id)
    .orderBy(asc(id))
    .limit(limit);
}

/** Lifts an erasure: later deliveries are stored again. False: no such erasure. */
export async function liftErasure(
  db: D1Database,
  { key, id: siteId }: SiteKey,
  { id, actor, now }: By & { id: string },
): Promise<boolean> {
  const its = and(eq(erasure.site, key), eq(erasure.id, id));
  const known = await drizzle(db).select({ id: erasure.id }).from(erasure).where(its).limit(1);
  if (known.length === 0) return false;
  await db.batch([
    statementOf(db, (d1) => d1.delete(erasure).where(its)),
    raiseRevision(db, key),
    auditStatement(db, { site: key, at: now, actor, action: 'erasure.lift', detail: { erasure: id } }),
  ]);
  forgetSite(siteId);
  return true;
}
