// A sample as a regression reads it: which rows bought, with everybody's weight; and whether a fit explains more than chance. Pure.

import { fitLogistic, probabilityOf, type Sample as Regression } from '../fit/logistic.ts';
import type { Row } from './sample.ts';

/** What somebody had decides whether they buy: weights per award and per fit rule, with standard errors, in logits. */
export interface Coefficients {
  /** By column: rules, then fit rules. Columns that nobody had are left out. */
  byColumn: Map<number, { weight: number; error: number }>;
  /** The probability that a fit explains as much of outcomes that depend on nothing. */
  chance: number;
}

/** Of a weight per standard deviation: as if from a normal distribution with variance 1, so that rare rules stay finite. */
const penalty = 1;

/**
 * How much a row counts: buyers 1. The others were looked at at random moments, which a growing site has more of later on, but a sale
 * happens at its own: so each moment counts the same. `present`: people who could buy, by moment.
 */
export function weightsOf(others: readonly Row[], present: readonly number[]): number[] {
  const raw = others.map(({ moment }) => 1 / Math.max(1, present[moment] ?? 1));
  const mean = raw.reduce((sum, each) => sum + each, 0) / (raw.length || 1);
  return raw.map((each) => each / mean);
}

/** Fits all columns together: buyers against others. */
export function fitColumns(
  bought: readonly Row[],
  others: readonly Row[],
  { present, size }: { present: readonly number[]; size: number },
): Coefficients {
  const rows = [...bought, ...others];
  const weights = Float64Array.from([...bought.map(() => 1), ...weightsOf(others, present)]);
  const outcomes = Float64Array.from(rows, (_, place) => (place < bought.length ? 1 : 0));
  const spread = spreadOf(rows, size);
  const columns = [...spread.keys()].filter((column) => (spread[column] ?? 0) > 0);
  const placeOf = new Map(columns.map((column, place) => [column, place]));
  const values = new Float64Array(rows.length * columns.length);
  rows.forEach((row, index) => {
    row.columns.forEach((column, place) => {
      const at = placeOf.get(column);
      if (at === undefined) return;
      values[index * columns.length + at] = (row.values[place] ?? 0) / (spread[column] ?? 1);
    });
  });
  const penalties = new Float64Array(columns.length).fill(penalty);
  const regression = { columns: columns.length, values, outcomes, weights, penalties };
  const fitted = fitLogistic(regression);
  const byColumn = new Map(
    columns.map((column, place) => {
      const unit = spread[column] ?? 1;
      return [
        column,
        { weight: (fitted.weights[place] ?? 0) / unit, error: (fitted.errors[place] ?? 0) / unit },
      ];
    }),
  );
  return { byColumn, chance: chanceOf(regression, fitted) };
}

/** The standard deviation of each column. */
function spreadOf(rows: readonly Row[], size: number): number[] {
  const sums = new Float64Array(size);
  const squares = new Float64Array(size);
  for (const { columns, values } of rows) {
    columns.forEach((column, place) => {
      const value = values[place] ?? 0;
      sums[column] = (sums[column] ?? 0) + value;
      squares[column] = (squares[column] ?? 0) + value ** 2;
    });
  }
  return Array.from(sums, (sum, column) => {
    const mean = sum / (rows.length || 1);
    return Math.sqrt(Math.max(0, (squares[column] ?? 0) / (rows.length || 1) - mean ** 2));
  });
}

/** The likelihood ratio test against outcomes that depend on nothing. The penalty makes it cautious. */
function chanceOf(
  { columns, values, outcomes, weights }: Regression,
  fitted: { intercept: number; weights: Float64Array },
): number {
  if (columns === 0) return 1;
  let [happened, total, likelihood] = [0, 0, 0];
  outcomes.forEach((outcome, row) => {
    const weight = weights[row] ?? 0;
    happened += weight * outcome;
    total += weight;
    let logit = fitted.intercept;
    for (let column = 0; column < columns; column++)
      logit += (fitted.weights[column] ?? 0) * (values[row * columns + column] ?? 0);
    likelihood += weight * logOf(outcome === 1 ? probabilityOf(logit) : probabilityOf(-logit));
  });
  const share = happened / total;
  const constant = happened * logOf(share) + (total - happened) * logOf(1 - share);
  return chanceOfSoLarge(2 * (likelihood - constant), columns);
}

function logOf(probability: number): number {
  return Math.log(Math.max(probability, Number.MIN_VALUE));
}

/**
 * The probability that a chi-squared variable with `freedom` degrees of freedom is larger, by the cube root (Wilson and Hilferty,
 * "The distribution of chi-square", PNAS 17, 1931).
 */
function chanceOfSoLarge(value: number, freedom: number): number {
  const variance = 2 / (9 * freedom);
  return upperTail((Math.cbrt(Math.max(0, value) / freedom) - (1 - variance)) / Math.sqrt(variance));
}

/** The share of a normal distribution above `z` (Abramowitz and Stegun, 7.1.26: exact to 1.5e−7). */
function upperTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const polynomial =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = (polynomial * Math.exp(-x * x)) / 2;
  return z >= 0 ? tail : 1 - tail;
}
