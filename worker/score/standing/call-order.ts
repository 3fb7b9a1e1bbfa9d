// The order of whom to call, as places of a list: identified people by cell, as the actions of the model are ordered, then
// anonymous visitors. On each place the higher score is first.

import { type Cell, defaultActions } from '../../../schema/model/default-actions.ts';
import type { Model } from '../../../schema/model/model.ts';
import { type Tier, tiers } from '../../../schema/tables/tier.ts';
import { actionOf } from '../fit/fit.ts';
import type { CompiledModel } from '../rules/compile.ts';
import { allHeatRanges, type HeatRange, heatRangesOf, type StandingFilter } from './heat-range.ts';
import { coldestLevel, outsideLevel } from './level.ts';

/** Visitors of these tiers who are on these levels, 1–5, at the time. */
interface CallPlace {
  tiers: readonly Tier[];
  levels: readonly number[];
}

/** A part of a list, sorted by heat: the visitors of these tiers in these ranges. `place` grows along the list. */
export interface Section {
  place: number;
  tiers: readonly Tier[];
  ranges: readonly HeatRange[];
}

const ungraded: Tier = '-';
const anonymous: Tier = '';
const onLevels = Array.from({ length: coldestLevel }, (_, index) => index + 1);

/**
 * The places, in order. A person without a grade follows the last cell of the same level that has an action. Customers and
 * disqualified people follow everybody on a level, and anonymous visitors follow everybody identified.
 */
export function callOrder(model: Model): CallPlace[] {
  const cells = cellsInOrder(model);
  const hasAction = (cell: Cell) => actionOf(model, cell) !== null;
  const ordered = [...cells.filter(hasAction), ...cells.filter((cell) => !hasAction(cell))];
  const lastOf = (level: number) => {
    const onLevel = ordered.filter((cell) => levelOf(cell) === level);
    return onLevel.findLast(hasAction) ?? onLevel.at(-1);
  };
  return [
    ...ordered.flatMap((cell) => {
      const levels = [levelOf(cell)];
      const place = { tiers: [cell[0] as Tier], levels };
      return lastOf(levelOf(cell)) === cell ? [place, { tiers: [ungraded], levels }] : [place];
    }),
    { tiers: tiers.filter((tier) => tier !== anonymous), levels: [outsideLevel] },
    { tiers: [anonymous], levels: onLevels },
    { tiers: [anonymous], levels: [outsideLevel] },
  ];
}

/** The one of these cells that comes first in the order; null: there is none. */
export function firstCell(model: Model, cells: readonly string[]): string | null {
  const ordered = callOrder(model).flatMap(({ tiers, levels }) =>
    tiers.flatMap((tier) => levels.map((level) => `${tier}${level}`)),
  );
  return ordered.find((cell) => cells.includes(cell)) ?? null;
}

/** Cells for which the model's `actions` have one keep their order, on the places that they have by default; the others stay. */
function cellsInOrder({ actions = {} }: Model): Cell[] {
  const hasOwn = (cell: string) => typeof actions[cell] === 'string';
  const own = (Object.keys(actions) as Cell[]).filter(hasOwn);
  let next = 0;
  return (Object.keys(defaultActions) as Cell[]).map((cell) => (hasOwn(cell) ? (own[next++] as Cell) : cell));
}

function levelOf(cell: Cell): number {
  return Number(cell[1]);
}

/** The order as sections that hold exactly the visitors of `asked` who pass the filter; those that hold nobody are left out. */
export function callSections(
  compiled: CompiledModel,
  filter: StandingFilter,
  asked: readonly Tier[],
): Section[] {
  const sections = callOrder(compiled.model).map(({ tiers, levels }, place) => ({
    place,
    tiers: tiers.filter((tier) => asked.includes(tier)),
    ranges: rangesOf(compiled, filter, levels),
  }));
  return sections.filter(({ tiers, ranges }) => tiers.length > 0 && ranges.length > 0);
}

function rangesOf(compiled: CompiledModel, filter: StandingFilter, levels: readonly number[]): HeatRange[] {
  const level = filter.level ?? (levels.length === 1 ? (levels[0] as number) : null);
  if (level !== null) {
    return levels.includes(level) ? [...(heatRangesOf(compiled, { ...filter, level }) ?? [])] : [];
  }
  return (heatRangesOf(compiled, filter) ?? allHeatRanges).filter((range) => range.level !== outsideLevel);
}
