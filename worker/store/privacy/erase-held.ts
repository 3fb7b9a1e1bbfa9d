// The data held about people to erase: read as one text, which the guard of each transaction of the erasure compares.
// ?1 is the site, ?2 the visitors (JSON of hex), ?3 the identifiers ({"email":[…],"userId":[…]}).

import type { lead } from '../../../schema/tables/identity.ts';
import { raiseStale } from '../database/guard.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { hexOf, uuidFrom, visitorFrom } from '../ids.ts';
import { eventsIn } from '../log/stretch-sql.ts';
import { theirStretches, them } from './removals.ts';

/** Normalized emails and userIds. */
export interface Identifiers {
  email: string[];
  userId: string[];
}

/** The people to erase. */
export interface ErasedPeople {
  visitors: string[];
  identifiers: Identifiers;
}

/** The data held about them. Times are UTC ms. */
export interface Held {
  stretches: { device: string; startedAt: number; endedAt: number | null }[];
  /** Leads of the visitors, and of anyone with one of the identifiers. */
  leads: (Pick<StoredRow<typeof lead>, 'visitor' | 'email' | 'userId'> & { formerEmails: string[] })[];
  /** Earlier ids of the visitors. */
  absorbed: string[];
  /** Visitors named by the identifiers. */
  holders: string[];
  /** Devices on which somebody else owns an event with one of the identifiers. */
  foreign: string[];
  /** Devices with a pending identification: their own, and those with such an event. */
  pending: string[];
  /** Visitors who have since been absorbed into another one. */
  gone: string[];
  /** Their events in the log, counted up to the requested limit. */
  events: number;
  /** The text that the guard compares. */
  text: string;
}

/** Visitors with one of the identifiers. */
export const identified = sql`json_each(?3) k cross join json_each(k.value) v
  cross join identifier i on i.site = ?1 and i.kind = k.key and i.value = v.value`;

/** Whether a column has one of the identifiers of a kind. */
export const isErased = (kind: string, column: string) =>
  sql`${column} in (select value from json_each(?3, '$.${kind}'))`;

/** Whether the event `e` has one of the identifiers. */
export const names = `(${isErased('email', "e.body->>'email'")} or ${isErased('userId', "e.body->>'userId'")})`;

/** Namings of the identifiers, including claims kept apart (schema/tables/identity.ts). */
export const namings = sql`json_each(?3) k cross join json_each(k.value) v cross join json_each('["", "apart "]') q
  cross join naming n on n.site = ?1 and n.kind = q.value || k.key and n.value = v.value`;

/** Events `e` on the devices where one of the identifiers was given. */
export const namedOn = sql`(select distinct n.device from ${namings}) d
  cross join event e on e.site = ?1 and e.device = d.device`;

/** Visitors identified by one of the identifiers only on their own device; `identifier` does not have them. */
const elsewhere = sql`select l.visitor from ${namings}
  cross join stint t on t.site = ?1 and t.device = n.device
  cross join lead l on l.site = ?1 and l.visitor = t.visitor
    and case k.key when 'email' then l.email = n.value else l.user_id = n.value end`;

const owner = sql`(select t.visitor from stint t where t.site = ?1 and t.device = e.device
  and t.started_at <= coalesce(e.owned_at, e.occurred_at) order by t.started_at desc limit 1)`;

/** The former emails of a lead, as JSON. */
const formerEmails = sql`(select json_group_array(value) from (select i.value from identifier i
    where i.site = ?1 and i.visitor = l.visitor and i.kind = 'email' and i.value is not l.email order by 1))`;

const held = sql`json_array(
  (select json_group_array(json_array(hex(device), started_at, ended_at)) from (
    select * from (${theirStretches}) order by device, started_at)),
  (select json_group_array(json_array(hex(visitor), email, user_id, attempt, ${formerEmails})) from (
    select * from lead where site = ?1 and visitor in (
      ${them} union select i.visitor from ${identified} union ${elsewhere}) order by visitor) l),
  (select json_group_array(hex(visitor)) from (
    select visitor from absorbed where site = ?1 and survivor in (${them}) order by visitor)),
  (select json_group_array(hex(visitor)) from (select distinct i.visitor from ${identified} order by 1)),
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

const unlessChanged = sql`select case when ${held} is ?4 then 1 else ${raiseStale} end`;

/** What is held, and the number of events, counted up to ?4. */
const readAll = sql`select ${held} as text,
  (select count(*) from (select 1 from (${theirStretches}) o ${eventsIn('o')} limit ?4)) as events`;

/** The parameters ?2 and ?3. */
export const asJson = ({ visitors, identifiers }: ErasedPeople) =>
  [JSON.stringify(visitors.map(hexOf)), JSON.stringify(identifiers)] as const;

/** Reads the data held about people: one statement, by primary keys and `stint_by_visitor`. */
export async function readHeld(
  db: D1Database,
  site: number,
  { people, limit }: { people: ErasedPeople; limit: number },
): Promise<Held> {
  const [visitors, identifiers] = asJson(people);
  const read = await db
    .prepare(readAll)
    .bind(site, visitors, identifiers, limit)
    .first<{ text: string; events: number }>();
  const { text, events } = read as { text: string; events: number };
  const [stretches, leads, absorbed, holders, foreign, pending, gone] = JSON.parse(text) as [
    [string, number, number | null][],
    [string, string | null, string | null, number, string[]][],
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
    leads: leads.map(([visitor, email, userId, , formerEmails]) => ({
      visitor: visitorFrom(visitor),
      email,
      userId,
      formerEmails,
    })),
    absorbed: absorbed.map(visitorFrom),
    holders: holders.map(visitorFrom),
    foreign: foreign.map(uuidFrom),
    pending: pending.map(uuidFrom),
    gone: gone.map(visitorFrom),
    events,
    text,
  };
}

/** Devices that the erasure changes. */
export function touchedBy({ foreign, stretches }: Held): string[] {
  return [...new Set([...foreign, ...stretches.map(({ device }) => device)])];
}

/** Rejects the batch if the data has changed since the read. */
export function heldGuard(
  db: D1Database,
  site: number,
  { people, held: { text } }: { people: ErasedPeople; held: Held },
): D1PreparedStatement {
  return db.prepare(unlessChanged).bind(site, ...asJson(people), text);
}
