// Events into the log and into the scores: one transaction, then the identifications it held.
// Takes any number of events of any sites, so that it can stand behind a request, a queue or a gathering writer.

import type { NewEvent } from '../score/event.ts';
import { type AppendBatch, appendAndScore, type PendingDevice, readOwnerLeads } from '../store/append.ts';
import { isStale } from '../store/guard.ts';
import { statementsLeft } from '../store/metered.ts';
import { isTransient, rootOf } from '../store/refusal.ts';
import { type SiteConfig, siteById } from '../store/site-config.ts';
import { type Entry, type Job, prepareBatch } from './append-batch.ts';
import { applyIdentities } from './identify.ts';
import { anonymousVisitor } from './visitor-id.ts';

/** An event and the site it is for. */
export interface Arrival {
  site: SiteConfig;
  event: NewEvent;
}

/** `unavailable`: nothing was stored (of the batch that failed); asking again is harmless. */
export type IngestResult = { kind: 'stored' } | { kind: 'unavailable'; retryAfterSeconds: number };

/** One transaction's worth: D1 takes 2 MB in a parameter, and 30 s for a whole batch. */
const maxBatchEvents = 100;
const maxBatchChars = 1_500_000;
const maxAttempts = 4;
/** SQL statements of one transaction, at most (store/append.ts). */
export const batchStatements = 10;
/** Events that arrive later than this are likely to be from before all that is known of somebody. */
const lateMs = 600_000;

/** Stores and scores events; once it answers `stored` they are durable, and each counts once however often it comes. */
export async function ingest(db: D1Database, arrivals: Arrival[], receivedAt: number): Promise<IngestResult> {
  const sites = new Map(arrivals.map(({ site }) => [site.id, site]));
  const entries = await prepare(withoutRepeats(arrivals));
  const pending: PendingDevice[] = [];
  let isStored = true;
  for (const batch of cut(entries)) {
    const earlier = batch.some(({ event }) => event.occurredAt < receivedAt - lateMs);
    const devices = await storeBatch(db, { batch, sites, leads: [], earlier, receivedAt });
    isStored = devices !== null;
    if (!devices) break;
    pending.push(...devices);
  }
  await applyOrLeave(db, pending);
  return isStored ? { kind: 'stored' } : { kind: 'unavailable', retryAfterSeconds: 5 };
}

/** The same event twice in one batch would take two slots: the first counts. */
function withoutRepeats(arrivals: Arrival[]): Arrival[] {
  const known = new Map<string, Arrival>();
  for (const arrival of arrivals) {
    const key = `${arrival.site.id}\n${arrival.event.device}\n${arrival.event.id}`;
    if (!known.has(key)) known.set(key, arrival);
  }
  return [...known.values()];
}

/** A device has many events in a batch, and one anonymous visitor: it is hashed once. */
function prepare(arrivals: Arrival[]): Promise<Entry[]> {
  const hashed = new Map<string, Promise<string>>();
  const visitorOf = ({ site, event }: Arrival) => {
    const key = `${site.id}\n${event.device}`;
    const visitor = hashed.get(key) ?? anonymousVisitor(site.visitorKey, event.device);
    hashed.set(key, visitor);
    return visitor;
  };
  return Promise.all(
    arrivals.map(async (arrival) => ({
      siteId: arrival.site.id,
      event: arrival.event,
      anonymous: await visitorOf(arrival),
      body: JSON.stringify(arrival.event.body),
    })),
  );
}

function* cut(entries: Entry[]): Generator<Entry[]> {
  let batch: Entry[] = [];
  let chars = 0;
  for (const entry of entries) {
    if (batch.length === maxBatchEvents || (batch.length > 0 && chars + entry.body.length > maxBatchChars)) {
      yield batch;
      batch = [];
      chars = 0;
    }
    batch.push(entry);
    chars += entry.body.length;
  }
  if (batch.length > 0) yield batch;
}

/**
 * Tries until the batch is in: reads again what it was prepared with. Answers the devices whose identifications are to be
 * applied; null when the database is unavailable, or this invocation may ask it no more.
 */
async function storeBatch(db: D1Database, job: Job): Promise<PendingDevice[] | null> {
  for (let attempt = 1; attempt <= maxAttempts && statementsLeft(db) >= batchStatements; attempt++) {
    try {
      const prepared = prepareBatch(job);
      if (asksTooMuch(prepared) && job.batch.length > 1) return await storeHalves(db, job);
      return await appendAndScore(db, prepared);
    } catch (error) {
      if (isStale(error)) await reload(db, job);
      else if (!isTransient(error)) throw error;
    }
  }
  return null;
}

async function storeHalves(db: D1Database, job: Job): Promise<PendingDevice[] | null> {
  const half = job.batch.length >> 1;
  const first = await storeBatch(db, { ...job, batch: job.batch.slice(0, half) });
  const second = first && (await storeBatch(db, { ...job, batch: job.batch.slice(half) }));
  return second && [...first, ...second];
}

/** Many rules that cap by a long value make more of the asks than of the events. */
function asksTooMuch({ rows }: AppendBatch): boolean {
  let chars = 0;
  for (const { asks } of rows) {
    for (const { rule, nthWindow, capWindow } of asks) {
      chars += 120 + rule.length + (nthWindow?.length ?? 0) + (capWindow?.length ?? 0);
    }
  }
  return chars > maxBatchChars;
}

/** The events are in: what fails now of their identifications stays marked, and the scheduled sweep applies it. */
async function applyOrLeave(db: D1Database, pending: PendingDevice[]): Promise<void> {
  try {
    await applyIdentities(db, pending);
  } catch (error) {
    console.error('identifications are left to the scheduled sweep', rootOf(error));
  }
}

/**
 * Reads what the batch may have been refused for: its sites anew, and the leads of its events' owners. Events of a site that
 * is gone are dropped with it.
 */
async function reload(db: D1Database, job: Job): Promise<void> {
  const read = await Promise.all([...job.sites.keys()].map((id) => siteById(db, id, { maxAgeMs: 0 })));
  job.sites = new Map(read.filter((site) => site !== null).map((site) => [site.id, site]));
  job.batch = job.batch.filter(({ siteId }) => job.sites.has(siteId));
  job.earlier = true;
  job.leads = await readOwnerLeads(db, prepareBatch({ ...job, leads: [] }).rows);
}
