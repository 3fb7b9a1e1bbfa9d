// Ranges of heat hold those whom a list asks for by status and score, at any moment, and nobody else.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allHeatRanges,
  coolingRangesOf,
  type HeatRange,
  heatRangesOf,
  type StandingFilter,
} from '../../../worker/score/standing/heat-range.ts';
import { coolsAt, heatThresholds, lowered } from '../../../worker/score/standing/level.ts';
import { standingAt } from '../../../worker/score/standing/standing-now.ts';
import { day, modelOf, monday } from '../../support/checks/scoring.ts';

const model = modelOf([]);
const { levels } = model.model;

/** Somebody as stored. */
interface Stored {
  heat: number;
  level: number;
}

const isIn =
  ({ heat, level }: Stored) =>
  (range: HeatRange) =>
    level === range.level &&
    (range.from === null || heat >= range.from) &&
    (range.below === null || heat < range.below);

const anyStored: fc.Arbitrary<Stored> = fc.record({
  heat: fc.oneof(
    fc.double({ min: -50, max: 200, noNaN: true }),
    fc.constantFrom(35.995, 15.995, 3.995, 35.99, 36, 0, -0.001),
  ),
  level: fc.integer({ min: 1, max: 5 }),
});
const anyLevel = fc.integer({ min: 1, max: 5 });
/** What may be asked; scores with more decimals than are shown, too. */
const anyMinScore = fc.oneof(
  fc.constant(null),
  fc.constantFrom(0, 0.001, 0.01, 0.07, 1.15, 10.004, 15.995, 16, 36, 45),
  fc.integer({ min: 0, max: 60_000 }).map((thousandths) => thousandths / 1_000),
);
const anyMoment = fc.constantFrom(0, 1, 9, 5_000).map((days) => monday + days * day);

