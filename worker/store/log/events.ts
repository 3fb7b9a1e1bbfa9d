// Reading the log: the events of a visitor.

import { browserKinds, isBrowserKind, kinds } from '../../../schema/kinds.ts';
import { event } from '../../../schema/tables/log.ts';
import { columnsOf, selected } from '../database/columns.ts';
import { guardStatement } from '../database/guard.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { hexOf, uuidFrom, visitorFrom, withIds } from '../ids.ts';
import { eventsIn, stretchesOf, survivor } from './stretch-sql.ts';

/** A stored event, with `body` still as JSON; `kind` and `origin` are decoded to words. */
export interface EventRow extends Omit<StoredRow<typeof event>, 'site' | 'origin'> {
  origin: Origin;
}

type Origin = 'browser' | 'automated' | 'server';

/** The values of `origin` in the database are indexes of this list: see schema/tables/log.ts. */
export const originCodes: readonly Origin[] = ['browser', 'automated', 'server'];

/**
 * The database has a capital letter for the most common kinds, and no kind is a capital letter. Other kinds are stored by
 * name.
 */
const kindOfLetter = new Map<string, string>(browserKinds.map((kind) => [kinds[kind].stored, kind]));

/** The stored form of a kind. */
export function storedKind(kind: string): string {
  return isBrowserKind(kind) ? kinds[kind].stored : kind;
}

/** The kind from its stored form. */
export function kindFrom(stored: string): string {
  return kindOfLetter.get(stored) ?? stored;
}

/** The columns of an event `e` that `eventsFrom` expects. */
export const eventColumns = selected(
  event,
  'e',
  columnsOf(event).filter((name) => name !== 'site'),
);

/** Converts freshly read rows of `eventColumns` to `EventRow`s, in place; also decodes a `visitor` column from hex. */
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

/** An event that people record by hand, as the log knows it; `body` is JSON, and null once it was withdrawn. */
export interface KnownEvent {
  kind: string;
  body: string | null;
}

/** The event with this id on one of the devices; null: there never was one. By the primary keys. */
export async function readKnownEvent(
  db: D1Database,
  site: number,
  { devices, id }: { devices: string[]; id: string },
): Promise<KnownEvent | null> {
  const found = await db
    .prepare(
      sql`select e.kind, e.body from json_each(?2) d cross join event e on e.site = ?1 and e.device = unhex(d.value) and e.id = unhex(?3)
        union all
        select '', null from json_each(?2) d cross join withdrawn on withdrawn.site = ?1 and withdrawn.device = unhex(d.value)
          and withdrawn.id = unhex(?3)
        limit 1`,
    )
    .bind(site, JSON.stringify(devices.map(hexOf)), hexOf(id))
    .first<KnownEvent>();
  return found && { ...found, kind: kindFrom(found.kind) };
}

/** The visitor whose events to read; `id` may be an absorbed one. `version` is the served version. */
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

/** A stretch is claimed if it belongs to an identified visitor whose identity was not verified on that device. */
const claimed = sql`o.verified = 0 and exists (select 1 from lead l where l.site = ?1 and l.visitor = o.visitor) as claimed`;

const owned = `from stretch o ${eventsIn('o')}`;

const scored = sql`select s.visitor from score s where s.site = ?1 and s.version = ?3 and s.visitor = ${survivor}`;

/**
 * All events of a visitor, in no particular order; null: no such visitor. One round trip, one range of the log per device.
 * Throws a stale-guard error (store/database/guard.ts) if the site has changed since it was read.
 */
export async function readEventsOfVisitor(
  db: D1Database,
  asked: VisitorAsked,
): Promise<OwnedEventRow[] | null> {
  const all = sql`with ${stretches} select ${eventColumns}, ${claimed} ${owned}`;
  return read<OwnedEventRow>(db, asked, all, []);
}

/** A position in a timeline: after this event. */
export type TimelinePlace = Pick<EventRow, 'occurredAt' | 'device' | 'id'>;

/** Which kinds of events to read: these, or with `isOther` all others. */
export interface KindFilter {
  kinds: readonly string[];
  isOther?: boolean;
}

/**
 * At most `limit` events of a visitor, newest first. The log has no index by time, so each page reads the visitor's whole
 * history. Returns null and throws like `readEventsOfVisitor`.
 */
export async function readTimeline(
  db: D1Database,
  asked: VisitorAsked,
  { after, limit, kinds }: { after: TimelinePlace | null; limit: number; kinds: KindFilter | null },
): Promise<EventRow[] | null> {
  const { occurredAt = Number.MAX_SAFE_INTEGER, device = '', id = '' } = after ?? {};
  const page = sql`with ${stretches} select ${eventColumns} ${owned} where (e.occurred_at, e.device, e.id) < (?4, unhex(?5), unhex(?6))
    ${kinds ? sql`and e.kind ${kinds.isOther ? 'not in' : 'in'} (select value from json_each(?8))` : ''}
    order by e.occurred_at desc, e.device desc, e.id desc limit ?7`;
  return read<EventRow>(db, asked, page, [
    ...[occurredAt, hexOf(device), hexOf(id), limit],
    ...(kinds ? [JSON.stringify(kinds.kinds.map(storedKind))] : []),
  ]);
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
