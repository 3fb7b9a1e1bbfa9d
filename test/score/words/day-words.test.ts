// Days as sentences name them: each boundary at midnight of the zone, and both its neighbours.

import { describe, expect, it } from 'vitest';
import { asOf, onDay } from '../../../worker/score/words/day-words.ts';
import { englishWords } from '../../../worker/score/words/score-words.ts';

const at = (text: string) => Date.parse(text);
/** Sunday 22 November 2026, in the early afternoon. */
const now = at('2026-11-22T13:05:00Z');
const present = { at: now, now, zone: 'UTC', words: englishWords };

describe('the day of something that happened', () => {
  it.each([
    ['2026-11-22T13:05:00.000Z', 'today'],
    ['2026-11-22T00:00:00.000Z', 'today'],
    ['2026-11-21T23:59:59.999Z', 'yesterday'],
    ['2026-11-21T00:00:00.000Z', 'yesterday'],
    ['2026-11-20T23:59:59.999Z', 'on Friday'],
    ['2026-11-17T12:00:00.000Z', 'on Tuesday'],
    ['2026-11-16T00:00:00.000Z', 'on Monday'],
    ['2026-11-15T23:59:59.999Z', 'on 15 November'],
    ['2026-03-03T12:00:00.000Z', 'on 3 March'],
    ['2026-01-01T00:00:00.000Z', 'on 1 January'],
    ['2025-12-31T23:59:59.999Z', 'on 31 December 2025'],
    ['1970-01-01T00:00:00.000Z', 'on 1 January 1970'],
  ])('%s is, on 22 November 2026, said as %s', (moment, words) => {
    expect(onDay(at(moment), present)).toBe(words);
  });

  it('is of the year it is in, also where the week began in the last one', () => {
    const newYear = at('2027-01-02T12:00:00Z');
    const then = { at: newYear, now: newYear, zone: 'UTC', words: englishWords };
    expect(onDay(at('2026-12-31T12:00:00Z'), then)).toBe('on Thursday');
    expect(onDay(at('2026-12-26T12:00:00Z'), then)).toBe('on 26 December 2026');
  });

  it('is a day of the zone, also where clocks were changed on it', () => {
    const kolkata = { ...present, zone: 'Asia/Kolkata', words: englishWords };
    expect(onDay(at('2026-11-21T18:30:00Z'), kolkata)).toBe('today');
    expect(onDay(at('2026-11-21T18:29:59.999Z'), kolkata)).toBe('yesterday');
    // A day of 25 hours: 25 October 2026 in Berlin.
    const monday = at('2026-10-26T12:00:00Z');
    const berlin = { at: monday, now: monday, zone: 'Europe/Berlin', words: englishWords };
    expect(onDay(at('2026-10-24T22:00:00Z'), berlin)).toBe('yesterday');
    expect(onDay(at('2026-10-24T21:59:59.999Z'), berlin)).toBe('on Saturday');
  });

  it('is a date, beside the year of the moment that is spoken of, where that is on another day than the present', () => {
    const past = { at: at('2025-03-03T12:00:00Z'), now, zone: 'UTC', words: englishWords };
    expect(onDay(at('2025-03-03T11:00:00Z'), past)).toBe('on 3 March');
    expect(onDay(at('2024-12-31T11:00:00Z'), past)).toBe('on 31 December 2024');
    expect(onDay(now, { ...present, at: at('2026-11-23T00:00:00Z') })).toBe('on 22 November');
    expect(onDay(now, { ...present, at: at('2026-11-22T23:59:59.999Z') })).toBe('today');
  });
});

describe('the moment that is spoken of', () => {
  it.each([
    ['2026-11-22T13:05:00.000Z', null],
    ['2026-11-22T13:04:59.999Z', 'As of 13:04 today'],
    ['2026-11-22T00:00:00.000Z', 'As of 00:00 today'],
    ['2026-11-21T23:59:59.999Z', 'As of 21 November'],
    ['2026-01-01T00:00:00.000Z', 'As of 1 January'],
    ['2025-12-31T23:59:59.999Z', 'As of 31 December 2025'],
    ['2026-11-22T13:05:00.001Z', 'By 13:05 today, if nothing more happens'],
    ['2026-11-22T23:59:59.999Z', 'By 23:59 today, if nothing more happens'],
    ['2026-11-23T00:00:00.000Z', 'By 23 November, if nothing more happens'],
    ['2027-01-01T00:00:00.000Z', 'By 1 January 2027, if nothing more happens'],
  ])('%s is, at 13:05 on 22 November 2026, said as %s', (moment, words) => {
    expect(asOf({ ...present, at: at(moment) })).toBe(words);
  });

  it('is one of the zone', () => {
    const then = at('2026-11-21T18:30:00Z');
    expect(asOf({ at: then, now, zone: 'Asia/Kolkata', words: englishWords })).toBe('As of 00:00 today');
    expect(asOf({ at: then - 1, now, zone: 'Asia/Kolkata', words: englishWords })).toBe('As of 21 November');
  });

  it('may be as far away as dates go', () => {
    expect(asOf({ ...present, at: 8.64e15 })).toBe('By 13 September 275760, if nothing more happens');
    expect(onDay(0, { ...present, at: 8.64e15 })).toBe('on 1 January 1970');
  });
});
