// Counts dropped beacons in the isolate's memory and writes them down now and then: crawlers come in swarms, and a row
// written for each would cost what storing it costs. A count is no record: an isolate that dies takes 10 s of it along.

import { addDropped, type DroppedCount } from '../store/log/dropped.ts';

/** Why a whole beacon was not stored. */
export type DropReason = 'bot' | 'gpc' | 'excluded';

/** A counter for one isolate. */
export interface DropCounter {
  /** Counts a beacon at `now` (UTC ms). The promise, for `waitUntil`, is there when this call is the one that writes. */
  count(db: D1Database, drop: { site: number; reason: DropReason; now: number }): Promise<void> | null;
}

/** Writes at once, then at most every `intervalMs`; `wait` is the clock. A failed write is tried with the next. */
export function createDropCounter(intervalMs: number, wait: (ms: number) => Promise<unknown>): DropCounter {
  const counts = new Map<string, DroppedCount>();
  /** When the last write was due; while it is ahead, it will take what is counted meanwhile. */
  let dueAt = Number.NEGATIVE_INFINITY;

  async function write(db: D1Database, delayMs: number): Promise<void> {
    if (delayMs > 0) await wait(delayMs);
    const taken = [...counts.values()];
    counts.clear();
    try {
      await addDropped(db, taken);
    } catch {
      for (const count of taken) add(counts, count);
    }
  }

  return {
    count(db, { site, reason, now }) {
      add(counts, { site, reason, day: new Date(now).toISOString().slice(0, 10), beacons: 1 });
      if (now < dueAt) return null;
      dueAt = Math.max(now, dueAt + intervalMs);
      return write(db, dueAt - now);
    },
  };
}

function add(counts: Map<string, DroppedCount>, more: DroppedCount): void {
  const key = `${more.day} ${more.reason} ${more.site}`;
  const known = counts.get(key);
  if (known) known.beacons += more.beacons;
  else counts.set(key, { ...more });
}
