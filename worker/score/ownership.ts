// Who owns an event: a pure fold over what was said about identity, in the order in which it occurred. However the
// identifications arrive, the same set of them gives the same people and the same stints.

import type { Trait, TraitValue } from '../../schema/trait.ts';

/** An identification in the log. Times are UTC ms; identifiers are clean (score/identifiers.ts). */
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
  readonly traits: Readonly<Record<string, TraitValue>>;
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
  verified: boolean;
  traits: Record<string, Trait>;
  readonly moved: string | null;
  /** The identification this person begins with. */
  readonly first: { device: string; event: string };
  /** Known on this device only: a claimed identity where the site keeps those apart. */
  readonly local: boolean;
}

/** A stretch of a device's life, from `startedAt` to the next one. */
export interface Stint {
  readonly device: string;
  readonly startedAt: number;
  person: Person;
  verified: boolean;
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

/** What the fold needs to know. `separate`: a claimed identity does not speak for the person until verified. */
export interface OwnershipInput {
  readonly claims: readonly Claim[];
  readonly splits: readonly Split[];
  readonly separate: boolean;
}

/** Folds claims into people and stints. */
export function resolveOwnership({ claims, splits, separate }: OwnershipInput): Ownership {
  const resolving = new Resolving(separate);
  const effective = claims.map((claim) => ({ claim, ...afterSplits(claim, claims, splits) }));
  effective.sort((a, b) => a.at - b.at || compareClaims(a.claim, b.claim));
  for (const { claim, at, moved } of effective) resolving.apply({ ...claim, at }, moved);
  return resolving.outcome();
}

function compareClaims(a: Claim, b: Claim): number {
  const left = `${a.device}\n${a.event}`;
  const right = `${b.device}\n${b.event}`;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Where the splits of its device leave a claim: void (its time is `moved`'s), or not before the split. */
function afterSplits(
  claim: Claim,
  claims: readonly Claim[],
  splits: readonly Split[],
): { at: number; moved: string | null } {
  let at = claim.at;
  for (const split of splits) {
    if (split.device !== claim.device) continue;
    if (isVoid(claim, split)) return { at: claim.at, moved: split.moved };
    const isLate = claim.arrival > split.arrival && at < split.at;
    if (isLate && ownerBeforeSplit(claims, split, at) === 'moved') at = split.at;
  }
  return { at, moved: null };
}

function isVoid(claim: Claim, split: Split): boolean {
  const names =
    (claim.email !== null && claim.email === split.email) ||
    (claim.userId !== null && claim.userId === split.userId);
  return names && claim.arrival <= split.arrival;
}

/** Whether the moment `at` of the split's device fell to the moved visitor, by what was known at the split. */
function ownerBeforeSplit(claims: readonly Claim[], split: Split, at: number): 'moved' | 'other' {
  const known = claims
    .filter((claim) => claim.device === split.device && claim.arrival <= split.arrival)
    .sort((a, b) => a.at - b.at || compareClaims(a, b));
  const covering = known.findLast((claim) => claim.at <= at) ?? known[0];
  return covering && isVoid(covering, split) ? 'moved' : 'other';
}

class Resolving {
  readonly #people: Person[] = [];
  readonly #conflicts: Conflict[] = [];
  readonly #byEmail = new Map<string, Person>();
  readonly #byUserId = new Map<string, Person>();
  readonly #moved = new Map<string, Person>();
  readonly #byDevice = new Map<string, Stint[]>();
  readonly #separate: boolean;

  constructor(separate: boolean) {
    this.#separate = separate;
  }

  outcome(): Ownership {
    const stints = [...this.#byDevice.values()].flat();
    const held = new Set(stints.map((stint) => stint.person));
    return {
      people: this.#people.filter((person) => held.has(person) || !person.local),
      stints,
      conflicts: this.#conflicts,
    };
  }

  apply(claim: Claim, moved: string | null): void {
    // A void claim still says who exists, but the time is not theirs.
    const person = this.#personOf(claim);
    learn(person, claim);
    this.#extend(claim, moved === null ? person : this.#movedPerson(moved, claim));
  }

  /** The claim's person has the device from here on: the present stint goes on, or another opens. */
  #extend({ device, at, verified }: Claim, person: Person): void {
    const stints = this.#byDevice.get(device) ?? [];
    this.#byDevice.set(device, stints);
    const isReplaced = stints.at(-1)?.startedAt === at && stints.at(-1)?.person !== person;
    // Of two said at the same moment the later in order holds; a stint of no length is none.
    if (isReplaced) stints.pop();
    const current = stints.at(-1);
    if (current?.person === person) current.verified ||= verified;
    else stints.push({ device, startedAt: current ? at : 0, person, verified });
  }

  #currentPerson(device: string): Person | undefined {
    return this.#byDevice.get(device)?.at(-1)?.person;
  }

  #personOf(claim: Claim): Person {
    const current = this.#currentPerson(claim.device);
    if (this.#separate && !claim.verified) {
      if (current && !current.moved && isCompatible(current, claim)) return this.#name(current, claim);
      return this.#newPerson(claim, true);
    }
    const person = this.#known(claim) ?? this.#named(current, claim) ?? this.#newPerson(claim, false);
    if (current?.local && isCompatible(current, claim)) this.#vouch(claim.device, current, person);
    return person;
  }

  /** The person that the identifiers already name; the userId decides. */
  #known(claim: Claim): Person | null {
    const byEmail = claim.email === null ? undefined : this.#byEmail.get(claim.email);
    const byUserId = claim.userId === null ? undefined : this.#byUserId.get(claim.userId);
    const person = byUserId ?? byEmail;
    if (!person) return null;
    if (isCompatible(person, claim) && (!byEmail || byEmail === person)) return this.#name(person, claim);
    this.#conflict(claim);
    return byUserId ?? this.#newPerson({ ...claim, email: null }, false);
  }

