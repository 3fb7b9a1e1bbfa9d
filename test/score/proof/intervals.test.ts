// The statistics of the reports give what is published for the same numbers.

import { describe, expect, it } from 'vitest';
import { chanceOfSoFew, productOf, rateRatio, shareOf } from '../../../worker/score/proof/intervals.ts';
import { random } from '../../support/checks/random.ts';

describe('the interval of a share', () => {
  // Newcombe 1998, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [20, 20, 0.8389, 1],
  ])('of %i of %i is that of Newcombe 1998', (count, of, low, high) => {
    const share = shareOf(count, of);
    expect(share.value).toBe(count / of);
    expect(share.low).toBeCloseTo(low, 4);
    expect(share.high).toBeCloseTo(high, 4);
  });
});

describe('two rates compared', () => {
  // The example of R's poisson.test: machine breakdowns per time, and the vignette of R's rateratio.test (Fay).
  it('have the ratio and the interval of the example of poisson.test', () => {
    const ratio = rateRatio({ count: 11, exposure: 800 }, { count: 21, exposure: 3011 });
    expect(ratio.value).toBeCloseTo(1.971488, 6);
    expect(ratio.low).toBeCloseTo(0.8584264, 6);
    expect(ratio.high).toBeCloseTo(4.2772659, 6);
  });

  it('are barely not different in the example of rateratio.test', () => {
    const [few, more] = [
      { count: 2, exposure: 17877 },
      { count: 9, exposure: 16660 },
    ];
    expect(chanceOfSoFew(few, more)).toBeGreaterThan(0.025);
    expect(chanceOfSoFew(few, more)).toBeLessThan(0.0251);
    expect(rateRatio(few, more).high).toBeGreaterThan(1);
    expect(rateRatio(few, more).high).toBeLessThan(1.002);
  });

  it('have no upper end where the other has no count, and begin at 0 where this one has none', () => {
    const [none, some] = [
      { count: 0, exposure: 10 },
      { count: 5, exposure: 10 },
    ];
    expect(rateRatio(some, none)).toMatchObject({ value: Infinity, high: Infinity });
    expect(rateRatio(none, some)).toMatchObject({ value: 0, low: 0 });
    expect(chanceOfSoFew(none, some)).toBeCloseTo(1 / 32, 9);
  });

  it('hold for thousands', () => {
    const ratio = rateRatio({ count: 4000, exposure: 10 }, { count: 6000, exposure: 10 });
    expect(ratio.low).toBeCloseTo(0.6404, 3);
    expect(ratio.high).toBeCloseTo(0.694, 3);
  });
});

describe('the product of two estimates', () => {
  it('is as uncertain as one of them where the other is certain', () => {
    const half = { value: 0.5, low: 0.4, high: 0.7 };
    expect(productOf(half, { value: 2, low: 2, high: 2 })).toEqual({
      value: 1,
      low: expect.closeTo(0.8, 9),
      high: expect.closeTo(1.4, 9),
    });
  });

  it('begins at 0 where one of them is 0', () => {
    const none = shareOf(0, 20);
    expect(productOf(none, { value: 3, low: 2, high: 4 })).toEqual({ value: 0, low: 0, high: none.high * 4 });
  });

  it('holds the true product in about 95 of 100 draws', () => {
    const next = random(9);
    const drawn = (share: number, of: number) =>
      Array.from({ length: of }, next).filter((each) => each < share).length;
    const holding = Array.from({ length: 1000 }, () =>
      productOf(shareOf(drawn(0.3, 60), 60), shareOf(drawn(0.2, 80), 80)),
    ).filter(({ low, high }) => low <= 0.06 && 0.06 <= high);
    expect(holding.length).toBeGreaterThan(930);
    expect(holding.length).toBeLessThan(980);
  });
});
