// The state of resolving who is who, claim after claim in order of time.

import type { Trait } from '../../schema/trait.ts';
import { type Claim, type Conflict, isCompatible, type Ownership, type Person, type Stint } from './claim.ts';

/** Feed it claims in order of time, then take the outcome. */
export class Resolving {
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
    const last = stints.at(-1);
    // Of two said at the same moment the later in order holds; a stint of no length is none.
    if (last?.startedAt === at && last.person !== person) stints.pop();
    const current = stints.at(-1);
    if (current?.person === person) current.verified ||= verified;
    else stints.push({ device, startedAt: current ? at : 0, person, verified, claimedAt: at });
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

  /** Gives the person the identifiers of a claim that is compatible with it. */
  #name(person: Person, { email, userId, at }: Claim): Person {
    if ((email && !person.email) || (userId && !person.userId)) person.namedAt = at;
    person.email ??= email;
    person.userId ??= userId;
    if (person.local) return person;
    if (email !== null) this.#byEmail.set(email, person);
    if (userId !== null) this.#byUserId.set(userId, person);
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
      namedAt: claim.at,
      first: { device, event },
      local,
    };
    this.#people.push(person);
    return this.#name(person, claim);
  }

  #movedPerson(moved: string, { device, event, at }: Claim): Person {
    let person = this.#moved.get(moved);
    if (!person) {
      person = {
        email: null,
        userId: null,
        verified: false,
        traits: {},
        moved,
        namedAt: at,
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
    for (const [name, trait] of Object.entries(local.traits)) {
      const held = heldTrait(person, name);
      if (!held || (held.from === 'edge' && trait.from !== 'edge')) person.traits[name] = trait;
    }
  }

  /** Who names two people has named both kinds of identifier. */
  #conflict({ device, event, email, userId, at }: Claim): void {
    this.#conflicts.push({ device, event, email: email as string, userId: userId as string, at });
  }
}

/**
 * The latest says, but what is only claimed never overwrites what is verified, and what the connection tells never what
 * somebody said.
 */
function learn(person: Person, { verified, from, traits, place, at }: Claim): void {
  person.verified ||= verified;
  for (const [name, value] of Object.entries(traits)) {
    if (heldTrait(person, name)?.verified && !verified) continue;
    person.traits[name] = { value, from, verified, at };
  }
  for (const [name, value] of Object.entries(place)) {
    const held = heldTrait(person, name);
    if (held && held.from !== 'edge') continue;
    person.traits[name] = { value, from: 'edge', verified: false, at };
  }
}

function heldTrait({ traits }: Person, name: string): Trait | undefined {
  return Object.hasOwn(traits, name) ? traits[name] : undefined;
}
