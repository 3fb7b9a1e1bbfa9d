// The people found in one resolution, and their identifiers.

import type { Claim, Person } from './claim.ts';

type Identifiers = Pick<Claim, 'email' | 'userId'>;

/** An email that named another person before. */
export interface Moved {
  email: string;
  to: Person;
}

/** All people found so far. A local person's identifiers name nobody elsewhere. */
export class People {
  readonly all: Person[] = [];
  readonly #byEmail = new Map<string, Person>();
  readonly #byUserId = new Map<string, Person>();
  readonly #moved = new Map<string, Person>();

  /** The person that each identifier names, if any. */
  named({ email, userId }: Identifiers): { byEmail: Person | undefined; byUserId: Person | undefined } {
    return {
      byEmail: email === null ? undefined : this.#byEmail.get(email),
      byUserId: userId === null ? undefined : this.#byUserId.get(userId),
    };
  }

  /** Gives a person the identifiers of a claim that is compatible with them. */
  name(person: Person, { email, userId, at }: Claim): Person {
    if ((email && !person.email) || (userId && !person.userId)) person.namedAt = at;
    if (person.email === null && email !== null) {
      person.email = email;
      person.formerEmails.delete(email);
    }
    person.userId ??= userId;
    if (person.local) return person;
    if (email !== null) this.#byEmail.set(email, person);
    if (userId !== null) this.#byUserId.set(userId, person);
    return person;
  }

  /** A new person with the identifiers of the claim, verified if the claim is. */
  add(claim: Claim, { local = false } = {}): Person {
    return this.name(this.#begin(claim, { verified: claim.verified, moved: null, local }), claim);
  }

  /** The anonymous visitor of a split. */
  moved(moved: string, claim: Claim): Person {
    const known = this.#moved.get(moved);
    if (known) return known;
    const person = this.#begin(claim, { verified: false, moved, local: false });
    this.#moved.set(moved, person);
    return person;
  }

  /**
   * Gives a person the email of a claim, which nobody has, or which its holder gave up. The earlier email stays theirs, unless
   * the server said that another person has it: then that person gets it. Returns the emails that changed their person.
   */
  rename(person: Person, email: string, at: number): Moved[] {
    const holder = this.#byEmail.get(email);
    const before = person.email;
    if (before === email) return [];
    const moved: Moved[] = holder && holder !== person ? [{ email, to: person }] : [];
    if (holder?.email === email) holder.email = null;
    holder?.formerEmails.delete(email);
    if (before !== null) person.formerEmails.add(before);
    Object.assign(person, { email, wantedEmail: null, namedAt: at });
    this.#byEmail.set(email, person);
    const next = before === null ? undefined : this.all.findLast(({ wantedEmail }) => wantedEmail === before);
    return next ? [...moved, ...this.rename(next, before as string, at)] : moved;
  }

  #begin(
    { device, event, at }: Claim,
    kind: { verified: boolean; moved: string | null; local: boolean },
  ): Person {
    const named = { email: null, userId: null, formerEmails: new Set<string>(), wantedEmail: null };
    const person: Person = { ...named, traits: {}, namedAt: at, first: { device, event }, ...kind };
    this.all.push(person);
    return person;
  }
}