  /** The device's present person, when the new identifiers are of kinds that it lacks. */
  #named(current: Person | undefined, claim: Claim): Person | null {
    if (!current || current.local || current.moved || !isCompatible(current, claim)) return null;
    return this.#name(current, claim);
  }

  #name(person: Person, { email, userId }: Claim): Person {
    person.email ??= email;
    person.userId ??= userId;
    if (person.local) return person;
    if (email !== null && person.email === email) this.#byEmail.set(email, person);
    if (userId !== null && person.userId === userId) this.#byUserId.set(userId, person);
    return person;
  }

  #newPerson(claim: Claim, local: boolean): Person {
    const { device, event } = claim;
    const person: Person = {
      email: null,
      userId: null,
      verified: false,
      traits: {},
      moved: null,
      first: { device, event },
      local,
    };
    this.#people.push(person);
    return this.#name(person, claim);
  }

  #movedPerson(moved: string, { device, event }: Claim): Person {
    let person = this.#moved.get(moved);
    if (!person) {
      person = {
        email: null,
        userId: null,
        verified: false,
        traits: {},
        moved,
        first: { device, event },
        local: false,
      };
      this.#moved.set(moved, person);
      this.#people.push(person);
    }
    return person;
  }

  /** A claimed identity is now verified: what the device did under it counts for the person. */
  #vouch(device: string, local: Person, person: Person): void {
    for (const stint of this.#byDevice.get(device) ?? []) if (stint.person === local) stint.person = person;
    for (const [name, trait] of Object.entries(local.traits)) person.traits[name] ??= trait;
  }

  #conflict({ device, event, email, userId, at }: Claim): void {
    if (email !== null && userId !== null) this.#conflicts.push({ device, event, email, userId, at });
  }
}

/** Whether every identifier given is the person's own, or of a kind that the person lacks. */
function isCompatible(person: Person, claim: Claim): boolean {
  return (
    (claim.email === null || person.email === null || person.email === claim.email) &&
    (claim.userId === null || person.userId === null || person.userId === claim.userId)
  );
}

/** The latest says, but what is only claimed never overwrites what is verified. */
function learn(person: Person, claim: Claim): void {
  person.verified ||= claim.verified;
  for (const [name, value] of Object.entries(claim.traits)) {
    const held = Object.hasOwn(person.traits, name) ? person.traits[name] : undefined;
    if (held?.verified && !claim.verified) continue;
    person.traits[name] = { value, verified: claim.verified, at: claim.at };
  }
}
