// Times in inputs: UTC milliseconds, or ISO 8601 in its usual forms. Only this file parses them.

import * as z from 'zod';
import { text } from '../text.ts';

/** Accepted texts: https://en.wikipedia.org/wiki/ISO_8601, and the variants that databases and languages print. */
const date = /^(\d{4})(?:-(\d\d)-(\d\d)|(\d\d)(\d\d))/;
const clock = /^(?:[Tt]| +)(\d\d)(?::?(\d\d))(?::?(\d\d)(?:[.,](\d+))?)?/;
/**
 * ISO 8601 also allows the typographic minus sign. In a query parameter a plus arrives as a space. Temporal and Java add the
 * name of the zone, which the offset makes unnecessary (RFC 9557): `+01:00[Europe/Berlin]`.
 */
const zone = /^ ?(?:[Zz]|UTC|GMT|([+\u2212 -])(\d\d)(?::?(\d\d))?)(?:\[[\w/+=:!.-]+\])*$/;

/** Two correct clocks can differ by this much. A time no further ahead counts as now. */
export const clockSkewMs = 500;

const hint = 'give UTC milliseconds, or ISO 8601 such as "2026-11-22T13:00:00Z"';
const maxMs = 8.64e15;

/** Between these, a number is a plausible time in that unit (years 1973 to 5138), but not in milliseconds. */
const units = [
  { from: 1e8, below: 1e11, name: 'seconds', factor: 1_000 },
  { from: 1e14, below: 1e17, name: 'microseconds', factor: 1 / 1_000 },
  { from: 1e17, below: 1e20, name: 'nanoseconds', factor: 1 / 1_000_000 },
] as const;

/** Why a number is no time in UTC milliseconds, or null. Names the unit that it seems to be in. */
export function millisecondsFault(given: number): string | null {
  const unit = units.find(({ from, below }) => given >= from && given < below);
  if (unit) {
    const meant = new Date(given * unit.factor).toISOString();
    return `${given} looks like Unix ${unit.name} (${meant}): send milliseconds, ${Math.floor(given * unit.factor)}`;
  }
  if (!Number.isInteger(given)) return 'give whole milliseconds';
  return given < 0 || given > maxMs ? 'give a time between the years 1970 and 275760' : null;
}

/** Parses a time: returns UTC ms, or the error. */
function readMoment(given: unknown): number | string {
  if (typeof given === 'number') return millisecondsFault(given) ?? given;
  if (typeof given !== 'string') return hint;
  const trimmed = given.trim();
  const ms = isoMoment(trimmed);
  if (ms !== null) return millisecondsOnly(ms);
  // Four digits are a year, and not two seconds of 1970.
  if (!/^-?\d{1,20}(\.\d+)?$/.test(trimmed) || /^\d{4}$/.test(trimmed)) return hint;
  return millisecondsFault(Number(trimmed)) ?? Number(trimmed);
}

function millisecondsOnly(ms: number): number | string {
  return ms < 0 ? 'give a time between the years 1970 and 275760' : ms;
}

/**
 * The UTC ms of a text in ISO 8601; null for anything else, including days that no month has. A date alone is midnight, and a
 * time without a zone is UTC.
 */
function isoMoment(text: string): number | null {
  const [day, year, month, dayOfMonth, basicMonth, basicDay] = date.exec(text) ?? [];
  if (day === undefined) return null;
  const start = startOfDay(Number(year), Number(month ?? basicMonth), Number(dayOfMonth ?? basicDay));
  const rest = text.slice(day.length);
  if (start === null || rest === '') return start;
  const [time, hours, minutes, seconds = '0', fraction = ''] = clock.exec(rest) ?? [];
  if (time === undefined) return null;
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds)];
  // 24:00 is the end of the day, and :60 a leap second.
  const isTime = m < 60 && s <= 60 && (h < 24 || (h === 24 && m === 0 && s === 0));
  const offset = offsetMinutes(rest.slice(time.length));
  if (!isTime || offset === null) return null;
  return start + ((h * 60 + m - offset) * 60 + s) * 1_000 + Number(fraction.padEnd(3, '0').slice(0, 3));
}

function startOfDay(year: number, month: number, day: number): number | null {
  const start = Date.UTC(year, month - 1, day);
  const { 0: y, 1: m, 2: d } = new Date(start).toISOString().split(/[-T]/);
  return Number(y) === year && Number(m) === month && Number(d) === day ? start : null;
}

/** How far a zone is ahead of UTC; null if it is invalid. */
function offsetMinutes(text: string): number | null {
  if (text === '') return 0;
  const [whole, sign, hours = '0', minutes = '0'] = zone.exec(text) ?? [];
  if (whole === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
  const offset = Number(hours) * 60 + Number(minutes);
  return sign === '-' || sign === '\u2212' ? -offset : offset;
}

/** A time in an input; becomes UTC ms. Seconds, microseconds and nanoseconds are rejected by name. */
export const moment = z.union([z.number(), text()], hint).transform((given, context) => {
  const read = readMoment(given);
  if (typeof read === 'number') return read;
  context.addIssue({ code: 'custom', message: read });
  return z.NEVER;
});
