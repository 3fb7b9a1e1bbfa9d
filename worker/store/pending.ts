// Devices whose identifications are in the log but were not applied: left by a crash, or by too many lost races.

/** Those that wait since before `before` (UTC ms), oldest first. A scan: the table is empty but for accidents. */
export async function waitingDevices(
  db: D1Database,
  { before, limit }: { before: number; limit: number },
): Promise<{ site: string; device: string }[]> {
  const { results } = await db
    .prepare('select site, device from pending where since < ?1 order by since limit ?2')
    .bind(before, limit)
    .all<{ site: string; device: string }>();
  return results;
}

/** Puts a device behind all others that wait: `now` is UTC ms. */
export async function postponePending(
  db: D1Database,
  { site, device }: { site: string; device: string },
  now: number,
): Promise<void> {
  await db
    .prepare('update pending set since = ?3 where site = ?1 and device = ?2')
    .bind(site, device, now)
    .run();
}

/** Gives a device's waiting identifications up: see `maxNodes` in store/component-sql.ts. */
export async function dropPending(db: D1Database, site: string, device: string): Promise<void> {
  await db.prepare('delete from pending where site = ?1 and device = ?2').bind(site, device).run();
}
