// Erasing people: who they are and what is theirs, read as one text that the guard of each transaction compares, and the
// transactions that remove it. ?1 is the site, ?2 the visitors (JSON of hex), ?3 the identifiers ({"email":[…],"userId":[…]}).

import { auditStatement, type By } from './audit.ts';
import { erasedMentions } from './erase-mentions.ts';
import { type Others, renameVisitors, workOutOthers } from './erase-others.ts';
import { type KeptHash, keepHashes } from './erasures.ts';
import { raiseStale } from './guard.ts';
import { hexOf, uuidFrom, visitorFrom } from './ids.ts';
import { type PendingDevice, pendingFrom } from './pending.ts';
import { removals, theirEvents, theirStretches } from './removals.ts';
import { eventsIn } from './stretch-sql.ts';
import { refoldMark } from './ties.ts';

/** Emails and userIds, clean. */
export interface Identifiers {
  email: string[];
  userId: string[];
}

/** Whom an erasure is about. */
export interface ErasedPeople {
  visitors: string[];
  identifiers: Identifiers;
}

/** What there is of them. Times are UTC ms. */
export interface Held {
  stretches: { device: string; startedAt: number; endedAt: number | null }[];
  /** Of the visitors, and of whoever has one of the identifiers. */
  leads: { visitor: string; email: string | null; userId: string | null }[];
  /** Earlier ids of the visitors. */
  absorbed: string[];
  /** Whom the identifiers name. */
  holders: string[];
  /** Devices on which somebody else owns an event that gives one of the identifiers. */
  foreign: string[];
  /** Devices where an identification still waits to be applied: their own, and those with such an event. */
  pending: string[];
  /** Those of the visitors who are another one now, into whom they were absorbed. */
  gone: string[];
  /** Their events in the log, counted up to the limit asked for. */
  events: number;
  /** What the guard compares. */
  text: string;
}

const them = 'select unhex(value) from json_each(?2)';

/** Rows of a table that have one of the identifiers. */
const byIdentifier = (table: string) =>
  `json_each(?3) k cross join json_each(k.value) v cross join ${table} n on n.site = ?1 and n.kind = k.key and n.value = v.value`;

const isErased = (kind: string, column: string) =>
  `${column} in (select value from json_each(?3, '$.${kind}'))`;

/** Whether the event `e` gives one of the identifiers. */
const names = `(${isErased('email', "e.body->>'email'")} or ${isErased('userId', "e.body->>'userId'")})`;

/** Namings of them, those of claims apart too (schema/tables-identity.ts). */
const namings = `json_each(?3) k cross join json_each(k.value) v cross join json_each('["", "apart "]') p
  cross join naming n on n.site = ?1 and n.kind = p.value || k.key and n.value = v.value`;

const namedOn = `(select distinct n.device from ${namings}) d
  cross join event e on e.site = ?1 and e.device = d.device`;

/** Visitors who go by one of the identifiers on a device of their own only, which `identifier` does not say. */
const elsewhere = `select l.visitor from ${namings}
  cross join stint t on t.site = ?1 and t.device = n.device
  cross join lead l on l.site = ?1 and l.visitor = t.visitor
    and case k.key when 'email' then l.email = n.value else l.user_id = n.value end`;

const owner = `(select t.visitor from stint t where t.site = ?1 and t.device = e.device
  and t.started_at <= coalesce(e.owned_at, e.occurred_at) order by t.started_at desc limit 1)`;

