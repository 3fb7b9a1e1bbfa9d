// The windows of caps, `nth` and groups, by short names: a visitor's state keeps the open ones.

import type { Window } from '../../../schema/model/model.ts';
import { dayMs } from '../../../schema/time/durations.ts';
import { shortHash } from '../short-hash.ts';
import { type Calendar, utc } from './calendar.ts';

/** 1 January 1970 was a Thursday: weeks begin three days before. */
const mondayOffsetDays = 3;

/**
 * The name of a moment's window (UTC ms) for one `per`: its first calendar day as a number in base 36, counted from
 * 1 January 1970 (weeks begin on Mondays), a hash of the session, or '' if there is only one.
 */
export function windowName(
  per: Window,
  occurredAt: number,
  session: string | null,
  calendar: Calendar = utc,
): string {
  switch (per) {
    case 'session':
      return session === null ? '' : shortHash(session);
    case 'day':
      return nameOfDay(calendar.dayOf(occurredAt));
    case 'week': {
      const day = calendar.dayOf(occurredAt);
      const weekday = (((day + mondayOffsetDays) % 7) + 7) % 7;
      return nameOfDay(day - weekday);
    }
    case 'month': {
      const date = new Date(calendar.dayOf(occurredAt) * dayMs);
      return nameOfDay(Date.UTC(date.getUTCFullYear(), date.getUTCMonth()) / dayMs);
    }
    case 'ever':
      return '';
  }
}

function nameOfDay(day: number): string {
  return day.toString(36);
}
