// The functions that are the same on every engine, compared with those of the engine.

import { describe, expect, it } from 'vitest';
import { exp, log, log1p } from '../../../../worker/score/proof/fit/exact.ts';

/** From `from` to `to`, in uneven steps. */
const between = (from: number, to: number, count = 20_000) =>
  Array.from({ length: count + 1 }, (_, step) => from + ((to - from) * step) / count);

/** The largest difference, as a share. */
const worst = (some: readonly number[], ours: (x: number) => number, theirs: (x: number) => number) =>
  Math.max(...some.map((x) => Math.abs(ours(x) - theirs(x)) / Math.max(Math.abs(theirs(x)), 1e-300)));

describe('exp', () => {
  it('has about fifteen digits', () => {
    expect(worst(between(-40, 40), exp, Math.exp)).toBeLessThan(1e-15);
    expect(worst(between(-700, 709), exp, Math.exp)).toBeLessThan(1e-15);
  });

  it.each([
    [0, 1],
    [-0, 1],
    [1e-320, 1],
    [709.8, Number.POSITIVE_INFINITY],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [-708.1, 0],
    [Number.NEGATIVE_INFINITY, 0],
    [Number.NaN, Number.NaN],
  ])('of %d is %d', (x, value) => expect(exp(x)).toBe(value));

  it('reaches the largest and the smallest doubles', () => {
    expect(exp(-708) / Math.exp(-708)).toBeCloseTo(1, 12);
    expect(exp(709.78) / Math.exp(709.78)).toBeCloseTo(1, 12);
  });
});

describe('log and log1p', () => {
  it('have about fifteen digits', () => {
    expect(worst(between(1e-9, 1), log1p, Math.log1p)).toBeLessThan(1e-15);
    expect(worst(between(1.01, 1e6), log, Math.log)).toBeLessThan(1e-15);
    expect(worst(between(1e-6, 0.99), log, Math.log)).toBeLessThan(1e-15);
  });

  it('are infinite where there is no number', () => {
    expect([0, Number.POSITIVE_INFINITY, -1].map(log)).toEqual(
      [0, Number.POSITIVE_INFINITY, -1].map(Math.log),
    );
  });

  it('are 0 where nothing is added', () => {
    expect([log(1), log1p(0)]).toEqual([0, 0]);
    expect(log1p(1e-20)).toBe(1e-20);
  });
});
