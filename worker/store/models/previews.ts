// The database part of a preview: its progress, and the next visitors to compare.

import { and, count, eq, sql as fragment, isNull } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { score } from '../../../schema/tables/log.ts';
import { preview, site } from '../../../schema/tables/site.ts';
import { statementOf } from '../database/query.ts';
import { sql } from '../database/sql.ts';
import { hexOf, visitorFrom, withIds } from '../ids.ts';
import { type EventRow, eventsFrom } from '../log/events.ts';
import { eventsOf, next } from '../scores/rescore.ts';
import { type VisitorRow, visitorColumns } from '../visitors/visitor-row.ts';

/** A preview, finished or not. `tally` is JSON, times are UTC ms. */
export type PreviewRow = typeof preview.$inferSelect;

const keyed = ({ site, version }: Pick<PreviewRow, 'site' | 'version'>) =>
  and(eq(preview.site, site), eq(preview.version, version));

/** Starts a preview of a version, in place of any earlier one, and returns it. */
export async function beginPreview(
  db: D1Database,
  begun: Pick<PreviewRow, 'site' | 'version' | 'against' | 'at' | 'tally'>,
): Promise<PreviewRow> {
  const row = { ...begun, cursor: '', done: 0, finishedAt: null };
  const statement = statementOf(db, (d1) => {
    const all = d1
      .select({ count: count() })
      .from(score)
      .where(and(eq(score.site, row.site), eq(score.version, row.against)));
    const { site: _, version: __, ...set } = { ...row, total: fragment<number>`${all}` };
    return d1
      .insert(preview)
      .values({ ...row, total: set.total })
      .onConflictDoUpdate({ target: [preview.site, preview.version], set })
      .returning({ total: preview.total });
  });
  const begunRow = await statement.first<Pick<PreviewRow, 'total'>>();
  return { ...row, total: begunRow?.total ?? 0 };
}

/** The preview of a version, by primary key. */
export async function readPreview(db: D1Database, site: number, version: number): Promise<PreviewRow | null> {
  const row = await drizzle(db).select().from(preview).where(keyed({ site, version })).get();
  return row ?? null;
}

/**
 * Saves the progress of a preview, counted under a revision of the site. Returns false and writes nothing if another run was
 * faster, the preview was restarted, or the site has changed (a visitor just counted may have been erased).
 */
export async function advancePreview(
  db: D1Database,
  { from, to, revision }: { from: PreviewRow; to: PreviewRow; revision: number },
): Promise<boolean> {
  const { cursor, done, tally, finishedAt } = to;
  const d1 = drizzle(db);
  const current = d1.select({ revision: site.revision }).from(site).where(eq(site.key, from.site));
  const isAsRead = and(eq(preview.at, from.at), eq(preview.cursor, from.cursor), isNull(preview.finishedAt));
  const { meta } = await d1
    .update(preview)
    .set({ cursor, done, tally, finishedAt })
    .where(and(keyed(from), isAsRead, fragment`${revision} = ${current}`))
    .run();
  return meta.changes === 1;
}

/** Visitors with their standing under the served version, their traits and their events. */
export interface PreviewStep {
  /** `traits` is JSON; null: anonymous. */
  visitors: (VisitorRow & { traits: string | null })[];
  events: (EventRow & { visitor: string })[];
}

/** At most `limit` visitors after `cursor`: ranges of the primary keys, one consistent read. */
export async function readPreviewStep(
  db: D1Database,
  { site, against, cursor }: PreviewRow,
  limit: number,
): Promise<PreviewStep> {
  const after = hexOf(cursor);
  const [visitors, events] = await db.batch<Record<string, unknown>>([
    db
      .prepare(
        sql`select ${visitorColumns}, l.traits from score s left join lead l on l.site = s.site and l.visitor = s.visitor
         where s.site = ?1 and s.version = ?2 and s.visitor > unhex(?3) order by s.visitor limit ?4`,
      )
      .bind(site, against, after, limit),
    db.prepare(eventsOf(next)).bind(site, against, after, limit),
  ]);
  return {
    visitors: withIds<PreviewStep['visitors'][number]>(visitors?.results, { id: visitorFrom }),
    events: eventsFrom<PreviewStep['events'][number]>(events?.results),
  };
}

/** People who have bought, and their events. */
export interface BuyersStep extends Pick<PreviewStep, 'events'> {
  visitors: string[];
}

const nextBuyers = sql`select visitor from score where site = ?1 and version = ?2 and visitor > unhex(?3) and outcome = 'won'
  order by visitor limit ?4`;

/** At most `limit` people after `cursor` who have bought: a range of the primary key, one consistent read. */
export async function readBuyersStep(
  db: D1Database,
  { site, against, cursor }: PreviewRow,
  limit: number,
): Promise<BuyersStep> {
  const after = hexOf(cursor);
  const [visitors, events] = await db.batch<Record<string, unknown>>([
    db.prepare(sql`select hex(visitor) as visitor from (${nextBuyers})`).bind(site, against, after, limit),
    db.prepare(eventsOf(nextBuyers)).bind(site, against, after, limit),
  ]);
  return {
    visitors: (visitors?.results ?? []).map(({ visitor }) => visitorFrom(String(visitor))),
    events: eventsFrom<BuyersStep['events'][number]>(events?.results),
  };
}
