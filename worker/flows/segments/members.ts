// How many members segments have: now, when somebody asks, and once an hour for their history.

import { dayMs, hourMs } from '../../../schema/time/durations.ts';
import { calendarOf } from '../../score/rules/calendar.ts';
import { countMembers } from '../../store/segments/count-members.ts';
import {
  type CountedSegment,
  readCountedSegments,
  writeSegmentCounts,
} from '../../store/segments/segment-counts.ts';
import { readSegments, type SegmentRow } from '../../store/segments/segments.ts';
import { readSite, type SiteConfig, withModel } from '../../store/sites/site-config.ts';
import type { VisitorSet } from '../../store/visitors/visitor-list-query.ts';
import { inTurns, type Units } from '../common/units.ts';
import { membership } from '../visitors/filters/chosen-filters.ts';
import { visitorSetOf } from '../visitors/filters/visitor-filters.ts';

/** Visitors read in a day, at most: a row for each. A fifth of what the free plan allows. */
const maxVisitorsADay = 1_000_000;

/** Segments of a site that are counted together. */
const segmentsAtOnce = 10;

/** SQL statements to read a site and its segments, to count them, each in a statement of its own at worst, and to store the counts. */
const countStatements = segmentsAtOnce + 4;

/** The members of each of these segments as of `now` (UTC ms). Throws a stale-guard error if the site has changed. */
export function membersNow(
  db: D1Database,
  site: SiteConfig,
  segments: readonly SegmentRow[],
  now: number,
): Promise<number[]> {
  const at = { site: site.key, revision: site.revision };
  return countMembers(
    db,
    at,
    segments.map((segment) => membersOf(site, segment, now)),
  );
}

function membersOf(site: SiteConfig, segment: SegmentRow, now: number): VisitorSet {
  const under = withModel(site, segment.model) ?? site;
  return visitorSetOf(under, [membership(site, segment)], { at: now });
}

/** Scheduled: looks every ten minutes which segments to count for the current day; `now` is UTC ms. */
export async function* countSegments(db: D1Database, now: number): Units {
  if (new Date(now).getUTCMinutes() % 10 !== 5) return;
  // A day of a time zone began at most two days of UTC ago.
  const due = dueOf(await readCountedSegments(db, Math.floor(now / dayMs) - 1), now);
  const waiting = new Map(
    [...Map.groupBy(due, ({ site }) => site)].map(([site, some]) => [site, some.map(({ id }) => id)]),
  );
  yield* inTurns([...waiting.keys()], {
    what: (site) => `counting the segments of site #${site}`,
    statements: countStatements,
    unit: async (site) => {
      const ids = waiting.get(site) ?? [];
      await countSome(db, site, { ids: ids.splice(0, segmentsAtOnce), now });
      return ids.length > 0;
    },
  });
}

/** Segments that were not counted for an hour, or for longer if all together have many visitors to read. */
function dueOf(segments: readonly CountedSegment[], now: number): CountedSegment[] {
  const rows = segments.reduce((sum, { visitors }) => sum + visitors, 0);
  const pauseMs = Math.max(hourMs, (rows / maxVisitorsADay) * dayMs);
  return segments.filter(({ countedAt }) => countedAt === null || now - countedAt >= pauseMs);
}

async function countSome(
  db: D1Database,
  key: number,
  { ids, now }: { ids: readonly string[]; now: number },
): Promise<void> {
  const site = await readSite(db, key);
  if (!site) return;
  const segments = (await readSegments(db, key)).filter(({ id }) => ids.includes(id));
  const counts = await membersNow(db, site, segments, now);
  const day = calendarOf(site.settings.timeZone).dayOf(now);
  await writeSegmentCounts(
    db,
    { site: key, day, countedAt: now },
    segments.map(({ id }, index) => ({ segment: id, members: counts[index] ?? 0 })),
  );
}
