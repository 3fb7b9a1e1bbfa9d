// Warming or cooling: what a score has gained or lost over a week, computed from the heat of its last days.

import { type Decay, scoreOfHeat } from '../decay.ts';
import { type Calendar, utc } from '../rules/calendar.ts';

/** Days that the change is over: from the beginning of the day so many days ago. */
const trendDays = 7;

/** Days of which a `score` row keeps the heat; one more than are asked for, since a batch may arrive just before midnight. */
const keptDays = trendDays + 1;

/** Heat by day of the calendar, counted from 1 January 1970. */
export type HeatByDay = Readonly<Record<string, number>>;

/** Without the days that no trend from `moment` (UTC ms) on looks at. */
export function lastDays(
  heatByDay: HeatByDay,
  moment: number,
  calendar: Calendar = utc,
): Record<string, number> {
  const first = calendar.dayOf(moment) - keptDays;
  return Object.fromEntries(Object.entries(heatByDay).filter(([day]) => Number(day) >= first));
}

/** Where a trend as of `at` begins: the day, and its first moment in UTC ms. */
export function trendStart(at: number, calendar: Calendar = utc): { day: number; moment: number } {
  const day = calendar.dayOf(at) - trendDays;
  return { day, moment: calendar.startOf(day) };
}

/**
 * The score at `at` (UTC ms) less what it was seven days before, at the beginning of that day, by what had occurred by
 * then; rounded to 2 decimals.
 */
export function changeAt(
  decay: Decay & { readonly calendar: Calendar },
  { heat, heatByDay }: { heat: number; heatByDay: HeatByDay },
  at: number,
): number {
  const { day, moment } = trendStart(at, decay.calendar);
  const since = Object.entries(heatByDay).reduce(
    (sum, [of, gained]) => sum + (Number(of) >= day ? gained : 0),
    0,
  );
  const change = scoreOfHeat(decay, heat, at) - scoreOfHeat(decay, heat - since, moment);
  return Math.round(change * 100) / 100 + 0;
}
