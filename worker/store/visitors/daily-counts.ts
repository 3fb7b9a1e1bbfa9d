// What happened on each day: first visits, first identifications, and changes of level.

import { sql } from '../database/sql.ts';

/** A day: from a moment until before another, UTC ms. */
export interface DayRange {
  from: number;
  to: number;
}

/** What happened on a day; the two of crossings are null if none was. */
export interface DayCount {
  visitors: number;
  up: number | null;
  down: number | null;
}

/** First identifications within a quarter of an hour, the smallest step between time zones; `quarter` counts from 1970. */
export interface QuarterCount {
  quarter: number;
  leads: number;
}

export const quarterMs = 900_000;

/** Ranges of `score_by_first_seen` and of the primary key of `crossing`. */
const days = sql`select
    (select count(*) from score s indexed by score_by_first_seen where s.site = ?1 and s.version = ?2
      and s.first_seen >= k.value->>'from' and s.first_seen < k.value->>'to') as visitors,
    (select json_array(sum(c.to_level < c.from_level), sum(c.to_level > c.from_level)) from crossing c
      where c.site = ?1 and c.model = ?3 and c.at >= k.value->>'from' and c.at < k.value->>'to') as crossings
  from json_each(?4) k order by k.key`;

/**
 * Somebody is a lead from the earliest identification on any of their devices on. Reads each lead of the site, and its stints by
 * `stint_by_visitor`, which without statistics SQLite would not choose. A stint that waits to be scored again does not say it for a moment: then the last added identifier does.
 */
const leads = sql`with o as materialized (
    select coalesce((select min(t.claimed_at) from stint t indexed by stint_by_visitor
        where t.site = ?1 and t.visitor = l.visitor and t.claimed_at >= 0), l.named_at) as at
    from lead l where l.site = ?1)
  select o.at / ${quarterMs} as quarter, count(*) as leads from o where o.at >= ?2 and o.at < ?3 group by quarter`;

/** The counts of these days, in their order, and of the first identifications within them all. One round trip. */
export async function readDailyCounts(
  db: D1Database,
  { site, version, model }: { site: number; version: number; model: string },
  ranges: readonly DayRange[],
): Promise<{ days: DayCount[]; quarters: QuarterCount[] }> {
  const [counted, named] = await db.batch<Record<string, unknown>>([
    db.prepare(days).bind(site, version, model, JSON.stringify(ranges)),
    db.prepare(leads).bind(site, ranges[0]?.from ?? 0, ranges.at(-1)?.to ?? 0),
  ]);
  return {
    days: (counted?.results ?? []).map(({ visitors, crossings }) => {
      const [up = null, down = null] = JSON.parse(String(crossings)) as (number | null)[];
      return { visitors: Number(visitors), up, down };
    }),
    quarters: (named?.results ?? []) as unknown as QuarterCount[],
  };
}
