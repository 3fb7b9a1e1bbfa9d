// Types of identity: claims about who someone is, and the people and stints resolved from them.

import type { Place, Trait, TraitOrigin, TraitValue } from '../../../schema/trait.ts';
import { compareText } from '../conditions/compare-text.ts';

/** An identification in the log. Times are UTC ms; identifiers are clean (score/identity/identifiers.ts). */
export interface Claim {
  readonly device: string;
  /** The event that made it. */
  readonly event: string;
  readonly at: number;
  /** Tick of its arrival; only splits use it. */
  readonly arrival: number;
  readonly email: string | null;
  readonly userId: string | null;
  /** The site's server vouches for it. */
  readonly verified: boolean;
  /** The origin of its traits. */
  readonly from: TraitOrigin;
  readonly traits: Readonly<Record<string, TraitValue>>;
  /** Taken from the connection: country, city, language. */
  readonly place: Readonly<Place>;
  /** It would tie too many nodes together (store/identity/identity-graph.ts), so it names someone on its device only. */
  readonly apart?: boolean;
}

/** A split of a device: claims of this person that arrived until then are void, and their time belongs to `moved`. */
export interface Split {
  readonly device: string;
  readonly arrival: number;
  /** The time of the split, UTC ms. */
  readonly at: number;
  readonly email: string | null;
  readonly userId: string | null;
  /** The anonymous visitor that the events moved to. */
  readonly moved: string;
}

/** A person with an email, a userId, or both; or, with `moved`, the anonymous visitor of a split. */
export interface Person {
  email: string | null;
  userId: string | null;
  /** Earlier emails of the person, from the site's server, that nobody else has now: they still name this person. */
  readonly formerEmails: Set<string>;
  /** The last email of the person from the server, while somebody else has it. */
  wantedEmail: string | null;
  /** The site's server vouches for all identifiers. */
  readonly verified: boolean;
  traits: Record<string, Trait>;
  readonly moved: string | null;
  /** When the identifiers last changed, UTC ms. */
  namedAt: number;
  /** The identification from which this person was created. */
  readonly first: { device: string; event: string };
  /**
   * Known on this device only: a claimed identity on a site that keeps those separate, one that would tie too many nodes
   * together, or one that ties two verified people.
   */
  readonly local: boolean;
}

/** A period of a device, from `startedAt` to its next stint. */
export interface Stint {
  readonly device: string;
  readonly startedAt: number;
  person: Person;
  verified: boolean;
  /** When its first identification occurred, UTC ms; `startedAt` of a device's first stint is 0. */
  readonly claimedAt: number;
}

/** An email and a userId of two people in one claim. The userId won. */
export interface Conflict {
  readonly device: string;
  readonly event: string;
  readonly email: string;
  readonly userId: string;
  readonly at: number;
}

/** The result: people in the order of appearance, stints by device in order of time. */
export interface Ownership {
  readonly people: Person[];
  readonly stints: Stint[];
  readonly conflicts: Conflict[];
}

/**
 * The order in which claims are processed: by time. Device and event break ties, so that the order is the same everywhere.
 */
export function byMoment(a: Claim, b: Claim): number {
  return a.at - b.at || compareText(a.device, b.device) || compareText(a.event, b.event);
}

/** Whether every identifier of the claim is the person's own, or of a kind that the person lacks. */
export function isCompatible(person: Person, claim: Claim): boolean {
  return (
    (claim.email === null || person.email === null || hasEmail(person, claim.email)) &&
    (claim.userId === null || person.userId === null || person.userId === claim.userId)
  );
}

/** Whether every identifier of the claim is the person's own. */
export function holdsAll(person: Person, claim: Claim): boolean {
  return (
    (claim.email === null || hasEmail(person, claim.email)) &&
    (claim.userId === null || person.userId === claim.userId)
  );
}

function hasEmail({ email, formerEmails }: Person, given: string): boolean {
  return email === given || formerEmails.has(given);
}
