// The calendar windows that caps and `nth` count in, all UTC, by `occurredAt`.

import type { Window } from '../../schema/model.ts';

const dayMs = 86_400_000;
/** 1 January 1970 was a Thursday: weeks begin three days before it. */
const mondayOffsetDays = 3;

/** The name of the window that a moment (UTC ms) falls into: a date, a month, the session's id, or ''. */
export function windowName(per: Window, occurredAt: number, session: string | null): string {
  switch (per) {
    case 'session':
      return session ?? '';
    case 'day':
      return dateOf(occurredAt);
    case 'week': {
      const day = Math.floor(occurredAt / dayMs);
      const weekday = (((day + mondayOffsetDays) % 7) + 7) % 7;
      return dateOf((day - weekday) * dayMs);
    }
    case 'month':
      return dateOf(occurredAt).slice(0, -3);
    case 'ever':
      return '';
  }
}

/** YYYY-MM-DD. `toISOString` takes five times as long, and a history of any length is told by its days. */
function dateOf(time: number): string {
  const date = new Date(time);
  return `${date.getUTCFullYear()}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
