// What suggested points are worth on people to whom they were not fitted: how well they rank buyers among others, beside the points
// in use. Pure.

import type { Model } from '../../../../schema/model/model.ts';
import { type Estimate, estimateOf } from '../estimate.ts';
import type { Evidence } from './evidence.ts';
import { weightsOf } from './likelihood.ts';
import type { Points } from './points.ts';
import type { Row } from './sample.ts';

/** The share of others who scored lower than a buyer, on average over `sales`: 0.5 is chance. */
export interface HeldOut {
  sales: number;
  before: Estimate;
  after: Estimate;
}

/** Ranks the half of people on whom the points were not fitted; null: nobody in it bought, or could have. */
export function heldOutOf(
  { bought, others, present }: Evidence,
  model: Model,
  points: Points,
): HeldOut | null {
  const buyers = bought.rows.filter(({ heldOut }) => heldOut);
  const rest = others.rows.filter(({ heldOut }) => heldOut);
  if (buyers.length === 0 || rest.length === 0) return null;
  const weights = weightsOf(rest, present);
  const ranks = (scoreOf: (row: Row) => number) =>
    estimateOf(ranksOf(buyers.map(scoreOf), rest.map(scoreOf), weights));
  return {
    sales: buyers.length,
    before: ranks(({ score }) => score),
    after: ranks((row) => suggestedScore(row, model, points)),
  };
}

/** The score that somebody would have had with the suggested points. */
export function suggestedScore({ score, columns, values }: Row, { rules }: Model, points: Points): number {
  return columns.reduce((sum, column, place) => {
    const [inUse, suggested] = [rules[column]?.points, points.rules.get(column)?.points];
    if (inUse === undefined || suggested === undefined || suggested === null) return sum;
    return sum + (suggested - inUse) * (values[place] ?? 0);
  }, score);
}

/** For each buyer the share of others, by weight, with a lower score; equal scores count half. */
function ranksOf(buyers: readonly number[], others: readonly number[], weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return buyers.map((score) => {
    const lower = others.reduce((sum, other, place) => {
      // Sums of the same points in another order differ in the last bits.
      const isSame = Math.abs(other - score) < 1e-6;
      return sum + (isSame ? 0.5 : other < score ? 1 : 0) * (weights[place] ?? 0);
    }, 0);
    return lower / total;
  });
}
