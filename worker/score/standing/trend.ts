// Warming or cooling: what a score has gained or lost over a week, computed from the heat of its last days.

import { type Decay, scoreOfHeat } from '../decay.ts';
import { shownScore } from './standing-now.ts';

const dayMs = 86_400_000;

/** Days that the change is over: from the beginning of the UTC day so many days ago. */
const trendDays = 7;

/** Days of which a `score` row keeps the heat; one more than are asked for, since a batch may arrive just before midnight. */
const keptDays = trendDays + 1;

/** Heat by UTC day, counted from 1 January 1970. */
export type HeatByDay = Readonly<Record<string, number>>;

/** The UTC day that a moment (UTC ms) is of. */
export function dayOf(moment: number): number {
  return Math.floor(moment / dayMs);
}

/** Without the days that no trend from `moment` (UTC ms) on looks at. */
export function lastDays(heatByDay: HeatByDay, moment: number): Record<string, number> {
  const first = dayOf(moment) - keptDays;
  return Object.fromEntries(Object.entries(heatByDay).filter(([day]) => Number(day) >= first));
}

/** Where a trend as of `at` begins: the day, and its first moment in UTC ms. */
export function trendStart(at: number): { day: number; moment: number } {
  const day = dayOf(at) - trendDays;
  return { day, moment: day * dayMs };
}

/**
 * The score at `at` (UTC ms) less what it was seven days before, at the beginning of that UTC day, by what had occurred by
 * then: both as they are shown, so what fades below 0 is no change. worker/store/visitors/visitor-list-sql.ts does the same.
 */
export function changeAt(
  decay: Decay,
  { heat, heatByDay }: { heat: number; heatByDay: HeatByDay },
  at: number,
): number {
  const { day, moment } = trendStart(at);
  const since = Object.entries(heatByDay).reduce(
    (sum, [of, gained]) => sum + (Number(of) >= day ? gained : 0),
    0,
  );
  const [is, was] = [scoreOfHeat(decay, heat, at), scoreOfHeat(decay, heat - since, moment)].map(shownScore);
  return Math.round(((is as number) - (was as number)) * 100) / 100 + 0;
}
