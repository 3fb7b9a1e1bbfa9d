// Events on their way in, made ready to be stored: each once, with its anonymous visitor and its body as JSON, and in batches.

import type { NewEvent } from '../../score/event.ts';
import type { AuditEntry } from '../../store/sites/audit.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { anonymousVisitor } from '../visitor-id.ts';
import type { Entry } from './entry.ts';

/** One transaction’s worth: D1 takes 2 MB in a parameter (a character is three bytes at most), and 30 s for a whole batch. */
const maxBatchEvents = 100;
const maxBatchChars = 600_000;

/** An event and the site it is for. */
export interface Arrival {
  site: SiteConfig;
  event: NewEvent;
  /** What the audit says of it, where somebody did it by hand: written with the event, or not at all. */
  record?: AuditEntry;
}

/** The same event twice in one batch: the first counts. */
function withoutRepeats(arrivals: Arrival[]): Arrival[] {
  const known = new Map<string, Arrival>();
  for (const arrival of arrivals) {
    const key = `${arrival.site.key}\n${arrival.event.device}\n${arrival.event.id}`;
    if (!known.has(key)) known.set(key, arrival);
  }
  return [...known.values()];
}

/** Events as they are stored, each once. A device has many of them, and one anonymous visitor: it is hashed once. */
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

/** Cuts them into batches, one transaction's worth each. */
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
