// The groups in which visitors are counted: by tier, and by where they stand at a time. Pure.

import { type Tier, tiers } from '../../../schema/tables/tier.ts';
import type { CompiledModel } from '../rules/compile.ts';
import { allHeatRanges, type HeatRange, heatRangesOf } from './heat-range.ts';
import { coldestLevel, outsideLevel } from './level.ts';

/** Where a group stands: the level 1–4, or outside the levels as a customer or disqualified, in the order of statuses. */
export const customers = coldestLevel + 1;
export const disqualified = coldestLevel + 2;

/** The name of a group: `A1`, `-2` for people without a grade, `4` for anonymous visitors. */
export function groupName(tier: Tier, standing: number): string {
  return `${tier}${standing}`;
}

/** Visitors of each group that has some. */
export type HeadCounts = Readonly<Record<string, number>>;

/** Visitors of a tier who are stored with a level, 1–4: all, and those with at least the heat that keeps the levels 1, 2 and 3. */
export interface StoredCount {
  tier: Tier;
  level: number;
  visitors: number;
  kept: readonly number[];
}

/** Visitors of a tier outside the levels. */
export interface OutsideCount {
  tier: Tier;
  customers: number;
  disqualified: number;
}

/** The groups that these visitors are in, by the clock: whoever cannot keep the stored level is on the first that they can keep. */
export function headCountsOf(
  stored: readonly StoredCount[],
  outside: readonly OutsideCount[],
): Record<string, number> {
  const counts: Record<string, number> = {};
  const add = (name: string, visitors: number) => {
    if (visitors > 0) counts[name] = (counts[name] ?? 0) + visitors;
  };
  for (const { tier, level, visitors, kept } of stored) {
    let above = 0;
    for (let standing = level; standing <= coldestLevel; standing++) {
      const reached = kept[standing - 1] ?? visitors;
      add(groupName(tier, standing), reached - above);
      above = reached;
    }
  }
  for (const { tier, ...count } of outside) {
    add(groupName(tier, customers), count.customers);
    add(groupName(tier, disqualified), count.disqualified);
  }
  return counts;
}

/** What is counted together, by ranges of the index: the visitors of a tier on a level, 1–5, at a time. */
export interface HeadUnit {
  tier: Tier;
  level: number;
  ranges: readonly HeatRange[];
}

/** All units, those that had the fewest visitors at the last count first, so that a bounded count completes as many as it can. */
export function headUnits(compiled: CompiledModel, at: number, last: HeadCounts): HeadUnit[] {
  const levels = allHeatRanges.map(({ level }) => level);
  const units = levels.flatMap((level) => {
    const ranges = heatRangesOf(compiled, { level, minScore: null, at }) ?? [];
    return tiers.map((tier) => ({ tier, level, ranges }));
  });
  const sizeOf = (unit: HeadUnit) =>
    standingsOf(unit).reduce((sum, standing) => sum + (last[groupName(unit.tier, standing)] ?? 0), 0);
  return units.sort((a, b) => sizeOf(a) - sizeOf(b));
}

/** Where the visitors of a unit stand. */
export function standingsOf({ level }: Pick<HeadUnit, 'level'>): number[] {
  return level === outsideLevel ? [customers, disqualified] : [level];
}
