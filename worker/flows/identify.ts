// Applies what the log says about identity: who is who, who owns what, and the scores that follow.
// Works from the log alone, so that late, repeated, racing and out-of-order identifications end the same.

import { type Component, readComponent, type SplitRow, splitStatement } from '../store/component.ts';
import { isStale } from '../store/guard.ts';
import { writeIdentity } from '../store/identity.ts';
import { statementsLeft } from '../store/metered.ts';
import { dropPending, type PendingDevice } from '../store/pending.ts';
import { isTransient } from '../store/refusal.ts';
import { readSite } from '../store/site-config.ts';
import { deviceKey, remembered } from './known.ts';
import { resolve } from './resolution.ts';

/** Races lost before a device is left for the scheduled sweep; it stays in `pending` until then. */
const maxAttempts = 5;

/** SQL statements that applying the identifications of one device takes, at most, where no race is lost. */
export const identityStatements = 30;

/**
 * Applies the waiting identifications of these devices, as far as this invocation may still ask the database. What is left,
 * and what loses too many races, stays pending for the sweep.
 */
export async function applyIdentities(db: D1Database, devices: PendingDevice[]): Promise<void> {
  for (const { site, device } of devices) {
    if (statementsLeft(db) < identityStatements) return;
    await applyIdentity(db, site, { device });
  }
}

/** A split to be made along with the resolution, worked out from the component; null refuses. */
export type Splitting = (component: Component) => { split: SplitRow; record: D1PreparedStatement } | null;

/** Applies the identifications of a device and all that they touch. False after too many lost races, or when refused. */
export async function applyIdentity(
  db: D1Database,
  siteId: string,
  { device, splitting, attempts = maxAttempts }: { device: string; splitting?: Splitting; attempts?: number },
): Promise<boolean> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    // D1 would throw in the middle: the device stays pending.
    if (attempt > 1 && statementsLeft(db) < identityStatements) return false;
    try {
      return await applyOnce(db, siteId, { device, splitting });
    } catch (error) {
      if (!isStale(error) && !isTransient(error)) throw error;
    }
  }
  return false;
}

async function applyOnce(
  db: D1Database,
  siteId: string,
  { device, splitting }: { device: string; splitting: Splitting | undefined },
): Promise<boolean> {
  const site = await readSite(db, siteId);
  if (!site) return true;
  const component = await readComponent(db, siteId, device);
  if (component.isCrowd && component.stints.length > 0) {
    await dropPending(db, siteId, device);
    return true;
  }
  const made = splitting?.(component);
  if (made === null) return false;
  const splits = made ? [...component.splits, made.split] : component.splits;
  const change = await resolve(db, site, { ...component, splits });
  const also = made ? [splitStatement(db, siteId, made.split), made.record] : [];
  await writeIdentity(
    db,
    { site: siteId, revision: site.revision },
    { component, change, also, splitAt: made?.split.at },
  );
  for (const each of component.devices) remembered.stints.delete(deviceKey(siteId, each));
  return true;
}
