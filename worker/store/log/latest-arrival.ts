// The latest event that a browser sent: whether the tag of a site works. There is no index by arrival, because it would cost a row
// for each event.

import { sql } from '../database/sql.ts';
import { originCodes } from './events.ts';

/** How many visitors, then how many of their events are read at most: their indexed `last_seen` may lag by an hour. */
const maxVisitors = 50;
const maxEvents = 200;

/** `arrival`: its tick (schema/tables/log.ts `event.arrival`). `url`: the page that the browser named, which nobody has verified. */
export interface LatestArrival {
  arrival: number;
  url: string | null;
}

/**
 * The visitors seen last, by `score_by_last_seen`; their browsers' devices, by `stint_by_visitor` where the server named a
 * person first; and the events of those devices, by primary key. Devices of 32 bytes are a server's (store/ids.ts).
 */
const statement = sql`
with walked as materialized (
  select s.visitor, s.device, s.arrival from score s indexed by score_by_last_seen
  where s.site = ?1 and s.version = ?2
  order by s.last_seen desc, s.visitor desc limit ${maxVisitors}
), browser as materialized (
  select o.arrival, o.device from walked o where length(o.device) = 16
  union
  select o.arrival, t.device from walked o join stint t on t.site = ?1 and t.visitor = o.visitor where length(t.device) = 16
  order by 1 desc limit 5
)
select exists (select 1 from walked) as hasVisitors, o.arrival as seen, e.arrival, e.origin, e.body ->> 'url' as url
from (select 1)
left join browser o on true
left join event e on e.site = ?1 and e.device = o.device
limit ${maxEvents}`;

interface Row {
  hasVisitors: 0 | 1;
  /** The last arrival of the device's visitor, from anywhere. */
  seen: number;
  arrival: number | null;
  origin: number;
  url: string | null;
}

/** Null: none among the visitors seen last. `hasVisitors`: whether the site has any under this model version. One round trip. */
export async function readLatestArrival(
  db: D1Database,
  site: number,
  version: number,
): Promise<{ hasVisitors: boolean; latest: LatestArrival | null }> {
  const { results } = await db.prepare(statement).bind(site, version).all<Row>();
  const [latest] = results
    .filter(({ arrival, origin }) => arrival !== null && originCodes[origin] !== 'server')
    .sort((a, b) => Number(b.arrival) - Number(a.arrival) || Number(b.url !== null) - Number(a.url !== null));
  // Where events were left out, a later one may be among them.
  const isCut = results.length === maxEvents;
  return {
    hasVisitors: results[0]?.hasVisitors === 1,
    latest: latest ? { arrival: Number(isCut ? latest.seen : latest.arrival), url: latest.url } : null,
  };
}
