// The change of a score over a week and its course over a month, computed from the heat of its last days.

import { type Decay, scoreOfHeat } from '../decay.ts';
import { type Calendar, utc } from '../rules/calendar.ts';
import { shownScore } from './standing-now.ts';

/** The period of the change in days, from the start of the day that many days ago. */
const trendDays = 7;

/** The days of a score's history, today among them. */
export const historyDays = 30;

/** Days before today whose heat a `score` row keeps: one more than needed, because a batch may arrive just before midnight. */
const keptDays = historyDays;

/** Heat by day of the calendar, counted from 1 January 1970. */
export type HeatByDay = Readonly<Record<string, number>>;

/** Removes days that no trend or history from `moment` (UTC ms) on needs. */
export function lastDays(
  heatByDay: HeatByDay,
  moment: number,
  calendar: Calendar = utc,
): Record<string, number> {
  const first = calendar.dayOf(moment) - keptDays;
  return Object.fromEntries(Object.entries(heatByDay).filter(([day]) => Number(day) >= first));
}

/** The start of a trend as of `at`: the day, and its start in UTC ms. */
export function trendStart(at: number, calendar: Calendar = utc): { day: number; moment: number } {
  const day = calendar.dayOf(at) - trendDays;
  return { day, moment: calendar.startOf(day) };
}

/**
 * The score at `at` (UTC ms) minus the score seven days before, at the start of that day, by what had occurred until then. Both are
 * as shown, so a score that stays below 0 does not change. worker/store/visitors/visitor-list-sql.ts computes the same.
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
  const [is, was] = [scoreOfHeat(decay, heat, at), scoreOfHeat(decay, heat - since, moment)].map(shownScore);
  return Math.round(((is as number) - (was as number)) * 100) / 100 + 0;
}

/**
 * The score at the end of each of the last 30 days, as shown then by what had occurred; the last is the score at `at` (UTC ms).
 * Oldest first.
 */
export function scoresByDay(
  decay: Decay & { readonly calendar: Calendar },
  { heat, heatByDay }: { heat: number; heatByDay: HeatByDay },
  at: number,
): number[] {
  const { calendar } = decay;
  const today = calendar.dayOf(at);
  const scores: number[] = [];
  let held = heat;
  for (let day = today; day > today - historyDays; day--) {
    const moment = day === today ? at : calendar.startOf(day + 1);
    scores.push(shownScore(scoreOfHeat(decay, held, moment)));
    held -= heatByDay[day] ?? 0;
  }
  return scores.reverse();
}
