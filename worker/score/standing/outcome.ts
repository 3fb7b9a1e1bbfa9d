// What became of a visitor: of all the outcomes in the log, the one that counts.

import type { OutcomeResult } from '../event.ts';

/** How a deal ended, or stands, and when that was, UTC ms. */
export interface Outcome {
  result: OutcomeResult;
  at: number;
}

/**
 * Whether an outcome counts more than the one known so far. A sale stays one, whatever comes after; else the later
 * counts. Of two at the same moment the one first in the alphabet, so that the order of arrival plays no part.
 */
export function outranks(outcome: Outcome, known: Outcome | null): boolean {
  if (known === null) return true;
  const isWon = outcome.result === 'won';
  if (isWon !== (known.result === 'won')) return isWon;
  return outcome.at > known.at || (outcome.at === known.at && outcome.result < known.result);
}
