// Writes events into the log and the scores in one transaction, then applies their identifications.
// Accepts any number of events of any sites, so it works behind a request, a queue or a batching writer.

import { isStale } from '../../store/database/guard.ts';
import { statementsLeft } from '../../store/database/metered.ts';
import { isTransient } from '../../store/database/refusal.ts';
import type { PendingDevice } from '../../store/identity/pending.ts';
import { type OwnerStint, type Read, readForEvents } from '../../store/ingest/arrival-read.ts';
import { isKnownEvent, writeArrivals } from '../../store/ingest/arrival-write.ts';
import { claimEndsAt, newClaim, oldestClaim, releaseClaim } from '../../store/scores/standings.ts';
import { siteById } from '../../store/sites/site-config.ts';
import {
  deviceKey,
  type Known,
  type KnownRow,
  type KnownStanding,
  remembered,
  standingKey,
} from '../common/known.ts';
import { applyOrLeave } from '../identity/identify.ts';
import { stateOf } from '../scores/standing-row.ts';
import { type Arrived, arrive, type Job, ownerAt } from './arrive.ts';
import { type Arrival, batchesOf, entriesOf } from './entries.ts';
import { type Entry, identityOf, ownedAtOf } from './entry.ts';
import { countErased, leaveErased } from './leave-erased.ts';
import { Claimed, countWrite, pauseAfterRace } from './races.ts';
import { inTurn } from './turns.ts';

/** `unavailable`: nothing of the failed batch was stored; retrying is safe. */
export type IngestResult = { kind: 'stored' } | { kind: 'unavailable'; retryAfterSeconds: number };

/** The maximum number of lost races per batch. */
const maxAttempts = 16;
/**
 * Maximum SQL statements to read and write a batch (store/ingest/arrival-write.ts): each kind of upsert is one. Only visitors
 * with long histories under many models need more, to keep each parameter within its limits.
 */
export const batchStatements = 19;
/** A batch with more devices does not wait for turns, because it would wait for everybody. */
const maxTurns = 8;

/** Stores and scores events. After `stored` they are durable, and duplicates do not count. */
export async function ingest(db: D1Database, arrivals: Arrival[], receivedAt: number): Promise<IngestResult> {
  const sites = new Map(arrivals.map(({ site }) => [site.key, site]));
  const pending: PendingDevice[] = [];
  const erased = new Map<number, number>();
  let isStored = true;
  for (const batch of batchesOf(await entriesOf(arrivals))) {
    const devices = await inTurn(turnsOf(batch), () =>
      storeBatch(db, { batch, sites, receivedAt, unapplied: [], erased }),
    );
    isStored = devices !== null;
    if (!devices) break;
    pending.push(...devices);
  }
  await applyOrLeave(db, pending);
  if (erased.size > 0) await countErased(db, erased, receivedAt);
  return isStored ? { kind: 'stored' } : { kind: 'unavailable', retryAfterSeconds: 5 };
}

/** The writers that the batch waits for: those of the same visitors, as far as this isolate knows them. */
function turnsOf(batch: Entry[]): string[] {
  const keys = new Set<string>();
  for (const { siteKey, event, anonymous } of batch) {
    const stints = remembered.stints.get(deviceKey(siteKey, event.device)) ?? [];
    keys.add(`${siteKey}\n${ownerAt(stints, ownedAtOf(event)) ?? anonymous}`);
  }
  return keys.size > maxTurns ? [] : [...keys];
}

/**
 * Retries until the batch is written, first based on remembered state, then on a read. Returns the devices whose identifications
 * must be applied; null if the database is unavailable, or this invocation may run no more statements.
 */
async function storeBatch(db: D1Database, job: Job): Promise<PendingDevice[] | null> {
  let isFirst = true;
  let guess: Arrived | null = null;
  let claim: number | null = null;
  for (let attempt = 1; attempt <= maxAttempts && statementsLeft(db) >= batchStatements; attempt++) {
    try {
      if (isFirst) {
        await dropErased(db, job);
        isFirst = false;
        if (job.batch.length > 0) guess = arrive(job, remembered);
      }
      const arrived: Arrived | null = guess ?? (await arriveByReading(db, job, claim));
      if (!arrived) return job.unapplied;
      const pending = await writeArrivals(db, arrived.writing);
      countWrite(guess ? 'hit' : 'miss');
      for (const [key, standing] of arrived.standings) remembered.standings.set(key, standing);
      return [...job.unapplied, ...pending];
    } catch (error) {
      guess = null;
      if (isStale(error)) {
        claim ??= newClaim(Date.now());
        await pauseAfterRace(attempt, error);
      } else if (!isTransient(error) && !isKnownEvent(error)) throw error;
    }
  }
  return null;
}

/** Removes events of erased people and records how many. */
async function dropErased(db: D1Database, job: Job): Promise<void> {
  for (const [site, events] of await leaveErased(db, job))
    job.erased.set(site, (job.erased.get(site) ?? 0) + events);
}

