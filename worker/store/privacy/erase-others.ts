// Other people tied to the devices of erased people: removes what only the erased events said about them, and resolves them
// again. ?1 is the site, ?2 the devices (JSON of hex).

import { pending } from '../../../schema/tables/identity.ts';
import { insertInto } from '../database/columns.ts';
import { sql } from '../database/sql.ts';
import { hexOf, visitorFrom } from '../ids.ts';
import { originCodes } from '../log/events.ts';
import type { Identifiers } from './erase-held.ts';
import { renamedMentions } from './erase-mentions.ts';

/** The ties of others to some devices. */
export interface Others {
  /** Identifiers in events on the devices, except the erased ones. */
  identifiers: [kind: string, value: string][];
  /** Visitors with the anonymous id of one of the devices who own nothing on it. */
  misnamed: string[];
}

const isClaim = `e.origin <> ${originCodes.indexOf('automated')}`;

const identifiersOn = sql`select distinct k.value as kind, e.body->>k.value as value
  from json_each(?2) d cross join event e on e.site = ?1 and e.device = unhex(d.value)
  cross join json_each('["email", "userId"]') k
  where ${isClaim} and e.body->>k.value is not null
    and not exists (select 1 from json_each(?3, '$.' || k.value) v where v.value = e.body->>k.value)`;

/** The pairs of a device and an id, not stints, whose id belongs to somebody. */
const misnamed = sql`select r.value->>1 as visitor from json_each(?2) r
  cross join lead l on l.site = ?1 and l.visitor = unhex(r.value->>1)
  where not exists (select 1 from stint t
    where t.site = ?1 and t.visitor = l.visitor and t.device = unhex(r.value->>0))`;

/** Reads these in one round trip. `anonymous`: the devices, each with the id of its anonymous visitor. */
export async function readOthers(
  db: D1Database,
  site: number,
  { anonymous, erased }: { anonymous: readonly (readonly [string, string])[]; erased: Identifiers },
): Promise<Others> {
  const devices = JSON.stringify(anonymous.map(([device]) => hexOf(device)));
  const pairs = JSON.stringify(anonymous.map((pair) => pair.map(hexOf)));
  const [said, names] = await db.batch<Record<string, string>>([
    db.prepare(identifiersOn).bind(site, devices, JSON.stringify(erased)),
    db.prepare(misnamed).bind(site, pairs),
  ]);
  return {
    identifiers: (said?.results ?? []).map(({ kind = '', value = '' }) => [kind, value]),
    misnamed: (names?.results ?? []).map(({ visitor = '' }) => visitorFrom(visitor)),
  };
}

/** Rows `g` of a table with one of the identifiers ?2, pairs of kind and value. */
const having = (table: string) =>
  sql`json_each(?2) r cross join ${table} g on g.site = ?1 and g.kind = r.value->>0 and g.value = r.value->>1`;

/** Namings on the devices ?3 that the log no longer supports. */
const dropNamings = sql`delete from naming where (site, kind, value, device) in (
  select g.site, g.kind, g.value, g.device from ${having('naming')}
  where g.device in (select unhex(value) from json_each(?3)) and not exists (
    select 1 from event e where e.site = ?1 and e.device = g.device and ${isClaim} and e.body->>g.kind = g.value))`;

const isNamed = (row: string) =>
  sql`exists (select 1 from naming n where n.site = ?1 and n.kind = ${row}.kind and n.value = ${row}.value)`;

/** Visitors who own nothing and whose identifiers are in no event any more. All others are resolved by their devices. */
const nobody = sql`select g.visitor from ${having('identifier')} where not ${isNamed('g')}
  and not exists (select 1 from stint t indexed by stint_by_visitor where t.site = ?1 and t.visitor = g.visitor)
  and not exists (select 1 from identifier i indexed by identifier_by_visitor
    where i.site = ?1 and i.visitor = g.visitor and ${isNamed('i')})`;

/** The devices on which these identifiers are still given. */
const tied = sql`${insertInto(pending, { site: '?1', device: 'g.device', since: '?3' }, 'select distinct')}
  from ${having('naming')} where true on conflict do nothing`;

/** Statements for the others, to run after the erased events are removed; none if nobody else is tied to them. */
export function workOutOthers(
  db: D1Database,
  site: number,
  { others, devices, now }: { others: Others; devices: readonly string[]; now: number },
): D1PreparedStatement[] {
  if (others.identifiers.length === 0) return [];
  const identifiers = JSON.stringify(others.identifiers);
  const on = (sql: string) => db.prepare(sql).bind(site, identifiers);
  return [
    db.prepare(dropNamings).bind(site, identifiers, JSON.stringify(devices.map(hexOf))),
    ...['score', 'lead'].map((table) =>
      on(sql`delete from ${table} where site = ?1 and visitor in (${nobody})`),
    ),
    on(sql`delete from crossing where site = ?1 and visitor in (
      ${nobody} union select visitor from absorbed where site = ?1 and survivor in (${nobody}))`),
    on(sql`delete from absorbed where site = ?1 and survivor in (${nobody})`),
    on(sql`delete from identifier where site = ?1 and visitor in (${nobody})`),
    db.prepare(tied).bind(site, identifiers, now),
  ];
}

/** Restarts a rescoring: it goes through ids in order, so it may have passed the new id but not the old one. */
const fillAnew = sql`update model set cursor = '', done = 0
  where site = ?1 and version = (select filling_version from site where key = ?1)`;

/**
 * Statements that give visitors other ids, as pairs of the old and the new. The old id is that of a device's anonymous visitor,
 * who may be somebody else from now on.
 */
export function renameVisitors(
  db: D1Database,
  site: number,
  names: readonly (readonly [string, string])[],
): D1PreparedStatement[] {
  const pairs = JSON.stringify(names.map((pair) => pair.map(hexOf)));
  const columns: (readonly [table: string, column: string])[] = [
    ...['stint', 'identifier', 'lead', 'score', 'crossing', 'share'].map(
      (table) => [table, 'visitor'] as const,
    ),
    ['absorbed', 'survivor'],
  ];
  return [
    ...columns.map(([table, column]) =>
      db
        .prepare(
          sql`update ${table} set ${column} = (select unhex(r.value->>1) from json_each(?2) r where unhex(r.value->>0) = ${table}.${column})
           where site = ?1 and ${column} in (select unhex(value->>0) from json_each(?2))`,
        )
        .bind(site, pairs),
    ),
    ...renamedMentions(db, site, names),
    db.prepare(fillAnew).bind(site),
  ];
}
