// Converts a status at a time into ranges of stored levels and heat.
// So a list by status reads an index range instead of every visitor.

import { heatOfOnePoint } from '../decay.ts';
import type { CompiledModel } from '../rules/compile.ts';
import { coldestLevel, heatThresholds, outsideLevel, roundingSlack } from './level.ts';

/** A range of heat on one stored level: `from` ≤ heat < `below`; null: no bound. */
export interface HeatRange {
  level: number;
  from: number | null;
  below: number | null;
}

/** The filters of a list on scores. `level` 1–5 (5: outside the levels), `minScore` in displayed points, `at` UTC ms. */
export interface StandingFilter {
  level: number | null;
  minScore: number | null;
  at: number;
}

/**
 * Ranges, at most five (a compound select of D1 has no more), that hold exactly the visitors who pass the filter; null: everybody does.
 * The mirror image of `lowered`: on a stored level, who has fallen to `level` is below the `keep` of the one above.
 */
export function heatRangesOf(
  compiled: CompiledModel,
  { level, minScore, at }: StandingFilter,
): HeatRange[] | null {
  const least =
    minScore === null || minScore <= 0
      ? null
      : finite((leastHundredths(minScore) / 100 - roundingSlack) * heatOfOnePoint(compiled, at));
  if (level === null && least === null) return null;
  const levels =
    level === null
      ? allHeatRanges
      : fallenTo(level, heatThresholds(compiled.model.levels, compiled, at).keep);
  return levels
    .map((range) => ({ ...range, from: higher(range.from, least) }))
    .filter(({ from, below }) => from === null || below === null || from < below);
}

/** A range of visitors who are on one level at that time, and the heat below which they leave it. */
export interface CoolingRange extends HeatRange {
  keep: number;
}

/**
 * Ranges, at most six, that hold exactly those who pass the filter and whose level will fall by itself. Who stands at
 * `heat` falls when it has faded to `keep`: among all of them the one with the least heat ÷ keep is the next.
 */
export function coolingRangesOf(compiled: CompiledModel, filter: StandingFilter): CoolingRange[] {
  if (compiled.halfLifeDays === null) return [];
  const { keep } = heatThresholds(compiled.model.levels, compiled, filter.at);
  return keep.flatMap((threshold, index) => {
    const level = index + 1;
    if (filter.level !== null && filter.level !== level) return [];
    const ranges = heatRangesOf(compiled, { ...filter, level }) ?? [];
    return Number.isFinite(threshold) ? ranges.map((range) => ({ ...range, keep: threshold })) : [];
  });
}

/** All visitors, as ranges. */
export const allHeatRanges: readonly HeatRange[] = [1, 2, 3, 4, 5].map((level) => ({
  level,
  from: null,
  below: null,
}));

function fallenTo(level: number, keep: readonly number[]): HeatRange[] {
  if (level === outsideLevel) return [{ level, from: null, below: null }];
  const from = level === coldestLevel ? null : finite(keep[level - 1] as number);
  return Array.from({ length: level }, (_, index) => {
    const stored = index + 1;
    return {
      level: stored,
      from,
      below: stored === level ? null : finite(keep[level - 2] as number),
    };
  });
}

/** The lowest displayed score, in hundredths, that is not below this one; 0.07 × 100 is slightly above 7. */
export function leastHundredths(minScore: number): number {
  return Math.ceil(minScore * 100 - 1e-4);
}

function higher(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

/** Far in the future a threshold overflows. D1 converts Infinity to null, and no heat is above the largest double. */
export function finite(heat: number): number {
  return Math.min(heat, Number.MAX_VALUE);
}
