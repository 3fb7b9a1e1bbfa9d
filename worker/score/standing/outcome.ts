// A visitor's outcome: the one of all outcomes in the log that counts.

import type { OutcomeResult } from '../event.ts';

/** The result of a deal, and its time in UTC ms. */
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
