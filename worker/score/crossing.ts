// Who is told of when a level changes: of rises to, and falls from, the upper two.

import { coldestLevel } from './level.ts';

/** The coldest of the levels that are told of: hot and warm, as the default model calls them. */
export const lowestTold = 2;

/** A change of level, 1–4. */
export interface Crossing {
  from: number;
  to: number;
}

/**
 * What is told of a level that changes; null: nothing. Who is new begins on the coldest. Level 5 is outside: customers, and
 * who is disqualified, have crossed nothing.
 */
export function crossingOf(from: number = coldestLevel, to: number): Crossing | null {
  const isTold = from !== to && Math.min(from, to) <= lowestTold && Math.max(from, to) <= coldestLevel;
  return isTold ? { from, to } : null;
}
