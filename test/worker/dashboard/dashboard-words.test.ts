// Numbers, moments and URLs as the marketer's pages write them.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { de } from '../../../worker/dashboard/texts/de/de.ts';
import { en } from '../../../worker/dashboard/texts/en/en.ts';
import { ago, dayName, exactly, shortDay, zoneFor } from '../../../worker/dashboard/words/clock.tsx';
import { foreignHost, shownUrl } from '../../../worker/dashboard/words/page-link.ts';
import {
  centsText,
  centsThatSum,
  chanceText,
  countText,
  gainText,
  percentText,
  pointsText,
  roundText,
  scoreText,
} from '../../../worker/dashboard/words/points.ts';
import { fileName } from '../../../worker/score/standing/done/file-name.ts';

const now = Date.UTC(2026, 10, 22, 12, 30);
const utc = { now, zone: 'UTC', texts: en };
const german = { now, zone: 'Europe/Berlin', texts: de };
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

const inBoth = (write: (value: number, locale: string) => string) => (value: number) =>
  [en, de].map(({ locale }) => write(value, locale));

test.each([
  [44.94, '44.9', '44,9'],
  [44.95, '44.9', '44,9'],
  [44.99, '44.9', '44,9'],
  [45, '45.0', '45,0'],
  [45.01, '45.0', '45,0'],
  [74, '74.0', '74,0'],
  [0, '0.0', '0,0'],
  [0.09, '0.0', '0,0'],
  [-0.01, '−0.1', '−0,1'],
  [9_999.99, '9999.9', '9999,9'],
  [10_000, '10,000.0', '10.000,0'],
])('a score of %d is written %s in a list, in German %s: never as more than it is', (score, ...texts) => {
  expect(inBoth(scoreText)(score)).toEqual(texts);
});

test.each([
  [0, ['<\u202f1%', '<\u202f1\u00a0%']],
  [0.0049, ['<\u202f1%', '<\u202f1\u00a0%']],
  [0.005, ['1%', '1\u00a0%']],
  [0.415, ['42%', '42\u00a0%']],
  [0.9949, ['99%', '99\u00a0%']],
  [0.995, ['>\u202f99%', '>\u202f99\u00a0%']],
])('a probability of %d is written as %j', (probability, texts) => {
  expect(inBoth(chanceText)(probability)).toEqual(texts);
});

test.each([
  [pointsText, 24, '24', '24'],
  [pointsText, 9.5, '9.5', '9,5'],
  [pointsText, 0.251, '0.25', '0,25'],
  // Less than that as a double, which Intl would round up.
  [pointsText, 1.005, '1', '1'],
  [pointsText, -10, '−10', '−10'],
  [pointsText, -0.001, '0', '0'],
  [pointsText, 0, '0', '0'],
  [pointsText, 1_234.5, '1234.5', '1234,5'],
  [centsText, 2_400, '24.00', '24,00'],
  [centsText, -25, '−0.25', '−0,25'],
  [centsText, -0.4, '0.00', '0,00'],
  [centsText, 0, '0.00', '0,00'],
  [gainText, 10, '+10', '+10'],
  [gainText, -10, '−10', '−10'],
  [gainText, 0, '0', '0'],
  [gainText, -0.001, '0', '0'],
  [gainText, 0.5, '+0.5', '+0,5'],
  [roundText, 23.6, '24', '24'],
  [roundText, 0.94, '0.9', '0,9'],
  [roundText, 0.95, '1', '1'],
  [roundText, 0.04, '0', '0'],
  [roundText, -0.04, '0', '0'],
  [roundText, -9.6, '−10', '−10'],
  [countText, 2_310, '2,310', '2.310'],
  [percentText, 72.6, '73%', '73\u00a0%'],
])(
  '%o writes %d as %s, in German as %s: no needless decimals, a true minus sign',
  (write, value, ...texts) => {
    expect(inBoth(write)(value)).toEqual(texts);
  },
);

