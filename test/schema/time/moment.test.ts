// Which times inputs take, and what is said of the others.

import { describe, expect, test } from 'vitest';
import { moment } from '../../../schema/time/moment.ts';

const at = Date.UTC(2026, 10, 22, 13, 0, 0);
const midnight = Date.UTC(2026, 10, 22);
const minute = 60_000;
const hour = 60 * minute;

describe('a time is taken as', () => {
  test.each<[unknown, number]>([
    [at, at],
    [String(at), at],
    [0, 0],
    [99_999_999, 99_999_999],
    [100_000_000_000, 100_000_000_000],
    ['2026-11-22', midnight],
    ['20261122', midnight],
    ['2026-11-22T13:00', at],
    ['2026-11-22T13:00Z', at],
    ['2026-11-22t13:00:00z', at],
    ['2026-11-22 13:00:00', at],
    ['2026-11-22T13:00:00', at],
    ['2026-11-22T13:00:00.5', at + 500],
    ['2026-11-22T13:00:00,25Z', at + 250],
    ['2026-11-22T13:00:00.123456Z', at + 123],
    ['2026-11-22T13:00:00.0000000Z', at],
    ['2026-11-22T13:00:00.123456789Z', at + 123],
    ['2026-11-22T13:00:00.123456789012Z', at + 123],
    // RFC 9557: Temporal's and Java's ZonedDateTime.
    ['2026-11-22T14:00:00+01:00[Europe/Berlin]', at],
    ['2026-11-22T14:00+01:00[Europe/Berlin][u-ca=gregory]', at],
    ['2026-11-22T13:00:00Z[Etc/UTC]', at],
    ['20261122T130000Z', at],
    ['20261122T1300Z', at],
    ['2026-11-22T14:00:00+01:00', at],
    ['2026-11-22T14:00:00+0100', at],
    ['2026-11-22T14:00:00+01', at],
    ['2026-11-22T14:00+0100', at],
    ['2026-11-22T14:00:00 01:00', at],
    ['2026-11-22T14:00:00 0100', at],
    ['2026-11-22 14:00:00 +0100', at],
    ['2026-11-22 13:00:00 UTC', at],
    ['2026-11-22 13:00:00+00', at],
    ['2026-11-22T07:30:00-05:30', at],
    ['2026-11-22T08:00:00\u221205:00', at],
    ['2026-11-22T24:00:00Z', midnight + 24 * hour],
    ['2026-11-22T12:59:60Z', at],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    [' 2026-11-22T13:00:00Z\n', at],
    ['1970-01-01', 0],
    ['9999-12-31T23:59:59Z', Date.UTC(9999, 11, 31, 23, 59, 59)],
  ])('%j', (given, ms) => {
    expect(moment.safeParse(given)).toEqual({ success: true, data: ms });
  });
});

const form = /UTC milliseconds, or ISO 8601/;
const range = /between the years 1970 and 275760/;

describe('a time is refused as', () => {
  test.each<[string, unknown, RegExp]>([
    [
      'Unix seconds',
      1_700_000_000,
      /Unix seconds \(2023-11-14T22:13:20.000Z\): send milliseconds, 1700000000000/,
    ],
    ['Unix seconds of the last century', 100_000_000, /Unix seconds/],
    ['Unix seconds just below the range', 99_999_999_999, /Unix seconds/],
    ['Unix seconds with a fraction', 1_700_000_000.25, /Unix seconds.*1700000000250/],
    ['Unix seconds in a text', '1700000000', /Unix seconds/],
    ['Unix seconds with a fraction in a text', '1700000000.123', /Unix seconds/],
    ['microseconds', 1_700_000_000_000_000, /Unix microseconds.*1700000000000$/],
    ['nanoseconds', 1_700_000_000_000_000_000, /Unix nanoseconds.*1700000000000$/],
    ['a fraction of a millisecond', at + 0.5, /whole milliseconds/],
    ['a time before 1970', -1, range],
    ['a date before 1970', '1969-12-31', range],
    ['a time beyond all dates', 1e300, range],
    ['a day that the month lacks', '2026-02-29', form],
    ['a thirteenth month', '2026-13-01', form],
    ['an hour beyond the day', '2026-11-22T25:00:00Z', form],
    ['a time after the end of the day', '2026-11-22T24:00:01Z', form],
    ['a minute beyond the hour', '2026-11-22T13:60Z', form],
    ['a zone beyond a day', '2026-11-22T13:00:00+24:00', form],
    ['an hour alone', '2026-11-22T13', form],
    ['a month alone', '2026-11', form],
    ['a year alone', '2026', form],
    ['the name of a zone without an offset', '2026-11-22T14:00[Europe/Berlin]', form],
    ['another order', '22.11.2026', form],
    ['an American date', '11/22/2026', form],
    ['words', 'yesterday', form],
    ['nothing', '', form],
    ['what follows a time', '2026-11-22T13:00:00Z and more', form],
    ['null', null, form],
    ['a list', [at], form],
  ])('%s', (_, given, message) => {
    const parsed = moment.safeParse(given);
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues.map((issue) => issue.message)).toEqual([expect.stringMatching(message)]);
  });
});