/**
 * Reads the state that the batch depends on, and drops events that are already in the log. Null: no event is left. `claim` is for
 * a batch that lost a race: reading takes one round trip more than guessing, so without a claim it would lose the next race
 * as well. After a race, one of the sites may have changed too.
 */
async function arriveByReading(db: D1Database, job: Job, claim: number | null): Promise<Arrived | null> {
  if (job.batch.length === 0) return null;
  const keys = job.batch.map(({ siteKey: site, event, anonymous }) => ({
    ...{ site, device: event.device, id: event.id, anonymous },
    ownedAt: ownedAtOf(event),
  }));
  const fed = [...new Set(job.batch.map(({ siteKey }) => siteKey))].flatMap((site) =>
    (job.sites.get(site)?.fed ?? []).map(({ version }) => ({ site, version })),
  );
  const now = Date.now();
  const read = await readForEvents(db, { keys, fed, claim, now });
  const claimed = read.standings.filter(({ attempt }) => attempt === claim);
  if (claim !== null && !isUpToDate(job, read)) {
    if (claimed.length > 0) await releaseClaim(db, claim, claimed);
    await reload(db, job);
    return arriveByReading(db, job, claim);
  }
  const claims = read.standings.map(({ attempt }) => attempt);
  const held = claims.filter((other) => other < oldestClaim(now) && other !== claim);
  if (held.length > 0) throw new Claimed(Math.max(...held.map(claimEndsAt)));
  const known = knownBy(read, job);
  job.unapplied.push(...unappliedIn(read, job));
  job.batch = job.batch.filter((_, place) => !read.known.has(place));
  const arrived = job.batch.length > 0 ? arrive(job, known) : null;
  if (!arrived && job.batch.length > 0) throw new Error('what was read does not cover the batch');
  const isLeft = (row: (typeof claimed)[number]) =>
    !arrived?.standings.has(standingKey(row.site, row.version, row.visitor));
  const left = claimed.filter(isLeft);
  if (claim !== null && left.length > 0) await releaseClaim(db, claim, left);
  return arrived;
}

/** Remembers what was read, including that visitors without a row have none. */
function knownBy({ stints, standings, leads }: Read, job: Job): Known {
  const byDevice = Map.groupBy(stints, ({ site, device }) => deviceKey(site, device));
  const found = new Map<string, readonly OwnerStint[]>();
  for (const { siteKey, event } of job.batch) {
    const key = deviceKey(siteKey, event.device);
    const own = (byDevice.get(key) ?? []).toSorted((a, b) => a.startedAt - b.startedAt);
    found.set(key, own);
    remembered.stints.set(key, own);
  }
  const rows = new Map<string, KnownStanding>();
  for (const row of standings) {
    const { site, version, visitor, attempt, lastSeen } = row;
    const known = { state: stateOf(row), attempt, lastSeen, lead: null, row: rowFrom(row) };
    rows.set(standingKey(site, version, visitor), known);
  }
  const leadOf = new Map(leads.map((lead) => [`${lead.site}\n${lead.visitor}`, lead]));
  const nothing = (key: string): KnownStanding => {
    const [site, , visitor] = key.split('\n');
    return {
      state: null,
      attempt: null,
      lastSeen: 0,
      lead: leadOf.get(`${site}\n${visitor}`) ?? null,
      row: null,
    };
  };
  return { stints: found, standings: { get: (key) => rows.get(key) ?? nothing(key) } };
}

function rowFrom(row: Read['standings'][number]): KnownRow {
  const { email, userId, name, company, search, companyKey, companySearch, grade, told, checkAt } = row;
  const verified = row.verified === null ? null : Boolean(row.verified);
  const lead = { email, userId, verified, name, company, search, companyKey, companySearch };
  return { ...lead, grade, told, checkAt };
}

/** Devices of already stored events whose identifications are still pending. */
function unappliedIn({ known }: Read, { batch }: Job): PendingDevice[] {
  return batch
    .filter((_, place) => known.get(place)?.isPending)
    .flatMap(identityOf)
    .map(({ site, device }) => ({ site, device }));
}

/** Whether the batch's sites are unchanged. */
function isUpToDate({ batch, sites }: Job, { revisions }: Read): boolean {
  const now = new Map(revisions.map(({ site, revision }) => [site, revision]));
  return batch.every(({ siteKey }) => sites.get(siteKey)?.revision === now.get(siteKey));
}

/** Reads the sites again. Drops events of deleted sites, even if a new site has the same id, and of erased people. */
async function reload(db: D1Database, job: Job): Promise<void> {
  const read = await Promise.all([...job.sites.values()].map(({ id }) => siteById(db, id, { maxAgeMs: 0 })));
  job.sites = new Map(
    read.flatMap((site) => (site && job.sites.has(site.key) ? [[site.key, site] as const] : [])),
  );
  job.batch = job.batch.filter(({ siteKey }) => job.sites.has(siteKey));
  await dropErased(db, job);
}
