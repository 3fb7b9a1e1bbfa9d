// Numbers, moments and URLs as the marketer's pages write them.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fading } from '../../../worker/dashboard/visitor/explanation-view.tsx';
import { ago, clockFor, dayName, exactly, shortDay } from '../../../worker/dashboard/words/clock.tsx';
import { foreignHost, shownUrl } from '../../../worker/dashboard/words/page-link.ts';
import {
  centsText,
  centsThatSum,
  gainText,
  pointsText,
  roundText,
  scoreText,
} from '../../../worker/dashboard/words/points.ts';
import { fileName } from '../../../worker/score/standing/done/file-name.ts';

const now = Date.UTC(2026, 10, 22, 12, 30);
const utc = { now, zone: 'UTC' };
const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000];

test('hundredths that are shown sum to the hundredths of the total, none further than one from its value', () => {
  const worths = fc.array(
    fc.oneof(fc.double({ min: -1e4, max: 1e4, noNaN: true }), fc.integer({ min: -50, max: 50 })),
  );
  fc.assert(
    fc.property(worths, (values) => {
      const total = values.reduce((sum, value) => sum + value, 0);
      const cents = centsThatSum(values, total);
      expect(cents.reduce((sum, value) => sum + value, 0)).toBe(Math.round(total * 100) + 0);
      for (const [index, value] of values.entries()) {
        expect(Math.abs((cents[index] ?? Number.NaN) - value * 100)).toBeLessThanOrEqual(1 + 1e-6);
      }
    }),
    { numRuns: 1_000 },
  );
  expect(centsThatSum([1.15, 0, 2.3], 3.45)).toEqual([115, 0, 230]);
  expect(centsThatSum([1 / 3, 1 / 3, 1 / 3, 0], 1)).toEqual([34, 33, 33, 0]);
});

test.each([
  [44.94, '44.9'],
  [44.95, '44.9'],
  [44.99, '44.9'],
  [45, '45.0'],
  [45.01, '45.0'],
  [74, '74.0'],
  [0, '0.0'],
  [0.09, '0.0'],
])('a score of %d is written %s in a list: never as more than it is', (score, text) => {
  expect(scoreText(score)).toBe(text);
});

test('points are written without needless decimals, and with a true minus sign', () => {
  expect([24, 9.5, 0.251, -10, -0.001, 0].map(pointsText)).toEqual(['24', '9.5', '0.25', '−10', '0', '0']);
  expect([2400, -25, 0, -0].map(centsText)).toEqual(['24.00', '−0.25', '0.00', '0.00']);
  expect([10, -10, 0, 0.5].map(gainText)).toEqual(['+10', '−10', '0', '+0.5']);
  expect([23.6, 0.94, 0.95, 0.04, -9.6, 1].map(roundText)).toEqual(['24', '0.9', '1', '0', '−10', '1']);
});

test('how fast points fade, in a sentence', () => {
  expect(fading(30)).toBe('Points fade with time: every 30 days, each is worth half of what it was.');
  expect(fading(1)).toContain('every day,');
  expect(fading(null)).toBe('Points do not fade.');
});

test.each([
  [-hour, 'just now'],
  [0, 'just now'],
  [minute - 1, 'just now'],
  [minute, '1 min ago'],
  [hour - 1, '59 min ago'],
  [hour, '1 h ago'],
  [day - 1, '23 h ago'],
  [day, '1 day ago'],
  [2 * day, '2 days ago'],
  [14 * day - 1, '13 days ago'],
  [14 * day, '2 weeks ago'],
  [60 * day - 1, '8 weeks ago'],
  [61 * day, '2 months ago'],
  [729 * day, '23 months ago'],
  [731 * day, '2 years ago'],
])('%i ms ago is %s', (since, text) => {
  expect(ago(now - since, utc)).toBe(text);
});

test('days are named in the zone of the reader', () => {
  const midnight = Date.UTC(2026, 10, 22);
  expect(dayName(midnight, utc)).toBe('Today');
  expect(dayName(midnight - 1, utc)).toBe('Yesterday');
  expect(dayName(midnight - day, utc)).toBe('Yesterday');
  expect(dayName(midnight - day - 1, utc)).toBe('Friday 20 November');
  expect(dayName(Date.UTC(2025, 11, 31), utc)).toBe('Wednesday 31 December 2025');
  expect(dayName(midnight - 1, { now, zone: 'Europe/Berlin' })).toBe('Today');
  expect(dayName(midnight, { now, zone: 'America/Chicago' })).toBe('Yesterday');
  expect(shortDay(midnight - 1, utc)).toBe('21 Nov');
  expect(shortDay(Date.UTC(2027, 0, 1), utc)).toBe('1 Jan 2027');
  expect(exactly(now + second, { now, zone: 'Europe/Berlin' })).toMatch(
    /Sun,? 22 Nov 2026,? (at )?13:30 CET/,
  );
});

test('the zone is the site’s; while that is UTC, what Cloudflare tells, over https; else UTC', () => {
  const request = (url: string, timezone: unknown) =>
    new Request(url, { cf: { timezone } as Record<string, unknown> });
  expect(clockFor(request('https://x.test', 'Asia/Tokyo'), now).zone).toBe('Asia/Tokyo');
  expect(clockFor(request('http://localhost', 'Asia/Tokyo'), now).zone).toBe('UTC');
  expect(clockFor(request('https://x.test', 'Asia/Tokyo'), now, 'UTC').zone).toBe('Asia/Tokyo');
  expect(clockFor(request('https://x.test', 'Asia/Tokyo'), now, 'Europe/Berlin').zone).toBe('Europe/Berlin');
  for (const none of [undefined, 'Nowhere/Land', 7, '']) {
    expect(clockFor(request('https://x.test', none), now).zone).toBe('UTC');
  }
});

const origins = ['https://example.com', 'http://localhost:8788'];

test.each([
  ['https://example.com/pricing?utm_source=x', '/pricing?utm_source=x', true],
  ['https://example.com/#/orders', '/#/orders', true],
  ['http://localhost:8788/', '/', true],
  ['http://example.com/', 'example.com', false],
  ['https://example.com:8443/a', 'example.com:8443/a', false],
  ['https://example.com.evil.test/', 'example.com.evil.test', false],
  ['https://example.com@evil.test/login', 'evil.test/login', false],
  ['javascript:alert(1)', 'javascript:alert(1)', false],
  ['data:text/html,<script>', 'data:text/html,<script>', false],
  [' not a url', ' not a url', false],
])('%s is shown as %s', (url, text, isLinked) => {
  const shown = shownUrl(url, origins);
  expect([shown.text, shown.href !== null]).toEqual([text, isLinked]);
});

test('files are named by the end of their path, referrers by their host', () => {
  expect(fileName('https://example.com/files/guide.pdf?x=1')).toBe('guide.pdf');
  expect(fileName('https://example.com/files/')).toBe('files');
  expect(fileName('nothing')).toBe('nothing');
  expect(foreignHost('https://www.google.com/search', origins)).toBe('google.com');
  expect(foreignHost('https://example.com/other', origins)).toBeNull();
  expect(foreignHost('no url', origins)).toBeNull();
  expect(foreignHost('android-app:x', origins)).toBeNull();
});