const held = `json_array(
  (select json_group_array(json_array(hex(device), started_at, ended_at)) from (
    select * from (${theirStretches}) order by device, started_at)),
  (select json_group_array(json_array(hex(visitor), email, user_id, attempt)) from (
    select * from lead where site = ?1 and visitor in (
      ${them} union select n.visitor from ${byIdentifier('identifier')} union ${elsewhere}) order by visitor)),
  (select json_group_array(hex(visitor)) from (
    select visitor from absorbed where site = ?1 and survivor in (${them}) order by visitor)),
  (select json_group_array(hex(visitor)) from (select distinct n.visitor from ${byIdentifier('identifier')} order by 1)),
  (select json_group_array(hex(device)) from (
    select distinct d.device from ${namedOn} where ${names} and coalesce(${owner} not in (${them}), 1) order by 1)),
  (select json_group_array(hex(device)) from (
    select p.device from pending p cross join event e on e.site = ?1 and e.device = p.device
    where p.site = ?1 and ${names}
    union select p.device from pending p cross join event e on e.site = ?1 and e.device = p.device
    where p.site = ?1 and p.device in (select device from (${theirStretches}))
      and coalesce(e.body->>'email', e.body->>'userId') is not null
    order by 1)),
  (select json_group_array(hex(visitor)) from (
    select visitor from absorbed where site = ?1 and visitor in (${them}) order by visitor)))`;

const unlessChanged = `select case when ${held} is ?4 then 1 else ${raiseStale} end`;

const countTheirs = `select count(*) as events from (select 1 from (${theirStretches}) o ${eventsIn('o')} limit ?3)`;

const asJson = ({ visitors, identifiers }: ErasedPeople) =>
  [JSON.stringify(visitors.map(hexOf)), JSON.stringify(identifiers)] as const;

/** Reads what there is of people: one round trip, by primary keys and `stint_by_visitor`. */
export async function readHeld(
  db: D1Database,
  site: number,
  { people, limit }: { people: ErasedPeople; limit: number },
): Promise<Held> {
  const [visitors, identifiers] = asJson(people);
  const [read, counted] = await db.batch<{ text: string; events: number }>([
    db.prepare(`select ${held} as text`).bind(site, visitors, identifiers),
    db.prepare(countTheirs).bind(site, visitors, limit),
  ]);
  const text = read?.results[0]?.text as string;
  const [stretches, leads, absorbed, holders, foreign, pending, gone] = JSON.parse(text) as [
    [string, number, number | null][],
    [string, string | null, string | null, number][],
    string[],
    string[],
    string[],
    string[],
    string[],
  ];
  return {
    stretches: stretches.map(([device, startedAt, endedAt]) => ({
      device: uuidFrom(device),
      startedAt,
      endedAt,
    })),
    leads: leads.map(([visitor, email, userId]) => ({ visitor: visitorFrom(visitor), email, userId })),
    absorbed: absorbed.map(visitorFrom),
    holders: holders.map(visitorFrom),
    foreign: foreign.map(uuidFrom),
    pending: pending.map(uuidFrom),
    gone: gone.map(visitorFrom),
    events: counted?.results[0]?.events ?? 0,
    text,
  };
}

/** An erasure to be written. */
export interface Erasing extends By {
  id: string;
  /** Whether an earlier transaction of this erasure has recorded it. */
  isRecorded: boolean;
  people: ErasedPeople;
  held: Held;
  hashes: readonly KeptHash[];
  others: Others;
}

/** Devices that the erasure changes. */
export function touchedBy({ foreign, stretches }: Held): string[] {
  return [...new Set([...foreign, ...stretches.map(({ device }) => device)])];
}

type Guarded = Pick<Erasing, 'people' | 'held'>;

function guard(db: D1Database, site: number, { people, held: { text } }: Guarded): D1PreparedStatement {
  return db.prepare(unlessChanged).bind(site, ...asJson(people), text);
}

function begin(db: D1Database, site: number, erasing: Erasing): D1PreparedStatement[] {
  const { id, actor, now: at, isRecorded } = erasing;
  const record = { site, at, actor, action: 'visitor.erase', detail: { erasure: id } } as const;
  return [
    guard(db, site, erasing),
    ...keepHashes(db, site, erasing),
    ...(isRecorded ? [] : [auditStatement(db, record)]),
  ];
}

/** Gives others other ids, before the erasure: pairs of the old and the new. Throws as `eraseAll` does. */
export async function renameOthers(
  db: D1Database,
  site: number,
  { renamed, ...guarded }: Guarded & { renamed: readonly (readonly [string, string])[] },
): Promise<void> {
  await db.batch([guard(db, site, guarded), ...renameVisitors(db, site, renamed)]);
}

