// A model is a guess about buyers, and buyers change: after half a year somebody should look at it again.

import { dayMs } from '../../../schema/time/durations.ts';

/** Half a year, in ms. */
const staleMs = 183 * dayMs;

/** Whether a model was published longer ago than half a year; null: it was not published. Times are UTC ms. */
export function isStale(publishedAt: number | null, now: number): publishedAt is number {
  return publishedAt !== null && now - publishedAt > staleMs;
}

/** The reminder for the API, with the day in UTC as ISO 8601; null before it is due. Times are UTC ms. */
export function reminderOf(publishedAt: number | null, now: number): string | null {
  if (!isStale(publishedAt, now)) return null;
  const day = new Date(publishedAt).toISOString().slice(0, 10);
  return (
    `This model has been served since ${day}, for more than six months. ` +
    'Check whether it had your recent buyers as hot, and preview a better one.'
  );
}
