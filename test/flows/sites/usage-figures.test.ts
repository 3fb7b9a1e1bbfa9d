// The meter's figures, at each boundary, its warnings, word for word, and the counter that they come from.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../demo/people/random.ts';
import { planOf } from '../../../schema/plan.ts';
import { figuresOf, firstDayOf } from '../../../worker/flows/sites/usage.ts';
import { warningsOf } from '../../../worker/flows/sites/usage-warnings.ts';
import { warningWords } from '../../../worker/flows/sites/usage-words.ts';
import { createRowCounter } from '../../../worker/store/sites/usage.ts';

const [free, paid] = [planOf('free'), planOf('paid')];
const now = Date.parse('2026-11-26T10:00:00Z');

/** The figures of a day on which so many rows were written. */
const figuresAt = (plan: typeof free, rowsWritten: number, databaseBytes = 0) =>
  figuresOf({ plan, now, days: [{ day: '2026-11-26', rowsWritten }], databaseBytes });

const wordsOf = (figures: ReturnType<typeof figuresAt>) => warningsOf(figures).map(warningWords);

describe('the figures', () => {
  const days = [
    { day: '2026-11-26', rowsWritten: 41_200 },
    { day: '2026-11-25', rowsWritten: 90_000 },
    { day: '2026-11-01', rowsWritten: 700 },
    { day: '2026-10-31', rowsWritten: 5 },
  ];

  it('compare the day with the free plan', () => {
    expect(figuresOf({ plan: free, now, days, databaseBytes: 125_000_000 })).toEqual({
      plan: 'free',
      at: now,
      rowsWritten: {
        used: 41_200,
        allowed: 100_000,
        share: 0.412,
        period: 'day',
        resetsAt: Date.parse('2026-11-27T00:00:00Z'),
      },
      database: { bytes: 125_000_000, allowedBytes: 500_000_000, share: 0.25 },
      days,
    });
  });

  it('compare the calendar month with the paid plan', () => {
    expect(figuresOf({ plan: paid, now, days, databaseBytes: 125_000_000 })).toMatchObject({
      plan: 'paid',
      rowsWritten: {
        used: 131_900,
        allowed: 50_000_000,
        period: 'month',
        resetsAt: Date.parse('2026-12-01T00:00:00Z'),
      },
      database: { allowedBytes: 10_000_000_000, share: 0.0125 },
    });
  });

  it.each([
    ['2026-11-26T23:59:59.999Z', 41_200, '2026-11-27T00:00:00Z'],
    ['2026-11-27T00:00:00.000Z', 0, '2026-11-28T00:00:00Z'],
    ['2026-12-31T23:59:59.999Z', 0, '2027-01-01T00:00:00Z'],
  ])('of the day at %s are %i rows, until %s', (moment, used, resetsAt) => {
    const { rowsWritten } = figuresOf({ plan: free, now: Date.parse(moment), days, databaseBytes: 0 });
    expect(rowsWritten).toMatchObject({ used, resetsAt: Date.parse(resetsAt) });
  });

  it.each([
    ['2026-11-30T23:59:59.999Z', 131_900, '2026-12-01T00:00:00Z'],
    ['2026-12-01T00:00:00.000Z', 0, '2027-01-01T00:00:00Z'],
  ])('of the month at %s are %i rows, until %s', (moment, used, resetsAt) => {
    const { rowsWritten } = figuresOf({ plan: paid, now: Date.parse(moment), days, databaseBytes: 0 });
    expect(rowsWritten).toMatchObject({ used, resetsAt: Date.parse(resetsAt) });
  });

  it('are made of 31 days, which holds all of any month', () => {
    expect(firstDayOf(Date.parse('2026-10-31T23:59:59Z'))).toBe('2026-10-01');
    expect(firstDayOf(Date.parse('2026-12-31T00:00:00Z'))).toBe('2026-12-01');
    expect(firstDayOf(now)).toBe('2026-10-27');
  });
});

