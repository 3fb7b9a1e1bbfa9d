// Drops events of erased people before a batch is stored. Costs nothing for sites without erasures.

import { rootOf } from '../../store/database/refusal.ts';
import { addDropped } from '../../store/log/dropped.ts';
import { type ErasedAsked, findErased } from '../../store/privacy/erasures.ts';
import { erasedHash } from '../common/visitor-id.ts';
import type { Job } from './arrive.ts';
import { type Entry, identityOf, ownedAtOf } from './entry.ts';

/**
 * Drops events with an erased email or userId, and anonymous ones from the time when a device belonged to an erased person. If
 * somebody has been erased since the site was read, the guard of the batch's transaction fails, and the batch comes here
 * again. Returns the number of dropped events by site.
 */
export async function leaveErased(db: D1Database, job: Job): Promise<Map<number, number>> {
  const dropped = new Map<number, number>();
  const hashOf = hashesOf(job);
  const asked: ErasedAsked[] = [];
  const entryOf: Entry[] = [];
  for (const entry of job.batch) {
    if (!job.sites.get(entry.siteKey)?.hasErasures) continue;
    for (const hash of await Promise.all(partsOf(entry).map(([kind, value]) => hashOf(entry, kind, value)))) {
      asked.push({ site: entry.siteKey, hash, ownedAt: ownedAtOf(entry.event) });
      entryOf.push(entry);
    }
  }
  if (asked.length === 0) return dropped;
  const erased = new Set((await findErased(db, asked)).map((place) => entryOf[place]));
  if (erased.size === 0) return dropped;
  job.batch = job.batch.filter((entry) => !erased.has(entry));
  for (const entry of erased) if (entry) dropped.set(entry.siteKey, (dropped.get(entry.siteKey) ?? 0) + 1);
  return dropped;
}

/** Counts dropped events by site. A lost count is better than a retried event. `now` is UTC ms. */
export async function countErased(
  db: D1Database,
  dropped: ReadonlyMap<number, number>,
  now: number,
): Promise<void> {
  const day = new Date(now).toISOString().slice(0, 10);
  const counts = [...dropped].map(([site, beacons]) => ({ site, day, reason: 'erased' as const, beacons }));
  try {
    await addDropped(db, counts);
  } catch (error) {
    console.error('dropped events of erased people were not counted', rootOf(error));
  }
}

type Kind = 'email' | 'userId' | 'device';

/** The parts of an event that may be erased. */
function partsOf(entry: Entry): [Kind, string][] {
  const { device, body } = entry.event;
  const parts: [Kind, string][] = [];
  if (body.email !== undefined) parts.push(['email', body.email]);
  if (body.userId !== undefined) parts.push(['userId', body.userId]);
  if (identityOf(entry).length === 0) parts.push(['device', device]);
  return parts;
}

/** Hashes each value once, however many events have it. */
function hashesOf({ sites }: Job): (entry: Entry, kind: Kind, value: string) => Promise<string> {
  const hashed = new Map<string, Promise<string>>();
  return ({ siteKey }, kind, value) => {
    const name = `${siteKey}\n${kind}\n${value}`;
    const hash = hashed.get(name) ?? erasedHash(sites.get(siteKey)?.visitorKey ?? '', kind, value);
    hashed.set(name, hash);
    return hash;
  };
}
