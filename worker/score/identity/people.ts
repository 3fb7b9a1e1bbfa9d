// The people of one resolution, and which identifiers name them.

import type { Claim, Person } from './claim.ts';

type Identifiers = Pick<Claim, 'email' | 'userId'>;

/** Everybody found so far. A local person's identifiers name nobody elsewhere. */
export class People {
  readonly all: Person[] = [];
  readonly #byEmail = new Map<string, Person>();
  readonly #byUserId = new Map<string, Person>();
  readonly #moved = new Map<string, Person>();

  /** Who is named by each of the identifiers, if anybody. */
  named({ email, userId }: Identifiers): { byEmail: Person | undefined; byUserId: Person | undefined } {
    return {
      byEmail: email === null ? undefined : this.#byEmail.get(email),
      byUserId: userId === null ? undefined : this.#byUserId.get(userId),
    };
  }

  /** Gives a person the identifiers of a claim that is compatible with them. */
  name(person: Person, { email, userId, at }: Claim): Person {
    if ((email && !person.email) || (userId && !person.userId)) person.namedAt = at;
    person.email ??= email;
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

  /** The nameless visitor of a split. */
  moved(moved: string, claim: Claim): Person {
    const known = this.#moved.get(moved);
    if (known) return known;
    const person = this.#begin(claim, { verified: false, moved, local: false });
    this.#moved.set(moved, person);
    return person;
  }

  #begin(
    { device, event, at }: Claim,
    kind: { verified: boolean; moved: string | null; local: boolean },
  ): Person {
    const person = { email: null, userId: null, traits: {}, namedAt: at, first: { device, event }, ...kind };
    this.all.push(person);
    return person;
  }
}
