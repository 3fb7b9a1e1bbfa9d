// A mean with its 95% confidence interval.

/** `low` and `high` are the ends of the 95% confidence interval. All within 0–1. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/**
 * The mean of values within 0–1. The interval is that of Agresti and Coull: two values of 0 and two of 1 are added first, so
 * that a few values that agree do not look certain. ("Approximate is better than exact for interval estimation of binomial
 * proportions", The American Statistician 52, 1998.)
 */
export function estimateOf(values: readonly number[]): Estimate {
  const padded = [...values, 0, 0, 1, 1];
  const center = mean(padded);
  const variance = mean(padded.map((value) => (value - center) ** 2));
  const reach = 1.96 * Math.sqrt(variance / padded.length);
  return {
    value: rounded(mean(values)),
    low: rounded(Math.max(0, center - reach)),
    high: rounded(Math.min(1, center + reach)),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

/** Four decimals: a rank of one in ten thousand. */
function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
