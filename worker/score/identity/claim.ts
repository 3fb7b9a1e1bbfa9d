// Shapes of identity: what was said about who someone is, and the people and stints that are resolved from it.

import type { Place, Trait, TraitOrigin, TraitValue } from '../../../schema/trait.ts';
import { compareText } from '../compare-text.ts';

/** An identification in the log. Times are UTC ms; identifiers are clean (score/identity/identifiers.ts). */
export interface Claim {
  readonly device: string;
  /** The event that made it. */
  readonly event: string;
  readonly at: number;
  /** Tick of its arrival: only splits ask. */
  readonly arrival: number;
  readonly email: string | null;
  readonly userId: string | null;
  /** The site's server vouches for it. */
  readonly verified: boolean;
  /** Where its traits come from. */
  readonly from: TraitOrigin;
  readonly traits: Readonly<Record<string, TraitValue>>;
  /** Taken from the connection: country, city, language. */
  readonly place: Readonly<Place>;
  /** Beyond what is tied together (store/identity/identity-graph.ts): it names someone on its device only. */
  readonly apart?: boolean;
}

/** A split of a device: claims of this person that had arrived by then are void, their time belongs to `moved`. */
export interface Split {
  readonly device: string;
  readonly arrival: number;
  /** The moment of the split, UTC ms. */
  readonly at: number;
  readonly email: string | null;
  readonly userId: string | null;
  /** The anonymous visitor that what was done moved to. */
  readonly moved: string;
}

/** Someone with an email, a userId, or both; or, with `moved`, the nameless visitor of a split. */
export interface Person {
  email: string | null;
  userId: string | null;
  /** Emails that the site's server has said of them before, and that are nobody else's now: they still name this person. */
  readonly formerEmails: Set<string>;
  /** The email that the server last said of them, while it is somebody else's. */
  wantedEmail: string | null;
  /** The site's server vouches for the identifiers, all of them. */
  readonly verified: boolean;
  traits: Record<string, Trait>;
  readonly moved: string | null;
  /** When the identifiers last changed, UTC ms. */
  namedAt: number;
  /** The identification this person begins with. */
  readonly first: { device: string; event: string };
  /**
   * Known on this device only: a claimed identity where the site keeps those apart, beyond what is tied together, or that
   * ties two verified people.
   */
  readonly local: boolean;
}

/** A stretch of a device's life, from `startedAt` to the next one. */
export interface Stint {
  readonly device: string;
  readonly startedAt: number;
  person: Person;
  verified: boolean;
  /** When its first identification occurred, UTC ms; `startedAt` of a device's first stint is 0. */
  readonly claimedAt: number;
}

/** An email and a userId, named together, of two people: the userId won. */
export interface Conflict {
  readonly device: string;
  readonly event: string;
  readonly email: string;
  readonly userId: string;
  readonly at: number;
}

/** The outcome: people in the order they appeared, stints by device in order of time. */
export interface Ownership {
  readonly people: Person[];
  readonly stints: Stint[];
  readonly conflicts: Conflict[];
}

/** The order in which claims are taken: by moment; the rest makes it total, and the same everywhere. */
export function byMoment(a: Claim, b: Claim): number {
  return a.at - b.at || compareText(a.device, b.device) || compareText(a.event, b.event);
}

/** Whether every identifier given is the person's own, or of a kind that the person lacks. */
export function isCompatible(person: Person, claim: Claim): boolean {
  return (
    (claim.email === null || person.email === null || hasEmail(person, claim.email)) &&
    (claim.userId === null || person.userId === null || person.userId === claim.userId)
  );
}

/** Whether every identifier given is the person's own. */
export function holdsAll(person: Person, claim: Claim): boolean {
  return (
    (claim.email === null || hasEmail(person, claim.email)) &&
    (claim.userId === null || person.userId === claim.userId)
  );
}

function hasEmail({ email, formerEmails }: Person, given: string): boolean {
  return email === given || formerEmails.has(given);
}
