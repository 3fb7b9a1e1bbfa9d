// Devices with identifications in the log that must still be applied. Most wait for milliseconds; a crash or too many lost races
// left the rest.

import { asc, lt } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { pending } from '../../../schema/tables/identity.ts';
import { excluded, insertInto } from '../database/columns.ts';
import { idHex } from '../database/query.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { hexOf, uuidFrom, visitorFrom, withHex, withIds } from '../ids.ts';

/** An identification arriving in the log; it is applied unless the stored state already contains it. */
export interface IdentityRow {
  site: number;
  device: string;
  id: string;
  ownedAt: number;
  email: string | null;
  userId: string | null;
  verified: 0 | 1;
  traits: Record<string, string | number | boolean>;
  place: Record<string, string>;
  /** The device stands for the person it names, and the identification has no other identifier. */
  isStandIn: boolean;
}

/** A device whose identifications are pending. */
export type PendingDevice = Pick<StoredRow<typeof pending>, 'site' | 'device'>;

/**
 * Whether a claim has an identifier that the verified owner is known to lack: it is among their traits, was given on this device
 * before, and names nobody else.
 */
const isKnownClaim = (
  kind: 'email' | 'userId',
  column: string,
) => sql`(q.value->>'verified' = 0 and l.verified
      and ${column} is null and l.traits->'${kind}'->>'value' is q.value->>'${kind}'
      and exists (select 1 from naming n where n.site = t.site and n.kind = '${kind}' and n.value = q.value->>'${kind}'
        and n.device = t.device)
      and not exists (select 1 from identifier i where i.site = t.site and i.kind = '${kind}'
        and i.value = q.value->>'${kind}'))`;

/**
 * Whether an email is a former one of the owner. If the server sends it together with the userId, it is current again: that is a
 * change.
 */
const isFormerEmail = sql`((q.value->>'userId' is null or q.value->>'verified' = 0)
      and exists (select 1 from identifier i where i.site = t.site and i.kind = 'email' and i.value = q.value->>'email'
        and i.visitor = t.visitor))`;

const mark = sql`${insertInto(
  pending,
  { site: `q.value->>'site'`, device: `unhex(q.value->>'device')`, since: '?2' },
  'select distinct',
)} from json_each(?1) q
where not exists (
  select 1 from stint t join lead l on l.site = t.site and l.visitor = t.visitor
  where t.site = q.value->>'site' and t.device = unhex(q.value->>'device')
    and t.started_at = (select max(u.started_at) from stint u where u.site = t.site and u.device = t.device
      and u.started_at <= q.value->>'ownedAt')
    and ((q.value->>'ownedAt' > t.claimed_at and q.value->>'ownedAt' > l.named_at)
      or (q.value->>'isStandIn' and (q.value->>'ownedAt' >= t.claimed_at or l.email is null or l.user_id is null)
        and not exists (select 1 from split where split.site = t.site and split.device = t.device)))
    and (q.value->>'email' is null or l.email is q.value->>'email' or ${isFormerEmail} or ${isKnownClaim('email', 'l.email')})
    and (q.value->>'userId' is null or l.user_id is q.value->>'userId' or ${isKnownClaim('userId', 'l.user_id')})
    and (q.value->>'verified' = 0 or (l.verified and t.verified))
    and not exists (select 1 from json_each(q.value, '$.traits') v
      where (select k.value->>'value' from json_each(l.traits) k
        where k.key = v.key and k.value->>'from' not in ('email', 'title', 'edge')
          and (k.value->>'verified' or not q.value->>'verified')) is not v.value)
    and not exists (select 1 from json_each(q.value, '$.place') v
      where not exists (select 1 from json_each(l.traits) k
        where k.key = v.key and (k.value->>'from' not in ('email', 'title', 'edge') or k.value->>'value' is v.value))))
on conflict do update set ${excluded(pending, ['since'])} returning site, hex(device) as device`;

