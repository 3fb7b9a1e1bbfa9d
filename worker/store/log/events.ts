// Reading the log: the events of a visitor.

import { browserKinds, isBrowserKind, kinds } from '../../../schema/kinds.ts';
import { event } from '../../../schema/tables/log.ts';
import { columnsOf, selected } from '../database/columns.ts';
import { guardStatement } from '../database/guard.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { hexOf, uuidFrom, visitorFrom, withIds } from '../ids.ts';
import { eventsIn, stretchesOf, survivor } from './stretch-sql.ts';

/** An event as it is stored, `body` still JSON; `kind` and `origin` are the words that their codes stand for. */
export interface EventRow extends Omit<StoredRow<typeof event>, 'site' | 'origin'> {
  origin: Origin;
}

type Origin = 'browser' | 'automated' | 'server';

/** What `origin` says in the database, as places in this list: see schema/tables/log.ts. */
export const originCodes: readonly Origin[] = ['browser', 'automated', 'server'];

/** What the database says of the commonest kinds: a capital, which no kind is. Of others it says the kind. */
const kindOfLetter = new Map<string, string>(browserKinds.map((kind) => [kinds[kind].stored, kind]));

/** A kind as the database has it. */
export function storedKind(kind: string): string {
  return isBrowserKind(kind) ? kinds[kind].stored : kind;
}

/** The kind again. */
export function kindFrom(stored: string): string {
  return kindOfLetter.get(stored) ?? stored;
}

/** The columns of an event `e`, as `eventsFrom` takes them. */
export const eventColumns = selected(
  event,
  'e',
  columnsOf(event).filter((name) => name !== 'site'),
);

/** Rows of `eventColumns`, just read, as an `EventRow` has them; a `visitor` among them as hex, too. Changed in place. */
export function eventsFrom<Row extends EventRow>(rows: readonly unknown[] | undefined): Row[] {
  const events = withIds<EventRow & { visitor?: string }>(rows, {
    ...{ device: uuidFrom, id: uuidFrom, session: uuidFrom },
  });
  for (const event of events) {
    event.kind = kindFrom(event.kind);
    event.origin = originCodes[event.origin as unknown as number] as Origin;
    if (event.visitor !== undefined) event.visitor = visitorFrom(event.visitor);
  }
  return events as unknown as Row[];
}

/** The body, as JSON, of an event of this id on one of the devices; null: the log holds none. By the primary key. */
export async function readBody(
  db: D1Database,
  site: number,
  { devices, id }: { devices: string[]; id: string },
): Promise<string | null> {
  const found = await db
    .prepare(
      sql`select e.body from json_each(?2) d cross join event e on e.site = ?1 and e.device = unhex(d.value) and e.id = unhex(?3) limit 1`,
    )
    .bind(site, JSON.stringify(devices.map(hexOf)), hexOf(id))
    .first<{ body: string }>();
  return found?.body ?? null;
}

/** Whose events are asked for; `id` may be one that was absorbed. `version` is the served one. */
export interface VisitorAsked {
  site: number;
  revision: number;
  version: number;
  id: string;
}

/** An event of a visitor. `claimed`: recorded under an unverified identity. */
export interface OwnedEventRow extends EventRow {
  claimed: 0 | 1;
}

const stretches = `stretch as materialized (${stretchesOf({ visitors: survivor, version: '?3' })})`;

/** A stretch is claimed when it belongs to someone with a name for whom nobody has vouched there. */
const claimed = sql`o.verified = 0 and exists (select 1 from lead l where l.site = ?1 and l.visitor = o.visitor) as claimed`;

const owned = `from stretch o ${eventsIn('o')}`;

const scored = sql`select s.visitor from score s where s.site = ?1 and s.version = ?3 and s.visitor = ${survivor}`;

/**
 * All events of a visitor, in no particular order; null: no such visitor. One round trip, a range of the log for each
 * of its devices. Throws a stale-guard error (store/database/guard.ts) when the site has changed since it was read.
 */
export async function readEventsOfVisitor(
  db: D1Database,
  asked: VisitorAsked,
): Promise<OwnedEventRow[] | null> {
  const all = sql`with ${stretches} select ${eventColumns}, ${claimed} ${owned}`;
  return read<OwnedEventRow>(db, asked, all, []);
}

/** A place in a timeline: after this event. */
export type TimelinePlace = Pick<EventRow, 'occurredAt' | 'device' | 'id'>;

/**
 * Events of a visitor, newest first, at most `limit`. The log has no index by time: each page reads the visitor's whole
 * history. Null, and throws, as `readEventsOfVisitor` does.
 */
export async function readTimeline(
  db: D1Database,
  asked: VisitorAsked,
  { after, limit }: { after: TimelinePlace | null; limit: number },
): Promise<EventRow[] | null> {
  const { occurredAt = Number.MAX_SAFE_INTEGER, device = '', id = '' } = after ?? {};
  const page = sql`with ${stretches} select ${eventColumns} ${owned} where (e.occurred_at, e.device, e.id) < (?4, unhex(?5), unhex(?6))
    order by e.occurred_at desc, e.device desc, e.id desc limit ?7`;
  return read<EventRow>(db, asked, page, [occurredAt, hexOf(device), hexOf(id), limit]);
}

async function read<Row extends EventRow>(
  db: D1Database,
  { site, revision, version, id }: VisitorAsked,
  sql: string,
  more: (string | number)[],
): Promise<Row[] | null> {
  const [, visitors, events] = await db.batch<unknown>([
    guardStatement(db, [{ site, revision }]),
    db.prepare(scored).bind(site, hexOf(id), version),
    db.prepare(sql).bind(site, hexOf(id), version, ...more),
  ]);
  return visitors?.results.length ? eventsFrom<Row>(events?.results) : null;
}
