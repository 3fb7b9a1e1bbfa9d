// Links to one visitor's page. Only the SHA-256 of a link's secret is stored, which is enough for 256 random bits.

import { and, asc, eq, gt } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { maxShares } from '../../../schema/api/visitors/share.ts';
import { defaultModelName } from '../../../schema/model/model.ts';
import { share } from '../../../schema/tables/site.ts';
import { hexOfBytes, sha256Of } from '../bytes/bytes.ts';
import { randomName, randomSecret } from '../bytes/random.ts';
import { insertInto } from '../database/columns.ts';
import { idBytes, idHex } from '../database/query.ts';
import { sql } from '../database/sql.ts';
import { hexOf, visitorFrom } from '../ids.ts';
import { auditOfChange, type By } from '../sites/audit.ts';

/** A link without its secret. */
export type ShareRow = Pick<typeof share.$inferSelect, 'id' | 'actor' | 'createdAt' | 'expiresAt'>;

/** The visitor of a link. Times are UTC ms. */
export interface OpenShare {
  /** The site's key. */
  site: number;
  visitor: string;
  expiresAt: number;
}

const isThere = sql`(exists (select 1 from lead l where l.site = ?1 and l.visitor = unhex(?2)) or exists (
  select 1 from served_model cross join score s on s.site = ?1 and s.version = served_model.version and s.visitor = unhex(?2)
  where served_model.site = ?1 and served_model.name = '${defaultModelName}'))`;

const insertIfThere = sql`${insertInto(share, {
  ...{
    site: '?1',
    visitor: 'unhex(?2)',
    id: '?3',
    hash: '?4',
    actor: '?5',
    createdAt: '?6',
    expiresAt: '?7',
  },
})} where ${isThere} and (select count(*) from share where site = ?1 and visitor = unhex(?2)) < ${maxShares}`;

const deleteEnded = sql`delete from share where site = ?1 and visitor = unhex(?2) and expires_at <= ?3`;

/**
 * Makes a link, and removes those of the visitor that have ended. One round trip, ranges of the primary key. Null: the visitor
 * is gone, or has `maxShares` links.
 */
export async function createShare(
  db: D1Database,
  { site, visitor, expiresAt }: OpenShare,
  { actor, now }: By,
): Promise<(ShareRow & { secret: string }) | null> {
  const row = { id: randomName(12), actor, createdAt: now, expiresAt };
  const secret = randomSecret();
  const values = [site, hexOf(visitor), row.id, hexOfBytes(await sha256Of(secret)), actor, now, expiresAt];
  const [, insertion] = await db.batch([
    db.prepare(deleteEnded).bind(site, hexOf(visitor), now),
    db.prepare(insertIfThere).bind(...values),
    auditOfChange(db, {
      ...{ site, at: now, actor, action: 'visitor.share' },
      detail: { visitor, share: row.id, expiresAt },
    }),
  ]);
  return insertion?.meta.changes ? { ...row, secret } : null;
}

/** The open links of a visitor, the oldest first: a range of the primary key. */
export function listShares(
  db: D1Database,
  { site, visitor, now }: { site: number; visitor: string; now: number },
): Promise<ShareRow[]> {
  const { id, actor, createdAt, expiresAt } = share;
  return drizzle(db)
    .select({ id, actor, createdAt, expiresAt })
    .from(share)
    .where(and(eq(share.site, site), eq(share.visitor, idBytes(visitor)), gt(expiresAt, now)))
    .orderBy(asc(createdAt), asc(id))
    .limit(maxShares);
}

const deleteOne = sql`delete from share where site = ?1 and visitor = unhex(?2) and id = ?3 and expires_at > ?4`;

/** Ends a link at once. False: the visitor has no such link, or it has ended. */
export async function deleteShare(
  db: D1Database,
  { site, visitor, id }: { site: number; visitor: string; id: string },
  { actor, now }: By,
): Promise<boolean> {
  const [deletion] = await db.batch([
    db.prepare(deleteOne).bind(site, hexOf(visitor), id, now),
    auditOfChange(db, { site, at: now, actor, action: 'visitor.unshare', detail: { visitor, share: id } }),
  ]);
  return deletion?.meta.changes === 1;
}

/** Whom the link with this secret opens at `now` (UTC ms): one read by `share_by_hash`. Null: nobody, or it has ended. */
export async function openShare(db: D1Database, secret: string, now: number): Promise<OpenShare | null> {
  if (!/^[\w-]{43}$/.test(secret)) return null;
  const { site, expiresAt, hash } = share;
  const row = await drizzle(db)
    .select({ site, visitor: idHex(share.visitor), expiresAt })
    .from(share)
    .where(and(eq(hash, hexOfBytes(await sha256Of(secret))), gt(expiresAt, now)))
    .get();
  return row ? { ...row, visitor: visitorFrom(row.visitor) } : null;
}
