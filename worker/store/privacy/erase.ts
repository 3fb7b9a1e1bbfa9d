// Erases people: the transactions that remove their data (erase-held.ts). ?1 is the site, ?2 the visitors (JSON of hex), ?3 the
// identifiers ({"email":[…],"userId":[…]}).

import { pending } from '../../../schema/tables/identity.ts';
import { insertInto } from '../database/columns.ts';
import { sql } from '../database/sql.ts';
import { type PendingDevice, pendingFrom } from '../identity/pending.ts';
import { refoldMark } from '../identity/ties.ts';
import { hexOf } from '../ids.ts';
import { eventsIn } from '../log/stretch-sql.ts';
import { auditStatement, type By } from '../sites/audit.ts';
import {
  asJson,
  type ErasedPeople,
  type Held,
  heldGuard,
  identified,
  isErased,
  namedOn,
  names,
  namings,
  touchedBy,
} from './erase-held.ts';
import { erasedMentions } from './erase-mentions.ts';
import { type Others, renameVisitors, workOutOthers } from './erase-others.ts';
import { type KeptHash, keepHashes } from './erasures.ts';
import { removals, theirEvents, theirStretches, them } from './removals.ts';

/** An erasure to write. */
export interface Erasing extends By {
  id: string;
  /** Whether an earlier transaction of this erasure has recorded it. */
  isRecorded: boolean;
  people: ErasedPeople;
  held: Held;
  hashes: readonly KeptHash[];
  others: Others;
}

type Guarded = Pick<Erasing, 'people' | 'held'>;

function begin(db: D1Database, site: number, erasing: Erasing): D1PreparedStatement[] {
  const { id, actor, now: at, isRecorded } = erasing;
  const record = { site, at, actor, action: 'visitor.erase', detail: { erasure: id } } as const;
  return [
    heldGuard(db, site, erasing),
    ...keepHashes(db, site, erasing),
    ...(isRecorded ? [] : [auditStatement(db, record)]),
  ];
}

/** Changes the ids of other people before the erasure: pairs of the old and the new. Throws as `eraseAll` does. */
export async function renameOthers(
  db: D1Database,
  site: number,
  { renamed, ...guarded }: Guarded & { renamed: readonly (readonly [string, string])[] },
): Promise<void> {
  await db.batch([heldGuard(db, site, guarded), ...renameVisitors(db, site, renamed)]);
}

/**
 * Records the erasure, keeps the hashes and removes at most `limit` events, for people with very many. Returns the number.
 * Throws a stale-guard error (store/database/guard.ts), as `eraseAll` does, if the data has changed since the read.
 */
export async function eraseSome(
  db: D1Database,
  site: number,
  { limit, ...erasing }: Erasing & { limit: number },
): Promise<number> {
  const [visitors] = asJson(erasing.people);
  const some = db
    .prepare(sql`delete from event where (site, device, id) in (
      select e.site, e.device, e.id from (${theirStretches}) o ${eventsIn('o')} limit ?3)`)
    .bind(site, visitors, limit);
  const results = await db.batch([...begin(db, site, erasing), some]);
  return results.at(-1)?.meta.changes ?? 0;
}

/** Events of other people with one of the identifiers: they must not name anyone by it. */
const namingEvents = sql`delete from event where (site, device, id) in (
  select e.site, e.device, e.id from ${namedOn} where ?2 is not null and ${names})`;

/** On the devices ?3: the owners of such events now have fewer, and are rescored. */
const markOwners = sql`update stint set claimed_at = ${refoldMark} where site = ?1
  and device in (select unhex(value) from json_each(?3)) and visitor not in (${them})`;

/** Everything that has one of the identifiers, whoever owns it. */
const mentions = [
  sql`delete from naming where (site, kind, value, device) in (
    select n.site, n.kind, n.value, n.device from ${namings} where ?2 is not null)`,
  sql`delete from identifier where (site, kind, value) in (
    select i.site, i.kind, i.value from ${identified} where ?2 is not null)`,
  ...['split', 'conflict'].map(
    (table) =>
      sql`delete from ${table} where site = ?1 and ?2 is not null and (${isErased('email', 'email')} or ${isErased('userId', 'user_id')})`,
  ),
];

/** Marks the devices ?2 for resolution if other people have been on them. */
const mark = sql`${insertInto(pending, { site: '?1', device: 'unhex(d.value)', since: '?3' })} from json_each(?2) d
  where exists (select 1 from event e where e.site = ?1 and e.device = unhex(d.value))
    or exists (select 1 from stint t where t.site = ?1 and t.device = unhex(d.value))
  on conflict do nothing`;

/** All pending devices, including the few marked for other reasons (store/identity/pending.ts). */
const marked = sql`select site, hex(device) as device from pending where site = ?1`;

/** Removes everything, and keeps the hashes. Returns the number of removed events, and the devices to resolve again. */
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
    db.prepare(namingEvents).bind(site, visitors, identifiers),
    db.prepare(markOwners).bind(site, visitors, JSON.stringify(held.foreign.map(hexOf))),
    ...removals.map((sql) => db.prepare(sql).bind(site, visitors)),
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
