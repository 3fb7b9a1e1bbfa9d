// Who owns an event: a pure fold over what was said about identity, in the order in which it occurred. However the
// identifications arrive, the same set of them gives the same people and the same stints.

import { byMoment, type Claim, type Ownership, type Split } from './claim.ts';
import { Resolving } from './resolving.ts';

/** What the fold needs to know. `separate`: a claimed identity does not speak for the person until verified. */
export interface OwnershipInput {
  readonly claims: readonly Claim[];
  readonly splits: readonly Split[];
  readonly separate: boolean;
}

/** Folds claims into people and stints. */
export function resolveOwnership({ claims, splits, separate }: OwnershipInput): Ownership {
  const resolving = new Resolving(separate);
  const effective = claims.map((claim) => afterSplits(claim, claims, splits));
  effective.sort((a, b) => byMoment(a.claim, b.claim));
  for (const { claim, moved } of effective) resolving.apply(claim, moved);
  return resolving.outcome();
}

/** A claim as the splits of its device leave it: void (its time is `moved`'s), or not before the split. */
function afterSplits(
  claim: Claim,
  claims: readonly Claim[],
  splits: readonly Split[],
): { claim: Claim; moved: string | null } {
  let { at } = claim;
  for (const split of splits) {
    if (split.device !== claim.device) continue;
    if (isVoid(claim, split)) return { claim, moved: split.moved };
    const isLate = claim.arrival > split.arrival && at < split.at;
    if (isLate && isMoved(at, split, claims)) at = split.at;
  }
  return { claim: { ...claim, at }, moved: null };
}

function isVoid(claim: Claim, split: Split): boolean {
  const names =
    (claim.email !== null && claim.email === split.email) ||
    (claim.userId !== null && claim.userId === split.userId);
  return names && claim.arrival <= split.arrival;
}

/** Whether the moment `at` of the split's device fell to the moved visitor, by what was known at the split. */
function isMoved(at: number, split: Split, claims: readonly Claim[]): boolean {
  const known = claims
    .filter((claim) => claim.device === split.device && claim.arrival <= split.arrival)
    .sort(byMoment);
  const covering = known.findLast((claim) => claim.at <= at) ?? known[0];
  return covering !== undefined && isVoid(covering, split);
}
