// Reads visitors whose events are reassigned, in one round trip: the logs of their devices, and their levels.

import type { score } from '../../../schema/tables/log.ts';
import { raiseStale } from '../database/guard.ts';
import { jsonRows } from '../database/json-rows.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { hexOf, visitorFrom, withIds } from '../ids.ts';
import { type EventRow, eventColumns, eventsFrom } from '../log/events.ts';

/** A visitor's stored level under a version, and what was told; null: there is no row. */
export interface LevelRow
  extends Pick<StoredRow<typeof score>, 'visitor' | 'version' | 'told' | 'grade' | 'outcome'> {
  level: number | null;
  verified: 0 | 1 | null;
}

/** The devices, and the visitors under the served versions. */
export interface SharedOut {
  devices: string[];
  visitors: string[];
  versions: number[];
}

const readEvents = sql`select ${eventColumns} from json_each(?2) d cross join event e on e.site = ?1 and e.device = unhex(d.value)`;

const readLevels = sql`select v.value as visitor, m.value as version, s.level, s.told,
    s.grade, s.outcome, s.verified
from json_each(?2) v cross join json_each(?3) m
left join score s on s.site = ?1 and s.version = m.value and s.visitor = unhex(v.value)`;

/** Reads events in no particular order, by ranges of the primary key, and one row for each visitor and version. */
export async function readSharedOut(
  db: D1Database,
  site: number,
  { devices, visitors, versions }: SharedOut,
): Promise<{ events: EventRow[]; levels: LevelRow[] }> {
  const [events, levels] = await db.batch<unknown>([
    db.prepare(readEvents).bind(site, JSON.stringify(devices.map(hexOf))),
    db.prepare(readLevels).bind(site, JSON.stringify(visitors.map(hexOf)), JSON.stringify(versions)),
  ]);
  return {
    events: eventsFrom(events?.results),
    levels: withIds<LevelRow>(levels?.results, { visitor: visitorFrom }),
  };
}

const visits = sql`select v.value as visitor, s.source, s.channel from json_each(?3) v
cross join score s on s.site = ?1 and s.version = ?2 and s.visitor = unhex(v.value)`;

/** Where visitors came from at first, by the key of `score`. */
export type VisitRow = Pick<StoredRow<typeof score>, 'visitor' | 'source' | 'channel'>;

/** Reads the first visits of those of these visitors who have a row under the version. */
export async function readFirstVisits(
  db: D1Database,
  site: number,
  { visitors, version }: { visitors: string[]; version: number },
): Promise<VisitRow[]> {
  const { results } = await db
    .prepare(visits)
    .bind(site, version, JSON.stringify(visitors.map(hexOf)))
    .all();
  return withIds<VisitRow>(results, { visitor: visitorFrom });
}

const unlessMoved = sql`select case when not exists (select 1 from json_each(?2) r
    left join score s on s.site = ?1 and s.version = r.value->>0 and s.visitor = unhex(r.value->>1)
    where s.level is not r.value->>2 or s.told is not r.value->>3) then 1 else ${raiseStale} end as fresh`;

/** Statements that roll the batch back unless all levels, and what was told, are unchanged. Other writes do not matter. */
export function levelGuards(
  db: D1Database,
  site: number,
  levels: readonly LevelRow[],
): D1PreparedStatement[] {
  const rows = levels.map(({ visitor, version, level, told }) => [version, hexOf(visitor), level, told]);
  return jsonRows(rows).map((some) => db.prepare(unlessMoved).bind(site, some));
}
