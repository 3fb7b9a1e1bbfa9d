// At which moment others are compared with buyers, and how much each counts.

import { describe, expect, it } from 'vitest';
import {
  absenceClass,
  absenceShares,
  addSaleMoment,
  balanced,
  chooseChance,
  maxMoments,
  type SaleMoment,
} from '../../../../worker/score/proof/predict/matching.ts';

/** Half of the buyers were away for less than an hour, half for two days. */
const shares = absenceShares([{ away: 0.01 }, { away: 2 }]);

describe('absences', () => {
  it.each([
    [0, 0],
    [1 / 24, 1],
    [0.99, 2],
    [1, 3],
    [89, 7],
    [90, 8],
    [4000, 8],
  ])('of %d days are of class %d', (days, expected) => {
    expect(absenceClass(days)).toBe(expected);
  });

  it('have the shares that buyers have', () => {
    expect(shares).toEqual([0.5, 0, 0, 0.5, 0, 0, 0, 0, 0]);
  });
});

describe('a chance', () => {
  it('is one after an absence that buyers had, and stands for all of these', () => {
    const chances = [
      { at: 1, away: 0.01 },
      { at: 2, away: 10 },
      { at: 3, away: 2 },
      { at: 4, away: 2.5 },
    ];
    const chosen = Array.from({ length: 3000 }, (_, place) => chooseChance(`v${place}`, chances, shares));
    expect(chosen.every((one) => one?.weight === 1.5)).toBe(true);
    for (const [at, share] of [
      [1, 1 / 3],
      [2, 0],
      [3, 1 / 3],
      [4, 1 / 3],
    ] as const) {
      const times = chosen.filter((one) => one?.chance.at === at).length;
      expect(Math.abs(times / chosen.length - share)).toBeLessThan(0.03);
    }
    expect(chooseChance('v1', chances, shares)).toEqual(chosen[1]);
  });

  it('is none after absences that no buyer had', () => {
    expect(chooseChance('v', [{ at: 2, away: 10 }], shares)).toBeNull();
    expect(chooseChance('v', [], shares)).toBeNull();
  });
});

describe('balanced people', () => {
  it('count by class as much as the buyers do, and add up to what they are worth', () => {
    const others = [
      { since: 0.01, weight: 1 },
      { since: 2, weight: 1 },
      { since: 2, weight: 3 },
    ];
    const weights = balanced(others, shares);
    // Shares 1/2, 1/8 and 3/8: as exact as 1 / (1/4 + 1/64 + 9/64) people.
    const exact = 64 / 26;
    expect(weights).toEqual([exact / 2, exact / 8, (exact * 3) / 8].map((one) => expect.closeTo(one, 10)));
  });

  it('count nothing in a class without buyers', () => {
    expect(
      balanced(
        [
          { since: 10, weight: 5 },
          { since: 2, weight: 1 },
        ],
        shares,
      ),
    ).toEqual([0, 1]);
  });
});

describe('the sales of a sample', () => {
  it('are the same in whatever order they come', () => {
    const all = Array.from({ length: maxMoments + 50 }, (_, place): SaleMoment => {
      return { draw: ((place * 37) % 450) / 450, at: place, away: 1 };
    });
    const [once, again]: SaleMoment[][] = [[], []];
    for (const one of all) addSaleMoment(once as SaleMoment[], one);
    for (const one of [...all].reverse()) addSaleMoment(again as SaleMoment[], one);
    const byDraw = (moments: SaleMoment[] = []) => moments.map(({ draw }) => draw).sort();
    expect(byDraw(once)).toHaveLength(maxMoments);
    expect(byDraw(once)).toEqual(byDraw(again));
  });
});
