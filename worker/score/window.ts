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

/** Dates told before: a log has few, and to work one out takes forty times as long as to look it up. */
const dates = new Map<number, string>();
const mostDates = 4_096;

function dateOf(time: number): string {
  const day = Math.floor(time / dayMs);
  let date = dates.get(day);
  if (date === undefined) {
    date = new Date(time).toISOString().split('T', 1)[0] as string;
    if (dates.size === mostDates) dates.clear();
    dates.set(day, date);
  }
  return date;
}
