// The latest event that a browser sent: whether the tag of a site works. There is no index by arrival, because it would cost a row
// for each event.

import { sql } from '../database/sql.ts';
import { kindFrom, originCodes } from './events.ts';

/** How many visitors, then how many of their events are read at most: their indexed `last_seen` may lag by an hour. */
const maxVisitors = 50;
const maxEvents = 200;

/** `arrival`: its tick (schema/tables/log.ts `event.arrival`). `url`: the page that the browser named, which nobody has verified. */
export interface LatestArrival {
  arrival: number;
  url: string | null;
}

/** Events of a device that arrived together: mostly one beacon. `arrival` as above; `url` of one of them. */
export interface Arrival extends LatestArrival {
  /** How many there are of each kind. */
  kinds: Map<string, number>;
}

/** How many arrivals are told. */
const maxArrivals = 10;

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
select exists (select 1 from walked) as hasVisitors, o.arrival as seen, hex(o.device) as device, e.kind, e.arrival, e.origin, e.body ->> 'url' as url
from (select 1)
left join browser o on true
left join event e on e.site = ?1 and e.device = o.device
limit ${maxEvents}`;

interface Row {
  hasVisitors: 0 | 1;
  /** The last arrival of the device's visitor, from anywhere. */
  seen: number;
  device: string;
  kind: string;
  arrival: number | null;
  origin: number;
  url: string | null;
}

/**
 * `latest` null: none among the visitors seen last. `hasVisitors`: whether the site has any under this model version. `arrivals`: the
 * last ten, newest first; none where these visitors have more events than are read. One round trip.
 */
export async function readLatestArrival(
  db: D1Database,
  site: number,
  version: number,
): Promise<{ hasVisitors: boolean; latest: LatestArrival | null; arrivals: Arrival[] }> {
  const { results } = await db.prepare(statement).bind(site, version).all<Row>();
  const sent = results
    .filter(({ arrival, origin }) => arrival !== null && originCodes[origin] !== 'server')
    .sort((a, b) => Number(b.arrival) - Number(a.arrival) || Number(b.url !== null) - Number(a.url !== null));
  const [latest] = sent;
  // Where events were left out, a later one may be among them.
  const isCut = results.length === maxEvents;
  return {
    hasVisitors: results[0]?.hasVisitors === 1,
    latest: latest ? { arrival: Number(isCut ? latest.seen : latest.arrival), url: latest.url } : null,
    arrivals: isCut ? [] : arrivalsOf(sent).slice(0, maxArrivals),
  };
}

/** The rows, which are in order, by device and arrival. */
function arrivalsOf(rows: readonly Row[]): Arrival[] {
  const arrivals = new Map<string, Arrival>();
  for (const { device, arrival, url, kind } of rows) {
    const key = `${device} ${arrival}`;
    const known = arrivals.get(key) ?? { arrival: Number(arrival), url, kinds: new Map() };
    const name = kindFrom(kind);
    known.kinds.set(name, (known.kinds.get(name) ?? 0) + 1);
    arrivals.set(key, known);
  }
  return [...arrivals.values()];
}
