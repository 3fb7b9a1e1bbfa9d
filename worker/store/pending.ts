// Devices whose identifications are in the log and wait to be applied. Most wait for milliseconds; the rest were left by a
// crash, or by too many lost races.

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
}

/** A device whose identifications wait to be applied. */
export interface PendingDevice {
  site: number;
  device: string;
}

const mark = `insert into pending (site, device, since)
select distinct q.value->>'site', q.value->>'device', ?2 from json_each(?1) q
where not exists (
  select 1 from stint t join lead l on l.site = t.site and l.visitor = t.visitor
  where t.site = q.value->>'site' and t.device = q.value->>'device'
    and t.started_at = (select max(u.started_at) from stint u where u.site = t.site and u.device = t.device
      and u.started_at <= q.value->>'ownedAt')
    and q.value->>'ownedAt' > t.claimed_at and q.value->>'ownedAt' > l.named_at
    and (q.value->>'email' is null or l.email is q.value->>'email')
    and (q.value->>'userId' is null or l.user_id is q.value->>'userId')
    and (q.value->>'verified' = 0 or (l.verified and t.verified))
    and not exists (select 1 from json_each(q.value, '$.traits') x
      where (select h.value->>'value' from json_each(l.traits) h
        where h.key = x.key and h.value->>'from' not in ('email', 'edge')) is not x.value)
    and not exists (select 1 from json_each(q.value, '$.place') x
      where not exists (select 1 from json_each(l.traits) h
        where h.key = x.key and (h.value->>'from' not in ('email', 'edge') or h.value->>'value' is x.value))))
on conflict do update set since = excluded.since returning site, device`;

/**
 * A statement that marks the devices whose identification would change something, and answers them: one already owned, at
 * that moment, by the visitor of all the identifiers it gives, with nothing new to say, costs no write. Only what occurred
 * after the owner was so named is known to say nothing: said earlier, it may be the first to name someone else.
 */
export function markPending(
  db: D1Database,
  identities: readonly IdentityRow[],
  now: number,
): D1PreparedStatement {
  return db.prepare(mark).bind(JSON.stringify(identities), now);
}

/** Those that wait since before `before` (UTC ms), oldest first. A scan: the table is empty but for accidents. */
export async function waitingDevices(
  db: D1Database,
  { before, limit }: { before: number; limit: number },
): Promise<{ site: number; device: string }[]> {
  const { results } = await db
    .prepare('select site, device from pending where since < ?1 order by since limit ?2')
    .bind(before, limit)
    .all<{ site: number; device: string }>();
  return results;
}

/** Puts a device behind all others that wait: `now` is UTC ms. */
export async function postponePending(
  db: D1Database,
  { site, device }: { site: number; device: string },
  now: number,
): Promise<void> {
  await db
    .prepare('update pending set since = ?3 where site = ?1 and device = ?2')
    .bind(site, device, now)
    .run();
}

/** Gives a device's waiting identifications up: see `maxNodes` in store/component-sql.ts. */
export async function dropPending(db: D1Database, site: number, device: string): Promise<void> {
  await db.prepare('delete from pending where site = ?1 and device = ?2').bind(site, device).run();
}
