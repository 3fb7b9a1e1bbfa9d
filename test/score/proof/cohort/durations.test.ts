// Durations: rounded as people write them, and quartiles as a spreadsheet has them.

import { describe, expect, it, test } from 'vitest';
import {
  addDuration,
  countOf,
  type Durations,
  quartilesOf,
  roundedDays,
} from '../../../../worker/score/proof/cohort/durations.ts';
import { random } from '../../../support/checks/random.ts';
import { day } from '../../../support/checks/scoring.ts';

const of = (...days: number[]) => {
  const durations: Durations = {};
  for (const each of days) addDuration(durations, each * day);
  return durations;
};

test.each([
  [-1, 0],
  [0, 0],
  [0.04, 0],
  [0.06, 0.1],
  [9.94, 9.9],
  [9.96, 10],
  [10.4, 10],
  [99.4, 99],
  [99.6, 100],
  [126, 130],
  [2_345, 2_300],
])('%d days are rounded to %d', (days, rounded) => {
  expect(roundedDays(days * day)).toBe(rounded);
});

describe('quartiles', () => {
  it.each([
    [[3], { lower: 3, median: 3, upper: 3 }],
    [[1, 2], { lower: 1.25, median: 1.5, upper: 1.75 }],
    [[5, 1, 4, 2, 3], { lower: 2, median: 3, upper: 4 }],
    [[1, 1, 1, 20], { lower: 1, median: 1, upper: 5.75 }],
  ])('of %j are those of QUARTILE.INC', (days, quartiles) => {
    expect(quartilesOf(of(...days))).toEqual(quartiles);
  });

  it('of nothing are unknown', () => {
    expect(quartilesOf({})).toBeNull();
  });
});

test('a million durations of up to fifty years have some hundred lengths', () => {
  const next = random(3);
  const durations: Durations = {};
  for (let place = 0; place < 1_000_000; place++) addDuration(durations, next() ** 4 * 18_250 * day);
  expect(countOf(durations)).toBe(1_000_000);
  expect(Object.keys(durations).length).toBeLessThan(400);
  expect(JSON.stringify(durations).length).toBeLessThan(6_000);
});
