// Which changes of level are recorded as crossings: rises to and falls from the upper two.

import { coldestLevel } from './level.ts';

/** The lowest level whose crossings are recorded: in the default model, hot and warm are. */
export const coldestNoted = 2;

/** A change of level, 1–4. */
export interface Crossing {
  from: number;
  to: number;
}

/**
 * Returns the crossing for a change of level, or null if it is not recorded. A new visitor starts on the coldest level. Level 5
 * (customers and disqualified visitors) is outside the levels, so moving to or from it is no crossing.
 */
export function crossingOf(from: number = coldestLevel, to: number): Crossing | null {
  const isNoted = from !== to && Math.min(from, to) <= coldestNoted && Math.max(from, to) <= coldestLevel;
  return isNoted ? { from, to } : null;
}

/**
 * Returns the crossing of a visitor whose events were redistributed by an identification or a split, and whose level is now `to`.
 * `own`: their level before, undefined if they are new. `all`: the previous levels of everybody involved. It is a rise only if
 * nobody involved had that level before: if a person's browser was hot already, the person being hot is no news.
 */
export function crossingOfShared(
  { own, all }: { own?: number | undefined; all: readonly number[] },
  to: number,
): Crossing | null {
  const best = Math.min(coldestLevel, ...all);
  const hasFallen = own !== undefined && to > own;
  return to < best || hasFallen ? crossingOf(own ?? best, to) : null;
}
