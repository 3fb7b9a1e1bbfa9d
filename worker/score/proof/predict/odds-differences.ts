// Compares stored odds with the prediction: part of the self-check. Pure.

import type { Prediction } from '../../../../schema/model/prediction.ts';
import type { CompiledModel } from '../../rules/compile.ts';
import type { State } from '../../standing/step.ts';
import type { Difference } from '../../standing/verify.ts';
import { deedOddsOf, personOddsOf, type StoredOdds } from './prediction.ts';

/** A smaller change of a logit changes no digit that is shown, so it is not written when a prediction is made anew. */
export const leastChange = 1e-4;

/** A row, and what its odds are computed from: the state by the log, and the person; null: anonymous. */
export interface ComparedOdds {
  /** `lastSeen` may lag. The odds may be those of any visit since then, because they are also computed from what is stored. */
  stored: StoredOdds & { lastSeen: number };
  state: State;
  person: Parameters<typeof personOddsOf>[1];
}

/** Compares the odds of a row with those that the prediction gives. Empty: no differences. */
export function oddsDifferences(
  prediction: Prediction | null,
  compiled: CompiledModel,
  { stored, state, person }: ComparedOdds,
): Difference[] {
  const { standing } = state;
  const [now, lagging] = [standing.lastSeen, stored.lastSeen].map((lastSeen) =>
    deedOddsOf(prediction, { ...state, standing: { ...standing, lastSeen } }, compiled),
  ) as [number | null, number | null];
  const ofPerson = personOddsOf(prediction, person);
  return [
    ...difference('odds of deeds', stored.deedOdds, [now, lagging]),
    ...difference('odds of the person', stored.personOdds, [ofPerson, ofPerson]),
  ];
}

/** `range`: the values between which it must be, in any order; both are null, or neither is. */
function difference(
  what: string,
  stored: number | null,
  [one, other]: readonly [number | null, number | null],
): Difference[] {
  if (one === null || other === null || stored === null) {
    return stored === one ? [] : [{ what, stored, folded: one, event: null }];
  }
  const slack = leastChange + 1e-9 * Math.abs(one);
  const isWithin = stored >= Math.min(one, other) - slack && stored <= Math.max(one, other) + slack;
  return isWithin ? [] : [{ what, stored, folded: one, event: null }];
}
