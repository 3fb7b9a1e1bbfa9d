// When a site's visitors were seen last, by `score_by_last_seen`. It lags by up to an hour (schema/tables/log.ts).

import { sql } from '../database/sql.ts';

/** Who of which site, under which model version. */
export interface SeenOf {
  site: number;
  version: number;
}

/** When anybody was seen last, UTC ms; null: nobody was. Reads one row. */
export async function readLastSeen(db: D1Database, { site, version }: SeenOf): Promise<number | null> {
  const newest = sql`select s.last_seen from score s indexed by score_by_last_seen where s.site = ?1 and s.version = ?2
    order by s.last_seen desc limit 1`;
  return db.prepare(newest).bind(site, version).first<number>('last_seen');
}

/** How many visitors were seen last in each of these periods, counted up to `most`; from `from` until before `to`, UTC ms. Reads as many rows. */
export async function countSeen(
  db: D1Database,
  { site, version }: SeenOf,
  { periods, most }: { periods: readonly { from: number; to: number }[]; most: number },
): Promise<number[]> {
  const counts = sql`select (select count(*) from (
      select 1 from score s indexed by score_by_last_seen where s.site = ?1 and s.version = ?2
      and s.last_seen >= j.value->>'from' and s.last_seen < j.value->>'to' limit ?4)) as seen
    from json_each(?3) j order by j.key`;
  const { results } = await db
    .prepare(counts)
    .bind(site, version, JSON.stringify(periods), most)
    .all<{ seen: number }>();
  return results.map(({ seen }) => seen);
}
