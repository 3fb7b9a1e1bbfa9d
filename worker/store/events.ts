// Reading the log: the events of devices, and of a visitor.

/** An event as it is stored, `body` still JSON; see schema/tables.ts `event`. */
export interface EventRow {
  device: string;
  id: string;
  kind: string;
  occurredAt: number;
  ownedAt: number | null;
  arrival: number;
  position: number;
  session: string | null;
  origin: 'browser' | 'automated' | 'server';
  body: string;
}

const columns = `e.device, e.id, e.kind, e.occurred_at as occurredAt, e.owned_at as ownedAt, e.arrival, e.position,
  e.session, e.origin, e.body`;

/** All events of these devices, in no particular order; one range of the primary key for each device. */
export async function readEventsOfDevices(
  db: D1Database,
  site: string,
  devices: string[],
): Promise<EventRow[]> {
  const { results } = await db
    .prepare(
      `select ${columns} from json_each(?2) d cross join event e on e.site = ?1 and e.device = d.value`,
    )
    .bind(site, JSON.stringify(devices))
    .all<EventRow>();
  return results;
}

/** Whether one of these devices has an event of this id in the log: one look-up by primary key for each device. */
export async function holdsEvent(
  db: D1Database,
  site: string,
  { devices, id }: { devices: string[]; id: string },
): Promise<boolean> {
  const found = await db
    .prepare(
      'select 1 from json_each(?2) d cross join event e on e.site = ?1 and e.device = d.value and e.id = ?3 limit 1',
    )
    .bind(site, JSON.stringify(devices), id)
    .first();
  return found !== null;
}
