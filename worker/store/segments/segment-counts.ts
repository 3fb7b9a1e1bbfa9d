// How many members segments had on each day.

import { and, asc, eq, sql as fragment, gte } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { segmentCount } from '../../../schema/tables/counts.ts';
import { insertInto } from '../database/columns.ts';
import { sql } from '../database/sql.ts';

/** The count of one day. `day`: counted from 1 January 1970. */
export type SegmentCount = typeof segmentCount.$inferSelect;

/** A segment, with when it was counted last (UTC ms; null: never), and the visitors of the site as they were counted last. */
export interface CountedSegment {
  site: number;
  id: string;
  countedAt: number | null;
  visitors: number;
}

const readCounted = sql`select segment.site, segment.id,
    (select max(segment_count.counted_at) from segment_count where segment_count.site = segment.site and segment_count.segment = segment.id
      and segment_count.day >= ?1) as countedAt,
    coalesce((select headcount.visitors from headcount where headcount.site = segment.site and headcount.model = segment.model
      order by headcount.day desc limit 1), 0) as visitors
  from segment order by segment.site, segment.id`;

/** All segments, by site. Counts before `since` (a day) are not looked at: ranges of primary keys, three rows for each segment. */
export async function readCountedSegments(db: D1Database, since: number): Promise<CountedSegment[]> {
  const { results } = await db.prepare(readCounted).bind(since).all<CountedSegment>();
  return results;
}

const write = sql`${insertInto(segmentCount, {
  site: '?1',
  segment: 'segment.id',
  day: '?2',
  members: `j.value->>'members'`,
  countedAt: '?3',
})} from json_each(?4) j cross join segment on segment.site = ?1 and segment.id = j.value->>'segment' where true
  on conflict do update set members = excluded.members, counted_at = excluded.counted_at`;

/** Stores counts of a day, replacing earlier ones; of segments that are deleted by now, none. Writes a row for each. */
export async function writeSegmentCounts(
  db: D1Database,
  { site, day, countedAt }: Pick<SegmentCount, 'site' | 'day' | 'countedAt'>,
  counts: readonly Pick<SegmentCount, 'segment' | 'members'>[],
): Promise<void> {
  await db.prepare(write).bind(site, day, countedAt, JSON.stringify(counts)).run();
}

/** The counts of a segment from a day on, the oldest first; without `segment`, of all of the site. A range of the primary key. */
export function readSegmentCounts(
  db: D1Database,
  { site, segment, since }: { site: number; segment?: string; since: number },
): Promise<Pick<SegmentCount, 'segment' | 'day' | 'members'>[]> {
  const { day, members } = segmentCount;
  const isAsked = segment === undefined ? fragment`true` : eq(segmentCount.segment, segment);
  return drizzle(db)
    .select({ segment: segmentCount.segment, day, members })
    .from(segmentCount)
    .where(and(eq(segmentCount.site, site), isAsked, gte(day, since)))
    .orderBy(asc(segmentCount.segment), asc(day));
}
