// Whether the tag of a site works: when it last sent something, from where, and what was not stored.

import type { Plan } from '../../../schema/plan.ts';
import { dayMs } from '../../../schema/time/durations.ts';
import { ticksPerMs } from '../../score/standing/step.ts';
import { type DroppedCount, readDropped } from '../../store/log/dropped.ts';
import { readLatestArrival } from '../../store/log/latest-arrival.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { type DayRows, readUsage } from '../../store/sites/usage.ts';

/** How many days of dropped beacons are summed up, UTC days with today. */
export const droppedDays = 7;

/** A beacon that was recorded, as the log shows it. */
export interface RecordedBeacon {
  /** Its arrival, UTC ms. */
  at: number;
  /** The page, without query; null: it named none. */
  page: string | null;
  /** How many events of each kind. */
  kinds: readonly [kind: string, count: number][];
}

/**
 * `latest`: the last event of a browser; `at` is its arrival, UTC ms; `origin` is what the browser said of its page. Null: the tag
 * has sent nothing, or not for long; `hasVisitors` then says whether the site's server has sent somebody.
 */
export interface InstallCheck {
  latest: { at: number; origin: string | null } | null;
  hasVisitors: boolean;
  /** The last ten, newest first; none where the last visitors have too many events to tell. */
  beacons: RecordedBeacon[];
  dropped: Pick<DroppedCount, 'reason' | 'beacons'>[];
  /** UTC days on which the free plan's rows were used up: beacons were refused, and could not be counted either. */
  usedUpDays: string[];
}

/**
 * From this share of the plan's rows on, a day is said to be used up: rows are counted in steps, and the last steps of such a day
 * cannot be written (worker/store/sites/usage.ts).
 */
const usedUpShare = 0.99;

/** The check as of `now`, UTC ms. Three round trips at a time. */
export async function checkInstall(
  db: D1Database,
  site: SiteConfig,
  { now, plan }: { now: number; plan: Plan },
): Promise<InstallCheck> {
  const since = new Date(now - (droppedDays - 1) * dayMs).toISOString().slice(0, 10);
  const [{ latest, hasVisitors, arrivals }, dropped, { days }] = await Promise.all([
    readLatestArrival(db, site.key, site.served.version),
    readDropped(db, site.key, since),
    readUsage(db, since),
  ]);
  return {
    latest: latest && { at: latest.arrival / ticksPerMs, origin: urlOf(latest.url)?.origin ?? null },
    hasVisitors,
    beacons: arrivals.map(({ arrival, url, kinds }) => {
      const page = urlOf(url);
      return { at: arrival / ticksPerMs, page: page && page.origin + page.pathname, kinds: [...kinds] };
    }),
    dropped,
    usedUpDays: usedUpDays(days, plan),
  };
}

/** Oldest first. The paid plan refuses nothing. */
function usedUpDays(days: readonly DayRows[], plan: Plan): string[] {
  if (plan.dollarsAMillionRows !== null) return [];
  const least = plan.rowsWritten * usedUpShare;
  return days.flatMap(({ day, rowsWritten }) => (rowsWritten >= least ? [day] : [])).reverse();
}

/** A page's URL; null for anything that is no page. */
function urlOf(url: string | null): URL | null {
  const parsed = url !== null && URL.canParse(url) ? new URL(url) : null;
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed : null;
}
