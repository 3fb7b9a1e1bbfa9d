// Prepares incoming events for storage: without duplicates, with the anonymous visitor and the body as JSON, in batches.

import type { NewEvent } from '../../score/event.ts';
import type { AuditEntry } from '../../store/sites/audit.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { anonymousVisitor } from '../common/visitor-id.ts';
import type { Entry } from './entry.ts';

/**
 * The size of one transaction: D1 allows 2 MB per parameter (a character has up to three bytes), and 30 s per batch. The 500
 * events or outcomes of a call take four, which fit into an invocation on the free plan.
 */
const maxBatchEvents = 125;
const maxBatchChars = 600_000;

/** An event and its site. */
export interface Arrival {
  site: SiteConfig;
  event: NewEvent;
  /** The audit entry of a manual action, written together with the event. */
  record?: AuditEntry;
}

/** If a batch has the same event twice, the first counts. */
function withoutRepeats(arrivals: Arrival[]): Arrival[] {
  const known = new Map<string, Arrival>();
  for (const arrival of arrivals) {
    const key = `${arrival.site.key}\n${arrival.event.device}\n${arrival.event.id}`;
    if (!known.has(key)) known.set(key, arrival);
  }
  return [...known.values()];
}

/** The events to store, without duplicates. Hashes each device once, because a device has many events and one anonymous visitor. */
export function entriesOf(arrivals: Arrival[]): Promise<Entry[]> {
  const hashed = new Map<string, Promise<string>>();
  const visitorOf = ({ site, event }: Arrival) => {
    const key = `${site.key}\n${event.device}`;
    const visitor = hashed.get(key) ?? anonymousVisitor(site.visitorKey, event.device);
    hashed.set(key, visitor);
    return visitor;
  };
  return Promise.all(
    withoutRepeats(arrivals).map(async (arrival) => ({
      siteKey: arrival.site.key,
      event: arrival.event,
      record: arrival.record,
      anonymous: await visitorOf(arrival),
      body: JSON.stringify(arrival.event.body),
    })),
  );
}

/** Splits entries into batches, one per transaction. */
export function* batchesOf(entries: Entry[]): Generator<Entry[]> {
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
