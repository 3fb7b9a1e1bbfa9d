// Counts dropped beacons in memory and writes the counts regularly: crawlers come in swarms, and a row for each beacon would cost
// as much as storing it. These counts are not exact: an isolate that ends loses up to 10 s of them.

import { addDropped, type DroppedCount } from '../store/log/dropped.ts';

/** Why a whole beacon was not stored. */
export type DropReason = Exclude<DroppedCount['reason'], 'erased'>;

/** A counter for one isolate. */
export interface DropCounter {
  /** Counts a beacon at `now` (UTC ms). Returns a promise for `waitUntil` if this call writes. */
  count(db: D1Database, drop: { site: number; reason: DropReason; now: number }): Promise<void> | null;
}

/** Writes the first time, then at most every `intervalMs`; `wait` is the clock. A failed write is retried with the next one. */
export function createDropCounter(intervalMs: number, wait: (ms: number) => Promise<unknown>): DropCounter {
  const counts = new Map<string, DroppedCount>();
  /** The time of the last scheduled write. While it is in the future, that write includes new counts. */
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
