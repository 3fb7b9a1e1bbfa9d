// Whether a site has fallen silent: nothing has arrived for hours that are busy on other days. A night is not such a time.

import { dayMs, hourMs } from '../../../schema/time/durations.ts';
import { countSeen, readLastSeen } from '../../store/log/last-seen.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';

/** How long nothing must have arrived. */
export const silentHours = 3;

/** When somebody was seen last may be stored an hour late. */
const lagHours = 1;

/** How many visitors the same hours must have had, a day and a week before. */
export const busyVisitors = 5;

/**
 * For how many whole hours at least nothing has arrived; null: less than `silentHours`, or it is not unusual. Compared are the
 * same hours of the last day and of the last weekday on which something could have arrived. Reads one row, and at most fifteen where
 * nothing has arrived.
 */
export async function silenceOf(db: D1Database, site: SiteConfig, now: number): Promise<number | null> {
  const of = { site: site.key, version: site.served.version };
  const last = await readLastSeen(db, of);
  const hours = last === null ? 0 : Math.floor((now - last) / hourMs) - lagHours;
  if (last === null || hours < silentHours) return null;
  const before = (stepMs: number) => {
    const to = now - stepMs * Math.ceil((now - last) / stepMs);
    return { from: to - silentHours * hourMs, to };
  };
  const periods = [before(dayMs), before(7 * dayMs)];
  const counts = await countSeen(db, of, { periods, most: busyVisitors });
  return counts.every((seen) => seen >= busyVisitors) ? hours : null;
}
