// 95% confidence intervals of shares, of rates compared with each other, and of products; and the test whether a rate is lower.

import type { Estimate } from './estimate.ts';

/** 97.5% of a normal distribution lie below. */
const z95 = 1.959964;

/**
 * A share, `count` of `of`, with the interval of Wilson ("Probable inference, the law of succession, and statistical inference",
 * Journal of the American Statistical Association 22, 1927; method 3 in Newcombe, Statistics in Medicine 17, 1998). `of` > 0.
 * `z`: the quantile of the normal distribution for another interval than the 95% one.
 */
export function shareOf(count: number, of: number, z = z95): Estimate {
  const share = count / of;
  const center = count + z ** 2 / 2;
  const reach = z * Math.sqrt(count * (1 - share) + z ** 2 / 4);
  const total = of + z ** 2;
  // At the ends the interval begins exactly there, which doubles miss by some digits.
  const low = count === 0 ? 0 : (center - reach) / total;
  const high = count === of ? 1 : (center + reach) / total;
  return { value: share, low, high };
}

/** Events that were counted, and what they are divided by: people, or time. */
export interface Rate {
  count: number;
  /** > 0. */
  exposure: number;
}

/**
 * How many times as high one rate is as another, with the exact interval: given the sum of both counts, one of them is binomial
 * (Lehmann, "Testing statistical hypotheses", 2nd edition, 1986, p. 152; R's `poisson.test`). Infinity where the other count is 0.
 */
export function rateRatio(one: Rate, other: Rate): Estimate {
  const total = one.count + other.count;
  const ratio = (share: number) => (share / (1 - share)) * (other.exposure / one.exposure);
  // Clopper and Pearson, Biometrika 26, 1934.
  const low = one.count === 0 ? 0 : solve((share) => 1 - atMost(one.count - 1, total, share), 0.025);
  const high = other.count === 0 ? 1 : 1 - solve((share) => 1 - atMost(other.count - 1, total, share), 0.025);
  return { value: ratio(one.count / total), low: ratio(low), high: ratio(high) };
}

/** The probability of at most this count for `one`, if both rates were equal: the exact one-sided test that it is lower. */
export function chanceOfSoFew(one: Rate, other: Rate): number {
  const share = one.exposure / (one.exposure + other.exposure);
  return atMost(one.count, one.count + other.count, share);
}

/**
 * The product of two independent estimates above 0, by MOVER on logarithms (Zou and Donner, "Construction of confidence limits
 * about effect measures", Statistics in Medicine 27, 2008).
 */
export function productOf(one: Estimate, other: Estimate): Estimate {
  const value = one.value * other.value;
  if (value === 0) return { value, low: 0, high: one.high * other.high };
  const apart = (end: 'low' | 'high') =>
    Math.hypot(Math.log(one.value / one[end]), Math.log(other.value / other[end]));
  return { value, low: value * Math.exp(-apart('low')), high: value * Math.exp(apart('high')) };
}

/** The probability of at most `count` of `of` at this share each: the binomial distribution, summed on logarithms. */
function atMost(count: number, of: number, share: number): number {
  if (count >= of || share <= 0) return 1;
  if (count < 0 || share >= 1) return 0;
  let logarithm = of * Math.log1p(-share);
  let sum = Math.exp(logarithm);
  for (let next = 1; next <= count; next++) {
    logarithm += Math.log((of - next + 1) / next) + Math.log(share / (1 - share));
    sum += Math.exp(logarithm);
  }
  return Math.min(1, sum);
}

/** Where a rising function of 0–1 reaches a value. */
function solve(rising: (share: number) => number, value: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (rising(middle) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