/**
 * A statement that marks the devices whose identification would change something, and returns them. An identification costs
 * no write if it adds nothing and the visitor of all its identifiers already owns the device at that time. It must be later than
 * `claimedAt` and the lead's `namedAt`: an earlier one can name a different person. If facts were only claimed so far, their
 * verification is a change.
 * On a device that stands for a person, all identifications name that person. There, an identification at `claimedAt` itself
 * also costs no write. So does an earlier one, as long as the person has only one kind of identifier: with both, an earlier start
 * could have kept the two apart.
 */
export function markPending(
  db: D1Database,
  identities: readonly IdentityRow[],
  now: number,
): D1PreparedStatement {
  return db.prepare(mark).bind(JSON.stringify(withHex(identities, 'device')), now);
}

const markAll = sql`${insertInto(pending, { site: `q.value->>'site'`, device: `unhex(q.value->>'device')`, since: '?2' })}
from json_each(?1) q where true on conflict do nothing`;

/** A statement that marks these devices, whatever they tell. */
export function markDevices(
  db: D1Database,
  devices: readonly PendingDevice[],
  now: number,
): D1PreparedStatement {
  return db.prepare(markAll).bind(JSON.stringify(withHex(devices, 'device')), now);
}

/** The devices that `markPending` returns, as text. */
export function pendingFrom(rows: readonly unknown[] | undefined): PendingDevice[] {
  return withIds<PendingDevice>(rows, { device: uuidFrom });
}

/** An upsert of existing rows: rows applied in the meantime stay removed. */
const postpone = sql`${insertInto(pending, { site: 'p.site', device: 'p.device', since: 'd.value->>2' })}
from json_each(?1) d cross join pending p on p.site = d.value->>0 and p.device = unhex(d.value->>1) where true
on conflict do update set ${excluded(pending, ['since'])}`;

/** Removes the devices ?2 (JSON of hex) of the site ?1. */
export const removePending = sql`delete from pending where site = ?1 and device in (select unhex(value) from json_each(?2))`;

/** Devices pending since before `before` (UTC ms), oldest first. A full scan: the table is nearly always empty. */
export async function waitingDevices(
  db: D1Database,
  { before, limit }: { before: number; limit: number },
): Promise<PendingDevice[]> {
  const rows = await drizzle(db)
    .select({ site: pending.site, device: idHex(pending.device) })
    .from(pending)
    .where(lt(pending.since, before))
    .orderBy(asc(pending.since))
    .limit(limit);
  return pendingFrom(rows);
}

/** A pending device, and the visitors who own it or parts of its history; none: its anonymous visitor does. */
export interface PendingOwners {
  device: string;
  visitors: string[];
}

/** Pending devices whose owners are read. */
const maxPendingOwners = 1_000;

const ownersSql = sql`select hex(p.device) as device, (select json_group_array(hex(t.visitor)) from stint t
    where t.site = p.site and t.device = p.device) as visitors
  from pending p where p.site = ?1 and p.since >= ?2 limit ${maxPendingOwners}`;

/** Devices of a site that were marked at `since` (UTC ms) or later, or are postponed until then: a range of the primary key. */
export async function readPendingOwners(
  db: D1Database,
  site: number,
  since: number,
): Promise<PendingOwners[]> {
  const { results } = await db
    .prepare(ownersSql)
    .bind(site, since)
    .all<{ device: string; visitors: string }>();
  return results.map(({ device, visitors }) => ({
    device: uuidFrom(device),
    visitors: (JSON.parse(visitors) as string[]).map(visitorFrom),
  }));
}

/** Sets the devices' time of marking to `since` (UTC ms). */
export async function postponePending(
  db: D1Database,
  devices: readonly (PendingDevice & { since: number })[],
): Promise<void> {
  const rows = devices.map(({ site, device, since }) => [site, hexOf(device), since]);
  await db.prepare(postpone).bind(JSON.stringify(rows)).run();
}
