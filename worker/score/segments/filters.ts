// The filters of the list of visitors, as conditions on where visitors stand. Lists and segments both use these. Pure.

import type { SegmentFilters } from '../../../schema/api/alerts/segment.ts';
import type { Model } from '../../../schema/model/model.ts';
import { type Tier, tiers } from '../../../schema/tables/tier.ts';
import { outsideLevel } from '../standing/level.ts';
import { customerStatus, disqualifiedStatus } from '../standing/standing-now.ts';

/** The possible values of a visitor's status: the levels, hottest first, then those outside them. */
export function statusNames({ levels }: Model): string[] {
  return [...levels.map(({ name }) => name), customerStatus, disqualifiedStatus];
}

/** Where visitors must stand. `isNobody`: the filters exclude each other. */
export interface StandingAsked {
  /** 1–5, 5 is outside the levels; null: any. */
  level: number | null;
  /** Outside the levels: customers, or all others. */
  isCustomer: boolean | null;
  tiers: readonly Tier[];
  isNobody: boolean;
}

/** The combination of status, grade, cell and `identified`. A status that the model does not have holds nobody. */
export function standingAsked(
  model: Model,
  { status, grade, cell, identified }: SegmentFilters,
): StandingAsked {
  const index = status === undefined ? null : statusNames(model).indexOf(status);
  const levels = [
    ...(index === null ? [] : [Math.min(index + 1, outsideLevel)]),
    ...(cell === undefined ? [] : [Number(cell[1])]),
  ];
  const grades = [grade, cell?.[0]].filter((each) => each !== undefined);
  const asked = tiers.filter(
    (tier) =>
      grades.every((each) => each === tier) && (identified === undefined || identified === (tier !== '')),
  );
  return {
    level: levels[0] ?? null,
    isCustomer: levels[0] === outsideLevel ? status === customerStatus : null,
    tiers: asked,
    isNobody: index === -1 || new Set(levels).size > 1 || asked.length === 0,
  };
}
