// Days, weeks and months of time zones: where clocks are changed, where they differ by half hours, and against Temporal.

import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Window } from '../../../schema/model/model.ts';
import { type Calendar, calendarOf, utc } from '../../../worker/score/rules/calendar.ts';
import { windowName } from '../../../worker/score/rules/window.ts';

const dayMs = 86_400_000;
const hour = 3_600_000;
const at = (text: string) => Date.parse(text);
const dayNamed = (date: string) => at(date) / dayMs;

describe('a day', () => {
  it.each<[zone: string, moment: string, date: string]>([
    ['UTC', '2026-11-15T23:59:59.999Z', '2026-11-15'],
    ['UTC', '2026-11-16T00:00:00.000Z', '2026-11-16'],
    ['Europe/Berlin', '2026-11-15T22:59:59.999Z', '2026-11-15'],
    ['Europe/Berlin', '2026-11-15T23:00:00.000Z', '2026-11-16'],
    ['Europe/Berlin', '2026-07-15T21:59:59.999Z', '2026-07-15'],
    ['Europe/Berlin', '2026-07-15T22:00:00.000Z', '2026-07-16'],
    // Of 23 hours, and of 25.
    ['Europe/Berlin', '2026-03-28T22:59:59.999Z', '2026-03-28'],
    ['Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29'],
    ['Europe/Berlin', '2026-03-29T21:59:59.999Z', '2026-03-29'],
    ['Europe/Berlin', '2026-03-29T22:00:00.000Z', '2026-03-30'],
    ['Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25'],
    ['Europe/Berlin', '2026-10-25T22:59:59.999Z', '2026-10-25'],
    ['Europe/Berlin', '2026-10-25T23:00:00.000Z', '2026-10-26'],
    ['America/New_York', '2026-03-08T04:59:59.999Z', '2026-03-07'],
    ['America/New_York', '2026-03-08T05:00:00.000Z', '2026-03-08'],
    ['America/New_York', '2026-03-09T03:59:59.999Z', '2026-03-08'],
    ['America/New_York', '2026-03-09T04:00:00.000Z', '2026-03-09'],
    ['America/New_York', '2026-11-02T04:59:59.999Z', '2026-11-01'],
    ['America/New_York', '2026-11-02T05:00:00.000Z', '2026-11-02'],
    // Half hours and quarters; half an hour of summer time.
    ['Asia/Kolkata', '2026-11-15T18:29:59.999Z', '2026-11-15'],
    ['Asia/Kolkata', '2026-11-15T18:30:00.000Z', '2026-11-16'],
    ['Asia/Kathmandu', '2026-11-15T18:14:59.999Z', '2026-11-15'],
    ['Asia/Kathmandu', '2026-11-15T18:15:00.000Z', '2026-11-16'],
    ['America/St_Johns', '2026-11-16T03:29:59.999Z', '2026-11-15'],
    ['America/St_Johns', '2026-11-16T03:30:00.000Z', '2026-11-16'],
    ['Australia/Lord_Howe', '2026-04-04T12:59:59.999Z', '2026-04-04'],
    ['Australia/Lord_Howe', '2026-04-04T13:00:00.000Z', '2026-04-05'],
    ['Australia/Lord_Howe', '2026-04-05T13:29:59.999Z', '2026-04-05'],
    ['Australia/Lord_Howe', '2026-04-05T13:30:00.000Z', '2026-04-06'],
    // The far ends.
    ['Pacific/Kiritimati', '2026-11-15T09:59:59.999Z', '2026-11-15'],
    ['Pacific/Kiritimati', '2026-11-15T10:00:00.000Z', '2026-11-16'],
    ['Pacific/Pago_Pago', '2026-11-16T10:59:59.999Z', '2026-11-15'],
    ['Pacific/Pago_Pago', '2026-11-16T11:00:00.000Z', '2026-11-16'],
    // Seconds, long ago.
    ['Africa/Monrovia', '1970-01-01T00:44:29.999Z', '1969-12-31'],
    ['Africa/Monrovia', '1970-01-01T00:44:30.000Z', '1970-01-01'],
  ])('of %s at %s is %s', (zone, moment, date) => {
    expect(calendarOf(zone).dayOf(at(moment))).toBe(dayNamed(date));
  });

  it.each<[zone: string, date: string, begins: string, hours: number]>([
    ['UTC', '2026-11-16', '2026-11-16T00:00:00.000Z', 24],
    ['Europe/Berlin', '2026-11-16', '2026-11-15T23:00:00.000Z', 24],
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z', 23],
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00.000Z', 25],
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00.000Z', 24.5],
    // At midnight the clocks go to one, so the day begins there; or back to eleven, so that the day before is longer.
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z', 23],
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z', 23],
    ['Africa/Cairo', '2026-10-29', '2026-10-28T21:00:00.000Z', 25],
    // Samoa had no 30 December 2011.
    ['Pacific/Apia', '2011-12-29', '2011-12-29T10:00:00.000Z', 24],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z', 0],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z', 24],
  ])('of %s on %s begins at %s and has %d hours', (zone, date, begins, hours) => {
    const { startOf } = calendarOf(zone);
    const day = dayNamed(date);
    expect(new Date(startOf(day)).toISOString()).toBe(begins);
    expect((startOf(day + 1) - startOf(day)) / hour).toBe(hours);
  });
});

