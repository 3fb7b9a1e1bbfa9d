// Levels and their hysteresis: a visitor reaches a level at `at` and keeps it until below `keep`.

import type { Model } from '../../../schema/model/model.ts';
import { type Decay, fadesTo, heatOfOnePoint } from '../decay.ts';

/** The stored level of visitors permanently outside the four: customers and disqualified ones. */
export const outsideLevel = 5;

/** The coldest level, where everyone begins. */
export const coldestLevel = 4;

/** Thresholds of the upper three levels, hottest first, in the unit of the compared amount. */
export interface Thresholds {
  readonly at: readonly [number, number, number];
  readonly keep: readonly [number, number, number];
}

/** Scores are compared rounded to 2 decimals: 44.995 rounds to 45.00 and has reached 45. */
export const roundingSlack = 0.005;

/** The model's thresholds in points, for unrounded scores. */
export function scoreThresholds(levels: Model['levels']): Thresholds {
  const [first, second, third] = levels;
  return {
    at: [first.at - roundingSlack, second.at - roundingSlack, third.at - roundingSlack],
    keep: [first.keep - roundingSlack, second.keep - roundingSlack, third.keep - roundingSlack],
  };
}

/** The same thresholds in heat, at `now`. */
export function heatThresholds(levels: Model['levels'], decay: Decay, now: number): Thresholds {
  const unit = heatOfOnePoint(decay, now);
  const { at, keep } = scoreThresholds(levels);
  return {
    at: [at[0] * unit, at[1] * unit, at[2] * unit],
    keep: [keep[0] * unit, keep[1] * unit, keep[2] * unit],
  };
}

/** The level that `amount` can keep, starting from `level` (1–5): the best level, not above it, whose `keep` is reached. */
export function lowered(level: number, amount: number, { keep }: Thresholds): number {
  if (level === outsideLevel) return level;
  for (let candidate = level; candidate < coldestLevel; candidate++) {
    if (amount >= (keep[candidate - 1] as number)) return candidate;
  }
  return coldestLevel;
}

/** The level after a batch: first lowered by decay or negative points, then raised. Amounts and thresholds share a unit. */
export function settled(level: number, before: number, after: number, thresholds: Thresholds): number {
  if (level === outsideLevel) return level;
  const kept = lowered(level, Math.min(before, after), thresholds);
  const reached = thresholds.at.findIndex((at) => after >= at) + 1;
  return reached === 0 ? kept : Math.min(kept, reached);
}

/** When (UTC ms) a visitor with `heat` falls below their level at `now`; null on the coldest level, or if never. */
export function coolsAt(
  levels: Model['levels'],
  decay: Decay,
  standing: { heat: number; level: number },
): number | null {
  if (standing.level >= coldestLevel) return null;
  const keep = scoreThresholds(levels).keep[standing.level - 1] as number;
  const moment = fadesTo(decay, standing.heat, keep);
  return moment === null ? null : Math.ceil(moment);
}
