// Segments: few rows of a site, each with its filters as JSON. Every change raises the site's revision, so that a writer who does not
// know it reads again.

import { and, asc, eq, sql as fragment, getTableColumns } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { SegmentFilters } from '../../../schema/api/alerts/segment.ts';
import { segment, webhook } from '../../../schema/tables/alerts.ts';
import { segmentCount } from '../../../schema/tables/counts.ts';
import { site } from '../../../schema/tables/site.ts';
import { refreshWatch } from '../alerts/watch.ts';
import { randomName } from '../bytes/random.ts';
import { guardStatement, raiseRevision, type SiteRevision } from '../database/guard.ts';
import { statementOf } from '../database/query.ts';
import { auditOfChange, auditStatement, type By } from '../sites/audit.ts';
import { forgetSite } from '../sites/site-config.ts';

type StoredSegment = typeof segment.$inferSelect;

/** A segment. `filters` may have a status that its model does not have any more. */
export interface SegmentRow extends Omit<StoredSegment, 'site' | 'filters'> {
  filters: SegmentFilters;
}

/** A new segment, or what a change makes of one. */
export type SegmentContent = Pick<SegmentRow, 'name' | 'model' | 'filters'>;

const { site: _, ...columns } = getTableColumns(segment);

const parsed = (row: Omit<StoredSegment, 'site'>): SegmentRow => ({
  ...row,
  filters: JSON.parse(row.filters) as SegmentFilters,
});

const isOne = (key: number, id: string) => and(eq(segment.site, key), eq(segment.id, id));

/** All segments of a site, by its key, the oldest first: a range of the primary key. */
export async function readSegments(db: D1Database, key: number): Promise<SegmentRow[]> {
  const rows = await drizzle(db)
    .select(columns)
    .from(segment)
    .where(eq(segment.site, key))
    .orderBy(asc(segment.createdAt), asc(segment.id));
  return rows.map(parsed);
}

/** One segment, by primary key; null: there is none. */
export async function readSegment(db: D1Database, key: number, id: string): Promise<SegmentRow | null> {
  const row = await drizzle(db).select(columns).from(segment).where(isOne(key, id)).get();
  return row ? parsed(row) : null;
}

/** The site's revision, after the change of the same batch. */
const revisionOf = (key: number) =>
  fragment<number>`(select ${site.revision} from ${site} where ${site.key} = ${key})`;

/** Creates a segment, and returns its id. Throws a stale-guard error if the site has changed since its segments were read. */
export async function createSegment(
  db: D1Database,
  at: SiteRevision,
  { name, model, filters }: SegmentContent,
  { actor, now }: By,
): Promise<string> {
  const id = `seg_${randomName(12)}`;
  const row = { site: at.site, id, name, model, filters: JSON.stringify(filters), createdAt: now };
  await db.batch([
    guardStatement(db, [at]),
    raiseRevision(db, at.site),
    statementOf(db, (d1) => d1.insert(segment).values({ ...row, since: revisionOf(at.site) })),
    auditStatement(db, {
      ...{ site: at.site, at: now, actor, action: 'segment.create' },
      detail: { segment: id, name },
    }),
    ...refreshWatch(db, at.site),
  ]);
  forgetSite(at.site);
  return id;
}

/**
 * Renames a segment, or replaces its filters: then `since` is the new revision, so that nobody is told who enters or leaves by that.
 * Throws a stale-guard error like `createSegment`.
 */
export async function updateSegment(
  db: D1Database,
  at: SiteRevision,
  { id, name, filters }: { id: string; name: string; filters: SegmentFilters | null },
  { actor, now }: By,
): Promise<void> {
  const content = filters && { filters: JSON.stringify(filters), since: revisionOf(at.site) };
  await db.batch([
    guardStatement(db, [at]),
    raiseRevision(db, at.site),
    statementOf(db, (d1) =>
      d1
        .update(segment)
        .set({ name, ...content })
        .where(isOne(at.site, id)),
    ),
    auditOfChange(db, {
      ...{ site: at.site, at: now, actor, action: 'segment.update' },
      detail: { segment: id, name, filters: filters !== null },
    }),
    ...refreshWatch(db, at.site),
  ]);
  forgetSite(at.site);
}

/** Deletes a segment with its counts, unless a webhook has it. False: it does, or there is no such segment. */
export async function deleteSegment(
  db: D1Database,
  key: number,
  { id, name }: Pick<SegmentRow, 'id' | 'name'>,
  { actor, now }: By,
): Promise<boolean> {
  const isUnused = fragment`not exists (select 1 from webhook b where b.site = ${key} and b.segment = ${id})`;
  const [deletion] = await db.batch([
    statementOf(db, (d1) => d1.delete(segment).where(and(isOne(key, id), isUnused))),
    auditOfChange(db, {
      ...{ site: key, at: now, actor, action: 'segment.delete' },
      detail: { segment: id, name },
    }),
    raiseRevision(db, key),
    statementOf(db, (d1) =>
      d1
        .delete(segmentCount)
        .where(
          and(
            eq(segmentCount.site, key),
            eq(segmentCount.segment, id),
            fragment`not exists (select 1 from segment where site = ${key} and id = ${id})`,
          ),
        ),
    ),
    ...refreshWatch(db, key),
  ]);
  forgetSite(key);
  return deletion?.meta.changes === 1;
}

/** The webhooks that a segment is used by, the oldest first: a range of the primary key. */
export function webhooksOf(
  db: D1Database,
  key: number,
  id: string,
): Promise<Pick<typeof webhook.$inferSelect, 'id' | 'label'>[]> {
  return drizzle(db)
    .select({ id: webhook.id, label: webhook.label })
    .from(webhook)
    .where(and(eq(webhook.site, key), eq(webhook.segment, id)))
    .orderBy(asc(webhook.createdAt), asc(webhook.id));
}
