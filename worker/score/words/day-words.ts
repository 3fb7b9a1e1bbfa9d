// Formats times for sentences about a score. Pure: the sentence's time, the present, the zone and the words are arguments. All
// times are UTC ms.

import { dayMs } from '../../../schema/time/durations.ts';
import type { ScoreWords } from './score-words.ts';

/** `at`: the time that the sentence is about. `now`: the present. `zone`: an IANA name, which defines the days. `words`: of the language. */
export interface Telling {
  at: number;
  now: number;
  zone: string;
  words: ScoreWords;
}

/** Formats are expensive to create, and few: one per locale, zone and shape is kept. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(
  { zone, words: { locale } }: Telling,
  shape: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${JSON.stringify(shape)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { ...shape, timeZone: zone });
    formats.set(key, format);
  }
  return format;
}

/** The calendar day of a time in the zone, as days since 1 January 1970. */
function dayOf(moment: number, telling: Telling): number {
  const parts = formatOf(telling, { year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(
    moment,
  );
  const numberOf = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(numberOf('year'), numberOf('month') - 1, numberOf('day')) / dayMs;
}

/** `3 March`, with the year if it is not the year of `beside`. */
function dateOf(moment: number, beside: number, telling: Telling): string {
  const yearOf = (each: number) => formatOf(telling, { year: 'numeric' }).format(each);
  const hasYear = yearOf(moment) !== yearOf(beside);
  const year = hasYear ? { year: 'numeric' as const } : {};
  return formatOf(telling, { day: 'numeric', month: 'long', ...year }).format(moment);
}

/**
 * `today`, `yesterday`, `on Tuesday` within a week, otherwise `on 3 March`, with the year if it is not this year. A sentence
 * about a day other than today only has dates: readers would take its `yesterday` for their own.
 */
export function onDay(moment: number, telling: Telling): string {
  const {
    at,
    now,
    words: { days },
  } = telling;
  const today = dayOf(at, telling);
  const ago = today - dayOf(moment, telling);
  if (today !== dayOf(now, telling) || ago > 6) return days.on(dateOf(moment, at, telling));
  if (ago === 0) return days.today;
  return ago === 1 ? days.yesterday : days.on(formatOf(telling, { weekday: 'long' }).format(moment));
}

/** `As of 3 March`, `By 3 April, if nothing more happens`; for today with the time of day; null for the present. */
export function asOf(telling: Telling): string | null {
  const {
    at,
    now,
    words: { days },
  } = telling;
  if (at === now) return null;
  const words = at < now ? days.pastTime : days.futureTime;
  if (dayOf(at, telling) !== dayOf(now, telling)) return words.date(dateOf(at, now, telling));
  return words.today(formatOf(telling, { hour: '2-digit', minute: '2-digit' }).format(at));
}