describe('warnings', () => {
  it.each([
    ['free', 79_990, 0],
    ['free', 79_999, 0],
    ['free', 80_000, 1],
    ['free', 80_001, 1],
    ['free', 100_000, 1],
    ['free', 100_001, 1],
    ['paid', 39_999_999, 0],
    ['paid', 40_000_000, 1],
  ])('on the %s plan at %i rows: %i', (name, rows, count) => {
    expect(warningsOf(figuresAt(planOf(name), rows))).toHaveLength(count);
  });

  it.each([
    ['free', 399_999_999, 0],
    ['free', 400_000_000, 1],
    ['free', 500_000_000, 1],
    ['paid', 7_999_999_999, 0],
    ['paid', 8_000_000_000, 1],
  ])('on the %s plan at %i bytes: %i', (name, bytes, count) => {
    expect(warningsOf(figuresAt(planOf(name), 0, bytes))).toHaveLength(count);
  });

  it.each([
    [
      'free',
      80_000,
      "80% of what Cloudflare's free plan includes today is used: 80,000 of 100,000 rows written.",
    ],
    [
      'free',
      99_999,
      "99% of what Cloudflare's free plan includes today is used: 99,999 of 100,000 rows written.",
    ],
    [
      'free',
      100_000,
      "100% of what Cloudflare's free plan includes today is used: 100,000 of 100,000 rows written.",
    ],
    [
      'free',
      112_500,
      "112% of what Cloudflare's free plan includes today is used: 112,500 of 100,000 rows written.",
    ],
    [
      'paid',
      40_500_000,
      "81% of what Cloudflare's paid plan includes this month is used: 40.5 million of 50 million rows written.",
    ],
    [
      'paid',
      49_999_999,
      "99% of what Cloudflare's paid plan includes this month is used: 49.9 million of 50 million rows written.",
    ],
  ])('on the %s plan say how many of the rows %i are', (name, rows, headline) => {
    expect(wordsOf(figuresAt(planOf(name), rows))[0]?.headline).toBe(headline);
  });

  it.each([
    [
      'free',
      412_600_000,
      "The database is 82% full: 412 MB of the 500 MB that Cloudflare's free plan allows.",
    ],
    [
      'free',
      500_000_000,
      "The database is 100% full: 500 MB of the 500 MB that Cloudflare's free plan allows.",
    ],
    [
      'paid',
      8_160_000_000,
      "The database is 81% full: 8.1 GB of the 10 GB that Cloudflare's paid plan allows.",
    ],
  ])('on the %s plan say how full the database is at %i bytes', (name, bytes, headline) => {
    expect(wordsOf(figuresAt(planOf(name), 0, bytes))[0]?.headline).toBe(headline);
  });

  it('say what happens beyond, and what to do', () => {
    const toPaid =
      'change the account to the paid plan, set PLAN = "paid" in wrangler.toml, and run npm run deploy.';
    const queued = 'Each browser keeps its last 50 events for 24 hours and sends them later.';
    const fewer = 'To write fewer rows, exclude paths (the setting exclude) or serve fewer models.';
    const room =
      'To make room, give your sites a shorter retentionDays, or delete those that you no longer need.';
    const full = 'When it is full, Cloudflare rejects all writes, and nothing new is stored.';
    const details = (plan: typeof free) =>
      wordsOf(figuresAt(plan, plan.rowsWritten, plan.databaseBytes)).map(({ detail }) => detail);
    expect(details(free)).toEqual([
      `Beyond that, Cloudflare rejects all queries until midnight UTC: nothing new is stored, and no page opens. ${queued} To continue, ${toPaid} ${fewer}`,
      `${full} ${queued} ${room} For up to 10 GB, ${toPaid}`,
    ]);
    expect(details(paid)).toEqual([
      `Beyond that, each million rows costs $1.00, and nothing stops. ${fewer}`,
      `${full} ${queued} ${room}`,
    ]);
  });
});

/** What is noted of an isolate that begins with this random number and writes so many rows in each invocation. */
function noted(random: number, invocations: readonly number[], step = 100): number {
  const counter = createRowCounter(step, random);
  return invocations.reduce((sum, rows) => {
    counter.add(rows);
    return sum + counter.take();
  }, 0);
}

describe('the counter of an isolate', () => {
  const invocations = fc.array(fc.nat(700), { maxLength: 40 });

  it('is off by less than a step, wherever it began and wherever it ends', () => {
    fc.assert(
      fc.property(
        invocations,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (rows, random) => {
          const written = rows.reduce((sum, each) => sum + each, 0);
          const count = noted(random, rows);
          expect(count % 100).toBe(0);
          expect(Math.abs(count - written)).toBeLessThan(100 + 1e-6);
        },
      ),
    );
  });

  it('is exactly right on average over all places where it may begin', () => {
    fc.assert(
      fc.property(invocations, fc.integer({ min: 1, max: 100 }), (rows, step) => {
        const written = rows.reduce((sum, each) => sum + each, 0);
        const starts = Array.from({ length: step }, (_, place) => (place + 0.5) / step);
        const sum = starts.reduce((all, random) => all + noted(random, rows, step), 0);
        expect(sum).toBe(step * written);
      }),
    );
  });

  it('comes to what 10,000 isolates have written that end at random, most of them before a whole step', () => {
    const random = randomFrom(26);
    let [written, counted] = [0, 0];
    for (let isolate = 0; isolate < 10_000; isolate++) {
      const invocations = Array.from({ length: random.between(0, 20) }, () => random.between(0, 9));
      written += invocations.reduce((sum, rows) => sum + rows, 0);
      counted += noted(random.between(0, 999_999) / 1_000_000, invocations);
    }
    expect(Math.abs(counted / written - 1)).toBeLessThan(0.02);
  });
});