describe('in Berlin, a window', () => {
  const berlin = calendarOf('Europe/Berlin');
  it.each<[Window, string, string]>([
    ['week', '2026-11-15T22:59:59.999Z', '2026-11-09'],
    ['week', '2026-11-15T23:00:00.000Z', '2026-11-16'],
    ['week', '2026-03-29T21:59:59.999Z', '2026-03-23'],
    ['week', '2026-03-29T22:00:00.000Z', '2026-03-30'],
    ['month', '2026-01-31T22:59:59.999Z', '2026-01'],
    ['month', '2026-01-31T23:00:00.000Z', '2026-02'],
    ['month', '2026-12-31T22:59:59.999Z', '2026-12'],
    ['month', '2026-12-31T23:00:00.000Z', '2027-01'],
  ])('of a %s at %s begins on %s', (per, moment, first) => {
    expect(windowName(per, at(moment), null, berlin)).toBe(dayNamed(first).toString(36));
  });
});

/** Days since 1 January 1970 by Temporal. */
const dayOfDate = (date: Temporal.PlainDate) => date.since('1970-01-01', { largestUnit: 'day' }).days;

/** What each calendar says must be, by Temporal. */
function expected(zone: string, moment: number) {
  const local = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone);
  const date = local.toPlainDate();
  return {
    day: dayOfDate(date).toString(36),
    week: dayOfDate(date.subtract({ days: date.dayOfWeek - 1 })).toString(36),
    month: dayOfDate(date.with({ day: 1 })).toString(36),
    start: local.startOfDay().epochMilliseconds,
  };
}

function found(calendar: Calendar, moment: number) {
  return {
    day: windowName('day', moment, null, calendar),
    week: windowName('week', moment, null, calendar),
    month: windowName('month', moment, null, calendar),
    start: calendar.startOf(calendar.dayOf(moment)),
  };
}

test('days, weeks, months and midnights of every zone are Temporal’s, at any moment and around every change of clocks', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const anyMoment = fc.integer({ min: Date.UTC(2012, 0), max: Date.UTC(2060, 0) });
  const nearChange = fc
    .tuple(fc.constantFrom(...zones), anyMoment, fc.integer({ min: -2 * hour, max: 26 * hour }))
    .map(([zone, from, off]): [string, number] => {
      const change = Temporal.Instant.fromEpochMilliseconds(from)
        .toZonedDateTimeISO(zone)
        .getTimeZoneTransition('next');
      return [zone, (change?.epochMilliseconds ?? from) + off - 24 * hour];
    });
  fc.assert(
    fc.property(fc.oneof(fc.tuple(fc.constantFrom(...zones), anyMoment), nearChange), ([zone, moment]) => {
      expect([zone, found(calendarOf(zone), moment)]).toEqual([zone, expected(zone, moment)]);
    }),
    { numRuns: 3_000 },
  );
});

test('a calendar that was asked for thousands of days still answers as one that was asked for none', () => {
  const tokyo = calendarOf('Asia/Tokyo');
  for (let day = 0; day < 12_000; day++) expect(tokyo.dayOf(day * dayMs)).toBe(day);
  expect(tokyo.dayOf(15 * hour - 1)).toBe(0);
  expect(tokyo.dayOf(15 * hour)).toBe(1);
});

test('a thousand moments of a day ask Intl no more than one does', () => {
  const asked = calls(() => calendarOf('Asia/Tashkent').dayOf(0));
  expect(asked).toBeGreaterThan(0);
  expect(calls(() => range(1_000).map((n) => calendarOf('Asia/Tashkent').dayOf(n)))).toBe(0);
  expect(calls(() => range(1_000).map((n) => utc.dayOf(n * dayMs)))).toBe(0);
});

const range = (length: number) => Array.from({ length }, (_, n) => n);

/** How often Intl was asked to write a moment. */
function calls(work: () => unknown): number {
  const property = Object.getOwnPropertyDescriptor(
    Intl.DateTimeFormat.prototype,
    'format',
  ) as PropertyDescriptor;
  let count = 0;
  Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
    ...property,
    get() {
      count++;
      return property.get?.call(this);
    },
  });
  work();
  Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', property);
  return count;
}
