// Devices whose identifications are in the log and wait to be applied. Most wait for milliseconds; the rest were left by a
// crash, or by too many lost races.

import { asc, lt } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { pending } from '../../../schema/tables/identity.ts';
import { excluded, insertInto } from '../database/columns.ts';
import { idHex } from '../database/query.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { hexOf, uuidFrom, withHex, withIds } from '../ids.ts';

/** An identification that comes into the log; it is applied unless the stored state already says the same. */
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
  /** Its device stands for the person it names, and it gives no other identifier. */
  isStandIn: boolean;
}

/** A device whose identifications wait to be applied. */
export type PendingDevice = Pick<StoredRow<typeof pending>, 'site' | 'device'>;

/**
 * Whether a claim gives an identifier that the verified owner lacks, and is known to: it is among their traits, was given on
 * this device before, and names nobody else.
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
 * Whether an email is one that the owner had before. Where the server says it together with the userId, it is theirs again: that
 * is news.
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
 * A statement that marks the devices whose identification would change something, and answers them: one already owned, at
 * that moment, by the visitor of all the identifiers it gives, with nothing new to say, costs no write. Only what occurred
 * after the owner was so named is known to say nothing: said earlier, it may be the first to name someone else. What was only
 * claimed of the owner is news once it is verified.
 * On a device that stands for the person, all ever said names that person. So there it may also be as late as the first of
 * that; or earlier still while the person has no other identifier, which an earlier beginning could have kept apart.
 */
export function markPending(
  db: D1Database,
  identities: readonly IdentityRow[],
  now: number,
): D1PreparedStatement {
  return db.prepare(mark).bind(JSON.stringify(withHex(identities, 'device')), now);
}

/** What `markPending` answers, as text. */
export function pendingFrom(rows: readonly unknown[] | undefined): PendingDevice[] {
  return withIds<PendingDevice>(rows, { device: uuidFrom });
}

/** An upsert of rows that are there: what has been applied in between stays so. */
const postpone = sql`${insertInto(pending, { site: 'p.site', device: 'p.device', since: 'd.value->>2' })}
from json_each(?1) d cross join pending p on p.site = d.value->>0 and p.device = unhex(d.value->>1) where true
on conflict do update set ${excluded(pending, ['since'])}`;

/** Of the site ?1 the devices ?2, JSON of hex. */
export const removePending = sql`delete from pending where site = ?1 and device in (select unhex(value) from json_each(?2))`;

/** Those that wait since before `before` (UTC ms), oldest first. A scan: the table is empty but for accidents. */
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

/** Lets devices wait as if they had been marked at `since` (UTC ms). */
export async function postponePending(
  db: D1Database,
  devices: readonly (PendingDevice & { since: number })[],
): Promise<void> {
  const rows = devices.map(({ site, device, since }) => [site, hexOf(device), since]);
  await db.prepare(postpone).bind(JSON.stringify(rows)).run();
}
