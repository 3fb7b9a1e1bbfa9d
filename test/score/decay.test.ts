// Points fade by half in a half-life, and heat says the same at every moment.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fadesTo, heatOfOnePoint, scoreOfHeat, worthAt } from '../../worker/score/decay.ts';
import { day, monday } from '../support/checks/scoring.ts';

const daily = { halfLifeDays: 1, landmark: monday };
const never = { halfLifeDays: null, landmark: monday };

describe('an award', () => {
  it.each([
    [0, 8],
    [day, 4],
    [2 * day, 2],
    [3 * day, 1],
    [-day, 16],
  ])('is worth, %d ms later, of 8 points with a half-life of a day, %d', (later, worth) => {
    expect(worthAt(daily, 8, monday, monday + later)).toBe(worth);
  });

  it('is worth more than half just before a half-life, and less just after', () => {
    expect(worthAt(daily, 8, monday, monday + day - 1)).toBeGreaterThan(4);
    expect(worthAt(daily, 8, monday, monday + day + 1)).toBeLessThan(4);
  });

  it('never fades without a half-life', () => {
    expect(worthAt(never, 8, monday, monday + 10_000 * day)).toBe(8);
    expect(heatOfOnePoint(never, monday + 10_000 * day)).toBe(1);
  });

  it('keeps its sign as it fades', () => {
    expect(worthAt(daily, -8, monday, monday + day)).toBe(-4);
  });

  it.each([1, 7, 30, 3_650])('fades at a half-life of %d days to half in as many', (halfLifeDays) => {
    expect(worthAt({ halfLifeDays, landmark: 0 }, 10, monday, monday + halfLifeDays * day)).toBe(5);
  });
});

describe('heat', () => {
  it('is 1 for a point at the landmark, 2 a half-life later, ½ a half-life earlier', () => {
    expect(heatOfOnePoint(daily, monday)).toBe(1);
    expect(heatOfOnePoint(daily, monday + day)).toBe(2);
    expect(heatOfOnePoint(daily, monday - day)).toBe(0.5);
  });

  it('gives at any moment the sum of what the awards are worth then', () => {
    const award = fc.record({
      points: fc.integer({ min: -50, max: 50 }),
      at: fc.integer({ min: -30, max: 30 }),
    });
    fc.assert(
      fc.property(fc.array(award), fc.integer({ min: -30, max: 60 }), (awards, days) => {
        const now = monday + days * day;
        const heat = awards.reduce(
          (sum, { points, at }) => sum + points * heatOfOnePoint(daily, monday + at * day),
          0,
        );
        const worth = awards.reduce(
          (sum, { points, at }) => sum + worthAt(daily, points, monday + at * day, now),
          0,
        );
        expect(scoreOfHeat(daily, heat, now)).toBe(worth);
      }),
    );
  });
});

describe('the moment at which heat has faded to a score', () => {
  it.each([
    [8, 8, 0],
    [8, 4, day],
    [8, 1, 3 * day],
    [8, 16, -day],
  ])('is, from %d to %d, %d ms from the landmark', (heat, score, later) => {
    expect(fadesTo(daily, heat, score)).toBe(monday + later);
  });

  it.each([1, 7, 30, 3_650])(
    'is, at a half-life of %i days, as many days away for half of it',
    (halfLifeDays) => {
      expect(fadesTo({ halfLifeDays, landmark: monday }, 8, 4)).toBe(monday + halfLifeDays * day);
    },
  );

  it.each([
    [0, 1],
    [-1, 1],
    [8, 0],
    [8, -1],
  ])('never comes from %d to %d', (heat, score) => {
    expect(fadesTo(daily, heat, score)).toBeNull();
  });

  it('never comes where points do not fade', () => {
    expect(fadesTo(never, 8, 4)).toBeNull();
  });
});
