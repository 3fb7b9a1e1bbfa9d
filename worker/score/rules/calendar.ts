// The calendar of a time zone: the day of a time, and the start of a day. Pure. Rules need it for every event, so Intl is called
// only once for each UTC day, for the offsets at its two ends.

import { dayMs } from '../../../schema/time/durations.ts';

/** Days are counted from 1 January 1970. Moments are UTC ms. A day with a clock change has between 23 and 25 hours. */
export interface Calendar {
  /** The day of a moment. */
  dayOf(moment: number): number;
  /** The first moment of a day; if the zone skips it, of the next. */
  startOf(day: number): number;
}

/** The calendar of UTC. */
export const utc: Calendar = {
  dayOf: (moment) => Math.floor(moment / dayMs),
  startOf: (day) => day * dayMs,
};

const calendars = new Map<string, Calendar>([['UTC', utc]]);

/** The calendar of a zone, by its IANA name. */
export function calendarOf(zone: string): Calendar {
  const known = calendars.get(zone);
  if (known) return known;
  const offsetAt = offsetsOf(zone);
  const dayOf = (moment: number) => Math.floor((moment + offsetAt(moment)) / dayMs);
  const startOf = (day: number) => {
    const midnight = day * dayMs;
    const [early, late] = [midnight - dayMs, midnight + dayMs].map((near) => midnight - offsetAt(near));
    return firstMoment(
      Math.min(early as number, late as number),
      Math.max(early as number, late as number),
      (moment) => dayOf(moment) >= day,
    );
  };
  const calendar = { dayOf, startOf };
  calendars.set(zone, calendar);
  return calendar;
}

/** A UTC day of a zone: the offsets from UTC in ms, and the moment when the offset changes, if it does. */
interface Span {
  readonly before: number;
  readonly changesAt: number;
  readonly after: number;
}

/** Remembered spans per zone: ten years. Servers may send events of any age. */
const maxSpans = 3_660;

/** The offset of a zone at a moment, in ms: local time minus UTC. */
function offsetsOf(zone: string): (moment: number) => number {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const spans = new Map<number, Span>();
  const spanOf = (day: number): Span => {
    const before = askedOffset(format, day * dayMs);
    const after = askedOffset(format, (day + 1) * dayMs);
    const hasChanged = (moment: number) => askedOffset(format, moment) !== before;
    const changesAt =
      before === after ? Number.POSITIVE_INFINITY : firstMoment(day * dayMs, (day + 1) * dayMs, hasChanged);
    return { before, changesAt, after };
  };
  return (moment) => {
    const day = Math.floor(moment / dayMs);
    let span = spans.get(day);
    if (!span) {
      span = spanOf(day);
      if (spans.size >= maxSpans) spans.clear();
      spans.set(day, span);
    }
    return moment < span.changesAt ? span.before : span.after;
  };
}

/** From Intl's text: `1/1/1970, GMT+05:30`, with seconds before zones were whole minutes. */
function askedOffset(format: Intl.DateTimeFormat, moment: number): number {
  const [, sign, hours = 0, minutes = 0, seconds = 0] =
    /GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(format.format(moment)) ?? [];
  const offset = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
  return sign === '-' ? -offset : offset;
}

/** The first moment after `from`, at most `until`, that `holds`; `until` does. */
function firstMoment(from: number, until: number, holds: (moment: number) => boolean): number {
  let [low, high] = [from, until];
  if (holds(low)) return low;
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
