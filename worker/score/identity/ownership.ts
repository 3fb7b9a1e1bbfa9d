// Who owns an event: a pure fold over what was said about identity, in the order in which it occurred. However the
// identifications arrive, the same set of them gives the same people and the same stints.

import { byMoment, type Claim, type Ownership, type Split } from './claim.ts';
import { PersonResolver } from './person-resolver.ts';

/** What the fold needs to know. `separate`: a claimed identity does not speak for the person until verified. */
export interface OwnershipInput {
  readonly claims: readonly Claim[];
  readonly splits: readonly Split[];
  readonly separate: boolean;
}

/** A claim as the splits of its device leave it. */
interface Effective {
  claim: Claim;
  /** The split that makes it void: its time is `moved`'s. */
  split: Split | null;
}

/**
 * Folds claims into people and stints: first all that is verified, as if no other claim existed, then the other claims. A
 * split is an administrator's word and holds against both.
 */
export function resolveOwnership({ claims, splits, separate }: OwnershipInput): Ownership {
  const resolver = new PersonResolver(separate);
  const effective = claims.map((claim) => afterSplits(claim, claims, splits));
  effective.sort((a, b) => byMoment(a.claim, b.claim));
  const vouched = new Set(claims.filter(({ verified }) => verified).map(({ device }) => device));
  for (const { claim, split } of effective) {
    if (claim.verified) resolver.verify(claim, split?.moved ?? null);
    else if (split && vouched.has(claim.device) && !hasVerified(knownAt(split, claims)))
      resolver.move(claim, split.moved);
  }
  resolver.settle();
  for (const { claim, split } of effective) if (!claim.verified) resolver.claim(claim, split?.moved ?? null);
  return resolver.outcome();
}

/** A claim as the splits of its device leave it: void, or not before the split. */
function afterSplits(claim: Claim, claims: readonly Claim[], splits: readonly Split[]): Effective {
  let { at } = claim;
  for (const split of splits) {
    if (split.device !== claim.device) continue;
    if (isVoid(claim, split)) return { claim, split };
    const isLate = claim.arrival > split.arrival && at < split.at;
    if (isLate && isMoved(at, split, claims)) at = split.at;
  }
  return { claim: { ...claim, at }, split: null };
}

function isVoid(claim: Claim, split: Split): boolean {
  const names =
    (claim.email !== null && claim.email === split.email) ||
    (claim.userId !== null && claim.userId === split.userId);
  return names && claim.arrival <= split.arrival;
}

/** Whether the moment `at` of the split's device fell to the moved visitor, by what was known at the split. */
function isMoved(at: number, split: Split, claims: readonly Claim[]): boolean {
  const known = knownAt(split, claims);
  const deciding = (hasVerified(known) ? known.filter(({ verified }) => verified) : known).sort(byMoment);
  const covering = deciding.findLast((claim) => claim.at <= at) ?? deciding[0];
  return covering !== undefined && isVoid(covering, split);
}

function knownAt(split: Split, claims: readonly Claim[]): Claim[] {
  return claims.filter((claim) => claim.device === split.device && claim.arrival <= split.arrival);
}

function hasVerified(claims: readonly Claim[]): boolean {
  return claims.some(({ verified }) => verified);
}
