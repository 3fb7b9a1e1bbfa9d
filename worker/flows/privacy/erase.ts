// Erases people from every table, in one transaction for everybody with up to a few thousand events.

import { isStale, Stale } from '../../store/database/guard.ts';
import { statementsLeft } from '../../store/database/metered.ts';
import { isTransient } from '../../store/database/refusal.ts';
import { type Erasing, eraseAll, eraseSome, renameOthers } from '../../store/privacy/erase.ts';
import { type ErasedPeople, type Held, touchedBy } from '../../store/privacy/erase-held.ts';
import { type Others, readOthers } from '../../store/privacy/erase-others.ts';
import type { KeptHash } from '../../store/privacy/erasures.ts';
import type { By } from '../../store/sites/audit.ts';
import { forgetSite, type SiteConfig } from '../../store/sites/site-config.ts';
import { deviceKey, remembered } from '../common/known.ts';
import { anonymousVisitor, erasedHash, identifiedVisitor } from '../common/visitor-id.ts';
import { applyIdentities, applyOrLeave } from '../identity/identify.ts';
import { beginOf, type ErasureAsked, findPeople } from './find-erasable.ts';

/** `unfinished`: new events are already dropped, but there is more to remove: call again. */
export type EraseResult =
  | { kind: 'erased'; visitors: number; events: number }
  | { kind: 'not_found' }
  | { kind: 'unfinished' }
  | { kind: 'unavailable' };

/** Limits of one call. */
export interface EraseOptions extends By {
  /** UTC ms; by default `erasureMs` from now. */
  deadline?: number;
  /** Events removed per transaction: D1 limits a transaction to 30 s. */
  eventsAtOnce?: number;
}

/** How long a call works on a person with very many events before it returns `unfinished`. */
const erasureMs = 20_000;
/** Maximum lost races before an erasure gives up. */
const maxAttempts = 12;
/** Maximum SQL statements per turn: reading identities, and what is removed for everybody. */
export const eraseStatements = 46;

/** Erases. From now on, late or imported events of these people are dropped (flows/ingest/leave-erased.ts). */
export async function erase(
  db: D1Database,
  site: SiteConfig,
  { asked, deadline = Date.now() + erasureMs, ...options }: EraseOptions & { asked: ErasureAsked },
): Promise<EraseResult> {
  const id = crypto.randomUUID();
  const done: Done = { visitors: 0, events: 0, isFinished: false };
  for (let lost = 0; lost < maxAttempts; ) {
    if (Date.now() > deadline || statementsLeft(db) < eraseStatements) break;
    try {
      const who = await beginOf(db, site, asked);
      // Another request may have erased the rest between two turns.
      if (!who)
        return done.events > 0 ? { kind: 'erased', visitors: 1, events: done.events } : { kind: 'not_found' };
      await eraseOnce(db, site, { ...options, id, who, done });
      if (done.isFinished) return { kind: 'erased', visitors: done.visitors, events: done.events };
    } catch (error) {
      if (!isStale(error) && !isTransient(error)) throw error;
      lost++;
    }
  }
  return done.events > 0 ? { kind: 'unfinished' } : { kind: 'unavailable' };
}

interface Done {
  visitors: number;
  events: number;
  isFinished: boolean;
}

interface Turn extends Omit<EraseOptions, 'deadline'> {
  id: string;
  who: ErasedPeople;
  done: Done;
}

/** One transaction. On the free plan, assigning new ids to others in the same one would exceed the statement limit. */
async function eraseOnce(
  db: D1Database,
  site: SiteConfig,
  { id, who, done, actor, now: asOf, eventsAtOnce = 20_000 }: Turn,
): Promise<void> {
  const limit = eventsAtOnce + 1;
  const found = await findPeople(db, site, { who, limit });
  const { people, held } = found;
  if (held.gone.length > 0) throw new Stale('a visitor was absorbed by another one');
  if (held.pending.length > 0) {
    await applyIdentities(
      db,
      held.pending.map((device) => ({ site: site.key, device })),
    );
    throw new Stale('an identification was waiting');
  }
  // The previous turn may have taken seconds.
  const now = Math.max(asOf, Date.now());
  const { others, renamed } = await othersOf(db, site, { id, found });
  if (renamed.length > 0) {
    await renameOthers(db, site.key, { people, held, renamed });
    return;
  }
  const isRecorded = done.events > 0;
  const hashes = await hashesOf(site, found, now);
  const erasing: Erasing = { id, isRecorded, actor, now, people, held, others, hashes };
  if (held.events > eventsAtOnce) {
    done.events += await eraseSome(db, site.key, { ...erasing, limit: eventsAtOnce });
    forgetSite(site.key);
    return;
  }
  const { events, devices } = await eraseAll(db, site.key, erasing);
  forgetSite(site.key);
  done.visitors = people.visitors.length;
  done.events += events;
  done.isFinished = true;
  for (const { device } of [...held.stretches, ...devices])
    remembered.stints.delete(deviceKey(site.key, device));
  await applyOrLeave(db, devices);
}

/** Other people tied to the devices, and those who need new ids. */
async function othersOf(
  db: D1Database,
  site: SiteConfig,
  { id, found: { people, held } }: { id: string; found: { people: ErasedPeople; held: Held } },
): Promise<{ others: Others; renamed: [string, string][] }> {
  const anonymous = await Promise.all(
    touchedBy(held).map(async (device) => [device, await anonymousVisitor(site.visitorKey, device)] as const),
  );
  const others = await readOthers(db, site.key, { anonymous, erased: people.identifiers });
  const misnamed = others.misnamed.filter((visitor) => !people.visitors.includes(visitor));
  const renamed = misnamed.map(
    async (visitor): Promise<[string, string]> => [
      visitor,
      await identifiedVisitor(site.visitorKey, visitor, id),
    ],
  );
  return { others, renamed: await Promise.all(renamed) };
}

/** The hashes to keep: of identifiers permanently, of devices for the time when they belonged to the person. */
async function hashesOf(
  { visitorKey }: SiteConfig,
  { people: { identifiers }, held }: { people: ErasedPeople; held: Held },
  now: number,
): Promise<KeptHash[]> {
  const named = (['email', 'userId'] as const).flatMap((kind) =>
    identifiers[kind].map(async (value) => ({
      ...{ hash: await erasedHash(visitorKey, kind, value), fromAt: 0, untilAt: null },
    })),
  );
  const devices = held.stretches.map(async ({ device, startedAt, endedAt }) => ({
    hash: await erasedHash(visitorKey, 'device', device),
    fromAt: startedAt,
    untilAt: Math.min(endedAt ?? Number.POSITIVE_INFINITY, now + 1),
  }));
  return Promise.all([...named, ...devices]);
}
