// A level is reached at `at`, kept until below `keep`, and lowered by the clock: each boundary and both its neighbours.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { heatOfOnePoint } from '../../../worker/score/decay.ts';
import {
  coolsAt,
  heatThresholds,
  lowered,
  scoreThresholds,
  settled,
} from '../../../worker/score/standing/level.ts';
import { shownScore } from '../../../worker/score/standing/standing-now.ts';
import { day, monday } from '../../support/checks/scoring.ts';

const { levels } = defaultModel;
const thresholds = scoreThresholds(levels);
const daily = { halfLifeDays: 1, landmark: monday };

describe('a level', () => {
  it.each([
    [44.994, 2],
    [44.995, 1],
    [44.996, 1],
    [45, 1],
    [19.994, 3],
    [19.995, 2],
    [19.996, 2],
    [4.994, 4],
    [4.995, 3],
    [4.996, 3],
    [0, 4],
    [-10, 4],
  ])('is, with a score that rises from nothing to %d, %i', (score, level) => {
    expect(settled(4, 0, score, thresholds)).toBe(level);
  });

  it.each([
    [1, 35.996, 1],
    [1, 35.995, 1],
    [1, 35.994, 2],
    [1, 15.995, 2],
    [1, 15.994, 3],
    [1, 3.995, 3],
    [1, 3.994, 4],
    [2, 35.994, 2],
    [2, 60, 2],
    [2, 15.995, 2],
    [2, 15.994, 3],
    [3, 3.995, 3],
    [3, 3.994, 4],
    [4, 3.995, 4],
    [4, 60, 4],
    [4, -60, 4],
    [5, 60, 5],
    [5, -60, 5],
  ])('%i is, with %d points left and the clock alone, %i', (level, score, after) => {
    expect(lowered(level, score, thresholds)).toBe(after);
  });

  it('is raised by an event only at `at`: who fell below `keep` must reach `at` again', () => {
    expect(settled(1, 40, 44, thresholds)).toBe(1);
    expect(settled(1, 30, 44, thresholds)).toBe(2);
    expect(settled(1, 30, 45, thresholds)).toBe(1);
    expect(settled(2, 44, 44.99, thresholds)).toBe(2);
  });

  it('is lowered by points taken away, as far as they go within the batch', () => {
    expect(settled(1, 50, 36, thresholds)).toBe(1);
    expect(settled(1, 50, 35.99, thresholds)).toBe(2);
    expect(settled(1, 50, -5, thresholds)).toBe(4);
    expect(settled(5, 0, 90, thresholds)).toBe(5);
  });

  it('is told by the score that people see, rounded to 2 decimals', () => {
    for (const [index, { at, keep }] of levels
      .slice(0, 3)
      .map((level) => level as { at: number; keep: number })
      .entries()) {
      const level = index + 1;
      for (const around of [-0.02, -0.0051, -0.0049, 0, 0.0049, 0.0051, 0.02]) {
        expect(settled(4, 0, at + around, thresholds) <= level).toBe(shownScore(at + around) >= at);
        expect(lowered(level, keep + around, thresholds) === level).toBe(shownScore(keep + around) >= keep);
      }
    }
  });

  it('stands in heat as it does in points, at every moment', () => {
    const points = fc.double({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(
        points,
        points,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: -9, max: 99 }),
        (before, after, level, days) => {
          const now = monday + days * day;
          const unit = heatOfOnePoint(daily, now);
          const inHeat = heatThresholds(levels, daily, now);
          expect(settled(level, before * unit, after * unit, inHeat)).toBe(
            settled(level, before, after, thresholds),
          );
        },
      ),
    );
  });
});

describe('the moment of cooling', () => {
  it('is when the level has fallen, and a moment earlier it has not', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.double({ min: 36, max: 1e6, noNaN: true }),
        (level, heat) => {
          const moment = coolsAt(levels, daily, { heat, level }) as number;
          const levelAt = (now: number) => lowered(level, heat, heatThresholds(levels, daily, now));
          expect(levelAt(moment + 1)).toBeGreaterThan(level);
          expect(levelAt(moment - 1)).toBe(level);
        },
      ),
    );
  });

  it('never comes on the coldest level, for who is disqualified, or where points do not fade', () => {
    expect(coolsAt(levels, daily, { heat: 100, level: 4 })).toBeNull();
    expect(coolsAt(levels, daily, { heat: 100, level: 5 })).toBeNull();
    expect(coolsAt(levels, { ...daily, halfLifeDays: null }, { heat: 100, level: 1 })).toBeNull();
  });
});
