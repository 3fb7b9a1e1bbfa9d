// Decides who owns an event: a pure fold over the identity claims, in the order in which they occurred. The same set of
// claims always gives the same people and the same stints, in whatever order they arrive.

import { byMoment, type Claim, type Ownership, type Split } from './claim.ts';
import { PersonResolver } from './person-resolver.ts';

/** The input of the fold. `separate`: a claimed identity does not count for the person until verified. */
export interface OwnershipInput {
  readonly claims: readonly Claim[];
  readonly splits: readonly Split[];
  readonly separate: boolean;
}

/** A claim after the splits of its device. */
interface Effective {
  claim: Claim;
  /** The split that makes it void: its time belongs to `moved`. */
  split: Split | null;
}

/**
 * Folds claims into people and stints: first all verified claims, as if no others existed, then the others. A split is an
 * admin's decision and overrides both.
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

/** Applies the splits of a claim's device: it becomes void, or not earlier than the split. */
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

/** Whether the time `at` on the split's device belongs to the moved visitor, by the claims known at the split. */
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