/**
 * Records the erasure, keeps the hashes and removes at most `limit` events, of somebody with very many. Returns how many. Throws a stale-guard
 * error (store/guard.ts), as `eraseAll` does, when what was read has changed.
 */
export async function eraseSome(
  db: D1Database,
  site: number,
  { limit, ...erasing }: Erasing & { limit: number },
): Promise<number> {
  const [visitors] = asJson(erasing.people);
  const some = db
    .prepare(`delete from event where (site, device, id) in (
      select e.site, e.device, e.id from (${theirStretches}) o ${eventsIn('o')} limit ?3)`)
    .bind(site, visitors, limit);
  const results = await db.batch([...begin(db, site, erasing), some]);
  return results.at(-1)?.meta.changes ?? 0;
}

/** Events that give one of the identifiers and are somebody else's: nobody is to be named so by them. */
const namingEvents = `delete from event where (site, device, id) in (
  select e.site, e.device, e.id from ${namedOn} where ${names})`;

/** Of the devices ?3: whoever owned such an event has fewer now, and is scored anew. */
const markOwners = `update stint set claimed_at = ${refoldMark} where site = ?1
  and device in (select unhex(value) from json_each(?3)) and visitor not in (${them})`;

/** What gives one of the identifiers, whosever it is. */
const mentions = [
  `delete from naming where (site, kind, value, device) in (
    select n.site, n.kind, n.value, n.device from ${namings} where ?2 is not null)`,
  `delete from identifier where (site, kind, value) in (
    select n.site, n.kind, n.value from ${byIdentifier('identifier')} where ?2 is not null)`,
  ...['split', 'conflict'].map(
    (table) =>
      `delete from ${table} where site = ?1 and ?2 is not null and (${isErased('email', 'email')} or ${isErased('userId', 'user_id')})`,
  ),
];

/** Whoever else has been on the devices ?2: who is who there is worked out again. */
const mark = `insert into pending (site, device, since) select ?1, unhex(d.value), ?3 from json_each(?2) d
  where exists (select 1 from event e where e.site = ?1 and e.device = unhex(d.value))
    or exists (select 1 from stint t where t.site = ?1 and t.device = unhex(d.value))
  on conflict do nothing`;
/** Those that wait, whoever marked them: few besides (store/pending.ts). */
const marked = `select site, hex(device) as device from pending where site = ?1`;

/** Removes everything, and keeps the hashes. Returns the events removed, and the devices to be worked out again. */
export async function eraseAll(
  db: D1Database,
  site: number,
  erasing: Erasing,
): Promise<{ events: number; devices: PendingDevice[] }> {
  const { now, people, held, others } = erasing;
  const [visitors, identifiers] = asJson(people);
  const devices = touchedBy(held);
  const touched = JSON.stringify(devices.map(hexOf));
  const opening = begin(db, site, erasing);
  const results = await db.batch([
    ...opening,
    db.prepare(theirEvents).bind(site, visitors),
    db.prepare(namingEvents.replaceAll('?3', '?2')).bind(site, identifiers),
    db.prepare(markOwners).bind(site, visitors, JSON.stringify(held.foreign.map(hexOf))),
    ...removals.filter((sql) => sql !== theirEvents).map((sql) => db.prepare(sql).bind(site, visitors)),
    ...mentions.map((sql) => db.prepare(sql).bind(site, visitors, identifiers)),
    ...erasedMentions(db, site, [...people.visitors, ...held.absorbed]),
    ...workOutOthers(db, site, { others, devices, now }),
    db.prepare(mark).bind(site, touched, now),
    db.prepare(marked).bind(site),
  ]);
  const changes = (place: number) => results[place]?.meta.changes ?? 0;
  return {
    events: changes(opening.length) + changes(opening.length + 1),
    devices: pendingFrom(results.at(-1)?.results),
  };
}