test('how fast points fade, in a sentence', () => {
  const { fading } = en.explanation;
  expect(fading(30, '30')).toBe('Points fade with time: every 30 days, each is worth half of what it was.');
  expect(fading(1, '1')).toContain('every day,');
  expect(fading(null, '')).toBe('Points do not fade.');
  expect(de.explanation.fading(1, '1')).toContain('jeden Tag');
  expect(de.explanation.fading(30, '30')).toContain('alle 30 Tage');
});

test.each([
  [-hour, 'just now', 'gerade eben'],
  [0, 'just now', 'gerade eben'],
  [minute - 1, 'just now', 'gerade eben'],
  [minute, '1 min ago', 'vor 1 Min.'],
  [hour - 1, '59 min ago', 'vor 59 Min.'],
  [hour, '1 hr ago', 'vor 1 Std.'],
  [day - 1, '23 hr ago', 'vor 23 Std.'],
  [day, '1 day ago', 'vor 1 Tag'],
  [2 * day - 1, '1 day ago', 'vor 1 Tag'],
  [14 * day - 1, '13 days ago', 'vor 13 Tagen'],
  [14 * day, '2 weeks ago', 'vor 2 Wochen'],
  [60 * day - 1, '8 weeks ago', 'vor 8 Wochen'],
  [61 * day, '2 months ago', 'vor 2 Monaten'],
  [729 * day, '23 months ago', 'vor 23 Monaten'],
  [731 * day, '2 years ago', 'vor 2 Jahren'],
])('%d ms ago is %s, in German %s', (since, english, inGerman) => {
  expect(ago(now - since, utc)).toBe(english);
  expect(ago(now - since, german)).toBe(inGerman);
});

test('days are named in the zone of the clock and in its language', () => {
  const midnight = Date.UTC(2026, 10, 22);
  expect(dayName(midnight, utc)).toBe('Today');
  expect(dayName(midnight - 1, utc)).toBe('Yesterday');
  expect(dayName(midnight - day, utc)).toBe('Yesterday');
  expect(dayName(midnight - day - 1, utc)).toMatch(/^Friday,? 20 November$/);
  expect(dayName(Date.UTC(2025, 11, 31), utc)).toMatch(/^Wednesday,? 31 December 2025$/);
  expect(dayName(midnight - 1, { ...utc, zone: 'Europe/Berlin' })).toBe('Today');
  expect(dayName(midnight, { ...utc, zone: 'America/Chicago' })).toBe('Yesterday');
  expect(dayName(midnight - 1, german)).toBe('Heute');
  expect(dayName(midnight - day, german)).toBe('Gestern');
  expect(dayName(midnight - 2 * day, german)).toBe('Freitag, 20. November');
  expect(dayName(Date.UTC(2025, 11, 31), german)).toBe('Mittwoch, 31. Dezember 2025');
  expect(shortDay(midnight - 1, utc)).toBe('21 Nov');
  expect(shortDay(Date.UTC(2027, 0, 1), utc)).toBe('1 Jan 2027');
  expect(shortDay(midnight - day, german)).toBe('21. Nov.');
  expect(exactly(now + second, { ...utc, zone: 'Europe/Berlin' })).toMatch(
    /Sun,? 22 Nov 2026,? (at )?13:30 CET/,
  );
  expect(exactly(now + second, german)).toMatch(/So\.,? 22\. Nov\. 2026,? (um )?13:30 MEZ/);
});

test('the zone is the site’s; while that is UTC, what Cloudflare tells, over https; else UTC', () => {
  const request = (url: string, timezone: unknown) =>
    new Request(url, { cf: { timezone } as Record<string, unknown> });
  expect(zoneFor(request('https://x.test', 'Asia/Tokyo'))).toBe('Asia/Tokyo');
  expect(zoneFor(request('http://localhost', 'Asia/Tokyo'))).toBe('UTC');
  expect(zoneFor(request('https://x.test', 'Asia/Tokyo'), 'UTC')).toBe('Asia/Tokyo');
  expect(zoneFor(request('https://x.test', 'Asia/Tokyo'), 'Europe/Berlin')).toBe('Europe/Berlin');
  for (const none of [undefined, 'Nowhere/Land', 7, '']) {
    expect(zoneFor(request('https://x.test', none))).toBe('UTC');
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
