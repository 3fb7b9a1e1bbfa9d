// Points as a person would write them: 8, 12 or 150 and not 147.3. Pure.

import { modelLimits } from '../../../../schema/model/model.ts';
import type { Estimate } from '../estimate.ts';

/** First digits that people write, within a power of ten. */
const firsts = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10] as const;

/**
 * The written number nearest to an estimate. `unit`: the least difference that counts, 1 or 0.1. If a shorter number than the
 * interval allows would be misleading, it is the estimate to the unit.
 */
export function plainPoints({ value, low, high }: Estimate, unit: number): number {
  const most = modelLimits.maxPoints;
  const size = Math.min(most, Math.abs(value));
  const exact = Math.round(size / unit) * unit;
  const written = size < 5 * unit ? exact : nearest(size, unit);
  const isWithin = Math.sign(value) * written >= low && Math.sign(value) * written <= high;
  const chosen = Number((isWithin ? written : exact).toPrecision(10));
  // Not −0, which a page would show.
  return chosen === 0 ? 0 : Math.sign(value) * chosen;
}

function nearest(size: number, unit: number): number {
  const decade = 10 ** Math.floor(Math.log10(size));
  const choices = firsts.map((first) => first * decade).filter((choice) => isWhole(choice / unit));
  return choices.reduce((best, choice) => (Math.abs(choice - size) < Math.abs(best - size) ? choice : best));
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-9;
}
