// Which changes of level are recorded as crossings: rises to and falls from the upper two.

import { coldestLevel } from './level.ts';

/** The coldest level with recorded crossings: hot and warm in the default model. */
export const coldestNoted = 2;

/** A change of level, 1–4. */
export interface Crossing {
  from: number;
  to: number;
}

/**
 * The crossing that a change of level is; null: none. Who is new begins on the coldest. Level 5 is outside: customers, and
 * who is disqualified, have crossed nothing.
 */
export function crossingOf(from: number = coldestLevel, to: number): Crossing | null {
  const isNoted = from !== to && Math.min(from, to) <= coldestNoted && Math.max(from, to) <= coldestLevel;
  return isNoted ? { from, to } : null;
}

/**
 * The crossing of somebody whose events were shared out anew, by an identification or a split, and who stands on `to` then.
 * `own`: their level before; undefined: they had none. `all`: the levels before of everybody among whom the events were shared
 * out. Somebody rises where none of those stood as high: that a browser of theirs was hot is no news of a person.
 */
export function crossingOfShared(
  { own, all }: { own?: number | undefined; all: readonly number[] },
  to: number,
): Crossing | null {
  const best = Math.min(coldestLevel, ...all);
  const hasFallen = own !== undefined && to > own;
  return to < best || hasFallen ? crossingOf(own ?? best, to) : null;
}
