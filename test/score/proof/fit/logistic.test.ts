// The fit gives what numpy gives, and finds the law that outcomes were drawn by.

import { describe, expect, it } from 'vitest';
import { factor, inverseDiagonal, solve } from '../../../../worker/score/proof/fit/cholesky.ts';
import { fitLogistic, logitOf, probabilityOf } from '../../../../worker/score/proof/fit/logistic.ts';
import { random } from '../../../support/checks/random.ts';

const small = {
  columns: 2,
  values: Float64Array.from({ length: 24 }, (_, place) => {
    const row = place >> 1;
    return place % 2 === 0 ? ((row * 7) % 5) / 2 - 1 : ((row * 3) % 7) / 3 - 1;
  }),
  outcomes: Float64Array.of(0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0),
  weights: Float64Array.of(1, 2, 1, 1, 3, 1, 1, 2, 1, 1, 1, 4),
  penalties: Float64Array.of(0.5, 2),
};

describe('a logistic regression', () => {
  it('has the coefficients and standard errors that numpy computes', () => {
    const fitted = fitLogistic(small);
    expect(fitted.hasConverged).toBe(true);
    expect(fitted.weights[0]).toBeCloseTo(0.11856355, 7);
    expect(fitted.weights[1]).toBeCloseTo(0.40685592, 7);
    expect(fitted.intercept).toBeCloseTo(-0.17188819, 7);
    expect(fitted.errors[0]).toBeCloseTo(0.67802136, 7);
    expect(fitted.errors[1]).toBeCloseTo(0.50801917, 7);
    expect(fitted.interceptError).toBeCloseTo(0.47176808, 7);
  });

  it('without columns is the logit of the share', () => {
    const of = { columns: 0, values: Float64Array.of(), penalties: Float64Array.of() };
    const outcomes = Float64Array.of(1, 0, 0, 0, 0);
    const fitted = fitLogistic({ ...of, outcomes, weights: Float64Array.of(1, 1, 1, 1, 1) });
    expect(fitted.intercept).toBeCloseTo(logitOf(0.2), 6);
    expect(fitted.interceptError).toBeCloseTo(Math.sqrt(1 / (5 * 0.2 * 0.8)), 6);
  });

  it('counts a row of weight 2 as two rows', () => {
    const twice = fitLogistic({
      ...small,
      values: Float64Array.of(...small.values, ...small.values),
      outcomes: Float64Array.of(...small.outcomes, ...small.outcomes),
      weights: Float64Array.of(...small.weights, ...small.weights),
    });
    const heavier = fitLogistic({ ...small, weights: small.weights.map((one) => 2 * one) });
    expect(twice.weights[0]).toBeCloseTo(heavier.weights[0] as number, 9);
    expect(twice.intercept).toBeCloseTo(heavier.intercept, 9);
  });

  it('adds what it finds to what is known already', () => {
    const known = fitLogistic(small);
    const offsets = small.outcomes.map(
      (_, row) => (known.weights[0] as number) * (small.values[row * 2] as number) + known.intercept,
    );
    const values = small.outcomes.map((_, row) => small.values[row * 2 + 1] as number);
    const rest = fitLogistic({ ...small, columns: 1, values, offsets, penalties: Float64Array.of(2) });
    expect(rest.weights[0]).toBeCloseTo(known.weights[1] as number, 6);
    expect(rest.intercept).toBeCloseTo(0, 6);
  });

  it('stays finite where a column separates the outcomes, and the intercept where all are alike', () => {
    const of = { columns: 1, weights: Float64Array.of(1, 1, 1, 1), values: Float64Array.of(-9, -1, 1, 9) };
    const apart = { ...of, outcomes: Float64Array.of(0, 0, 1, 1), penalties: Float64Array.of(0.1) };
    expect(fitLogistic(apart).hasConverged).toBe(true);
    expect(fitLogistic(apart).weights[0]).toBeGreaterThan(1);
    const alike = { ...of, outcomes: Float64Array.of(1, 1, 1, 1), penalties: Float64Array.of(1) };
    const { intercept, weights } = fitLogistic(alike);
    expect(intercept).toBeGreaterThan(10);
    expect(Number.isFinite(intercept)).toBe(true);
    expect(weights[0]).toBeCloseTo(0, 2);
  });

  it('stays finite without a penalty where two columns are the same', () => {
    const values = Float64Array.from(small.outcomes, (_, row) => small.values[row * 2] as number);
    const doubled = Float64Array.from({ length: 24 }, (_, place) => values[place >> 1] as number);
    const { weights, errors } = fitLogistic({
      ...small,
      values: doubled,
      penalties: Float64Array.of(0, 0),
    });
    const alone = fitLogistic({ ...small, columns: 1, values, penalties: Float64Array.of(0) });
    expect((weights[0] as number) + (weights[1] as number)).toBeCloseTo(alone.weights[0] as number, 5);
    expect(errors.every(Number.isFinite)).toBe(true);
  });

  it('finds the law behind 6,000 outcomes, within its standard errors', () => {
    const next = random(7);
    const [rows, columns] = [6000, 12];
    const truth = Array.from({ length: columns }, (_, column) => (column % 3) - 1 + column / 20);
    const values = Float64Array.from({ length: rows * columns }, () => next() * 2 - 1);
    const outcomes = Float64Array.from({ length: rows }, (_, row) => {
      const logit = truth.reduce(
        (sum, one, column) => sum + one * (values[row * columns + column] as number),
        -1,
      );
      return next() < probabilityOf(logit) ? 1 : 0;
    });
    const penalties = new Float64Array(columns).fill(1e-3);
    const sample = { columns, values, outcomes, weights: outcomes.map(() => 1), penalties };
    const fitted = fitLogistic(sample);
    expect(Math.abs(fitted.intercept + 1)).toBeLessThan(3.5 * fitted.interceptError);
    expect(fitted.interceptError).toBeLessThan(0.06);
    for (const [column, one] of truth.entries()) {
      expect(Math.abs((fitted.weights[column] as number) - one)).toBeLessThan(
        3.5 * (fitted.errors[column] as number),
      );
      expect(fitted.errors[column]).toBeLessThan(0.1);
    }
    expect(fitLogistic(sample)).toEqual(fitted);
  });

  it('refuses sizes that disagree, and values that are no numbers', () => {
    expect(() => fitLogistic({ ...small, weights: Float64Array.of(1) })).toThrow(RangeError);
    expect(() => fitLogistic({ ...small, penalties: Float64Array.of(1) })).toThrow(RangeError);
    const values = small.values.with(3, Number.NaN);
    expect(() => fitLogistic({ ...small, values })).toThrow(RangeError);
  });
});