describe('ranges', () => {
  it('hold those who stand on a level by the clock, with the least score as it is shown, and nobody else', () => {
    fc.assert(
      fc.property(
        anyStored,
        fc.option(anyLevel, { nil: null }),
        anyMinScore,
        anyMoment,
        (stored, level, minScore, at) => {
          const ranges = heatRangesOf(model, { level, minScore, at }) ?? allHeatRanges;
          const { score, rawScore } = standingAt(model, { ...stored, heatByRule: {}, outcome: null }, at);
          // Halfway between two hundredths the last bit of a double decides which is shown.
          fc.pre(minScore === null || Math.abs((Math.abs(rawScore * 100) % 1) - 0.5) > 1e-6);
          const stands = lowered(stored.level, stored.heat, heatThresholds(levels, model, at));
          const isAskedFor = (level === null || stands === level) && score >= (minScore ?? 0);
          expect(ranges.filter(isIn(stored))).toHaveLength(isAskedFor ? 1 : 0);
          expect(ranges.length).toBeLessThanOrEqual(5);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('are everybody where nothing is asked', () => {
    for (const minScore of [null, 0, -1]) {
      expect(heatRangesOf(model, { level: null, minScore, at: monday })).toBeNull();
    }
    expect(allHeatRanges).toEqual([1, 2, 3, 4, 5].map((level) => ({ level, from: null, below: null })));
  });

  it.each([
    [0.01, 0.005],
    [9.99, 9.985],
    [9.991, 9.995],
    [10, 9.995],
    [10.001, 10.005],
    [0.07, 0.065],
    [1.15, 1.145],
  ])(
    'with a score of %d at least begin at %d, on each level: scores are shown in hundredths',
    (minScore, from) => {
      const least = heatRangesOf(model, { level: null, minScore, at: monday });
      expect(least).toEqual(
        [1, 2, 3, 4, 5].map((level) => ({ level, from: expect.closeTo(from, 9), below: null })),
      );
    },
  );

  it('of a score grow with time, as heat does', () => {
    const least = heatRangesOf(model, { level: 5, minScore: 10, at: monday + day });
    expect(least).toEqual([{ level: 5, from: 2 * 9.995, below: null }]);
  });

  it('leave out what a least score rules out', () => {
    expect(heatRangesOf(model, { level: 3, minScore: 50, at: monday })).toEqual([
      { level: 3, from: 49.995, below: null },
    ]);
    expect(heatRangesOf(model, { level: 4, minScore: 50, at: monday })).toEqual([
      { level: 4, from: 49.995, below: null },
    ]);
    expect(heatRangesOf(model, { level: 1, minScore: 10, at: monday })).toEqual([
      { level: 1, from: 35.995, below: null },
    ]);
  });

  it.each([
    [35.99, [1, 2]],
    [36, [2]],
    [36.01, [2]],
  ])(
    'of a level leave out those above it from where these are still kept: from %d, on %j',
    (minScore, stored) => {
      const ranges = heatRangesOf(model, { level: 2, minScore, at: monday });
      expect(ranges?.map(({ level }) => level)).toEqual(stored);
    },
  );

  it('stay numbers as far away as dates go: D1 would take Infinity for no bound', () => {
    const at = 8.64e15;
    expect(heatRangesOf(model, { level: null, minScore: 1, at })?.[0]?.from).toBe(Number.MAX_VALUE);
    expect(heatRangesOf(model, { level: 1, minScore: null, at })).toEqual([
      { level: 1, from: Number.MAX_VALUE, below: null },
    ]);
    expect(heatRangesOf(model, { level: 4, minScore: null, at })?.[0]).toEqual({
      level: 1,
      from: null,
      below: Number.MAX_VALUE,
    });
  });
});

describe('cooling ranges', () => {
  it('hold those asked for whose level will fall by itself, and the least heat ÷ keep falls first', () => {
    fc.assert(
      fc.property(
        fc.array(anyStored, { maxLength: 6 }),
        fc.option(anyLevel, { nil: null }),
        anyMinScore,
        anyMoment,
        (stored, level, minScore, at) => {
          const filter: StandingFilter = { level, minScore, at };
          const cooling = coolingRangesOf(model, filter);
          const asked = heatRangesOf(model, filter) ?? allHeatRanges;
          const falls: [order: number, moment: number][] = [];
          for (const each of stored) {
            const stands = lowered(each.level, each.heat, heatThresholds(levels, model, at));
            const moment = coolsAt(levels, model, { heat: each.heat, level: stands });
            const held = cooling.filter(isIn(each));
            expect(held).toHaveLength(moment !== null && asked.some(isIn(each)) ? 1 : 0);
            for (const { keep } of held) falls.push([each.heat / keep, moment as number]);
          }
          const moments = falls.toSorted(([a], [b]) => a - b).map(([, moment]) => moment);
          expect(moments).toEqual(moments.toSorted((a, b) => a - b));
          expect(cooling.length).toBeLessThanOrEqual(6);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('are those of the three upper levels, each with what it is kept at', () => {
    const all = coolingRangesOf(model, { level: null, minScore: null, at: monday });
    const [hot, warm, cool] = [35.995, 15.995, 3.995];
    expect(all).toEqual([
      { level: 1, from: hot, below: null, keep: hot },
      { level: 1, from: warm, below: hot, keep: warm },
      { level: 2, from: warm, below: null, keep: warm },
      { level: 1, from: cool, below: warm, keep: cool },
      { level: 2, from: cool, below: warm, keep: cool },
      { level: 3, from: cool, below: null, keep: cool },
    ]);
    for (const level of [1, 2, 3, 4, 5]) {
      expect(coolingRangesOf(model, { level, minScore: null, at: monday })).toEqual(
        all.filter(({ keep }) => keep === [hot, warm, cool][level - 1]),
      );
    }
  });

  it('are none where points never fade, and so far away that nobody is kept by then', () => {
    const forever = modelOf([], { halfLifeDays: null });
    expect(coolingRangesOf(forever, { level: null, minScore: null, at: monday })).toEqual([]);
    expect(coolingRangesOf(model, { level: null, minScore: null, at: 8.64e15 })).toEqual([]);
  });
});
