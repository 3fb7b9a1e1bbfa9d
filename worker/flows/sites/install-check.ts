// Whether the tag of a site works: when it last sent something, from where, and what was not stored.

import { ticksPerMs } from '../../score/standing/step.ts';
import { type DroppedCount, readDropped } from '../../store/log/dropped.ts';
import { readLatestArrival } from '../../store/log/latest-arrival.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';

const dayMs = 86_400_000;

/** How many days of dropped beacons are summed up, UTC days with today. */
export const droppedDays = 7;

/**
 * `latest`: the last event of a browser; `at` is its arrival, UTC ms; `origin` is what the browser said of its page. Null: the tag
 * has sent nothing, or not for long; `hasVisitors` then says whether the site's server has sent somebody.
 */
export interface InstallCheck {
  latest: { at: number; origin: string | null } | null;
  hasVisitors: boolean;
  dropped: Pick<DroppedCount, 'reason' | 'beacons'>[];
}

/** The check as of `now`, UTC ms. Two round trips at a time. */
export async function checkInstall(db: D1Database, site: SiteConfig, now: number): Promise<InstallCheck> {
  const since = new Date(now - (droppedDays - 1) * dayMs).toISOString().slice(0, 10);
  const [{ latest, hasVisitors }, dropped] = await Promise.all([
    readLatestArrival(db, site.key, site.served.version),
    readDropped(db, site.key, since),
  ]);
  return {
    latest: latest && { at: latest.arrival / ticksPerMs, origin: originOf(latest.url) },
    hasVisitors,
    dropped,
  };
}

function originOf(url: string | null): string | null {
  const parsed = url !== null && URL.canParse(url) ? new URL(url) : null;
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.origin : null;
}