describe('a matrix', () => {
  const matrix = Float64Array.of(4, 0, 0, 2, 5, 0, 1, 3, 6);

  it('is solved by its factor, whose inverse has the known diagonal', () => {
    const lower = matrix.slice();
    expect(factor(lower, 3)).toBe(true);
    const x = solve(lower, Float64Array.of(1, 2, 3));
    expect(4 * (x[0] as number) + 2 * (x[1] as number) + (x[2] as number)).toBeCloseTo(1, 12);
    expect(2 * (x[0] as number) + 5 * (x[1] as number) + 3 * (x[2] as number)).toBeCloseTo(2, 12);
    // Cofactors over the determinant 67.
    const diagonal = inverseDiagonal(lower, 3);
    expect(diagonal[0]).toBeCloseTo(21 / 67, 12);
    expect(diagonal[1]).toBeCloseTo(23 / 67, 12);
    expect(diagonal[2]).toBeCloseTo(16 / 67, 12);
  });

  it('that is not positive definite has none', () => {
    expect(factor(Float64Array.of(1, 0, 2, 1), 2)).toBe(false);
    expect(factor(Float64Array.of(0), 1)).toBe(false);
  });
});

describe('logits', () => {
  it.each([-800, -40, -1, 0, 3, 40, 800])('of %i are probabilities', (logit) => {
    const probability = probabilityOf(logit);
    expect(probability).toBeGreaterThanOrEqual(0);
    expect(probability).toBeLessThanOrEqual(1);
    if (Math.abs(logit) < 30) expect(logitOf(probability)).toBeCloseTo(logit, 9);
  });
});
