// The state of resolving who is who. Verified claims come first and know nothing of the others; then claimed ones add what
// does not contradict them.

import { type Claim, type Conflict, holdsAll, isCompatible, type Ownership, type Person } from './claim.ts';
import { learn } from './learn.ts';
import { People } from './people.ts';
import { Timelines } from './timelines.ts';

/** Feed it what is verified in order of time, settle it, feed it what is claimed in order of time, then take the outcome. */
export class PersonResolver {
  readonly #people = new People();
  readonly #timelines = new Timelines();
  readonly #conflicts: Conflict[] = [];
  readonly #separate: boolean;

  constructor(separate: boolean) {
    this.#separate = separate;
  }

  outcome(): Ownership {
    const stints = this.#timelines.all();
    const held = new Set(stints.map((stint) => stint.person));
    return {
      people: this.#people.all.filter((person) => held.has(person) || !person.local),
      stints,
      conflicts: this.#conflicts,
    };
  }

  /** A verified claim. A void one still says who exists, but its time is `moved`'s. */
  verify(claim: Claim, moved: string | null): void {
    const person = this.#personOf(this.#ownerAt(claim), claim);
    learn(person, claim);
    this.#timelines.give(claim, moved === null ? person : this.#people.moved(moved, claim));
  }

  /** Gives the time of a void claim to the visitor of the split. */
  move(claim: Claim, moved: string): void {
    this.#timelines.give(claim, this.#people.moved(moved, claim));
  }

  /** All that is verified has been said. */
  settle(): void {
    this.#timelines.settle();
  }

  /** A claim that nobody vouches for. */
  claim(claim: Claim, moved: string | null): void {
    const person = this.#claimedPerson(claim);
    learn(person, claim);
    this.#timelines.give(claim, moved === null ? person : this.#people.moved(moved, claim));
  }

  #ownerAt({ device, at }: Claim): Person | undefined {
    return this.#timelines.at(device, at);
  }

  /** Whom the claim names among people of its own kind, verified or claimed. */
  #personOf(owner: Person | undefined, claim: Claim): Person {
    return this.#known(claim) ?? this.#named(owner, claim) ?? this.#people.add(claim);
  }

  /** The person that the identifiers already name; the userId decides. */
  #known(claim: Claim): Person | null {
    const { byEmail, byUserId } = this.#people.named(claim);
    const person = byUserId ?? byEmail;
    if (!person) return null;
    if (isCompatible(person, claim) && (!byEmail || byEmail === person))
      return this.#people.name(person, claim);
    this.#conflict(claim);
    return byUserId ?? this.#people.add({ ...claim, email: null });
  }

  /** The device's owner, when the new identifiers are of kinds that they lack. */
  #named(owner: Person | undefined, claim: Claim): Person | null {
    if (!owner || owner.local || owner.moved || owner.verified !== claim.verified) return null;
    return isCompatible(owner, claim) ? this.#people.name(owner, claim) : null;
  }

  #claimedPerson(claim: Claim): Person {
    const owner = this.#ownerAt(claim);
    if (this.#separate || claim.apart) return this.#localPerson(owner, claim);
    if (owner?.local && holdsAll(owner, claim)) return owner;
    const { byEmail, byUserId } = this.#people.named(claim);
    const [vouchedEmail, vouchedUserId] = [byEmail?.verified, byUserId?.verified];
    if (!vouchedEmail && !vouchedUserId) {
      const isNew = !byEmail && !byUserId;
      if (isNew && owner?.verified && isCompatible(owner, claim)) return owner;
      return this.#personOf(owner, claim);
    }
    const person = (vouchedUserId ? byUserId : byEmail) as Person;
    const isTorn = vouchedEmail && vouchedUserId && byEmail !== byUserId;
    if (isCompatible(person, claim) && !isTorn) return person;
    // The tie contradicts what is verified, so it falls away, and with it every identifier of a verified person.
    this.#conflict(claim);
    if (vouchedEmail && vouchedUserId) return this.#people.add(claim, { local: true });
    return this.#personOf(owner, { ...claim, [vouchedEmail ? 'email' : 'userId']: null });
  }

  /** Someone known on this device only, or its owner, where the claim says nothing else of them. */
  #localPerson(owner: Person | undefined, claim: Claim): Person {
    if (owner && isCompatible(owner, claim)) {
      if (owner.verified) return owner;
      if (owner.local) return this.#people.name(owner, claim);
    }
    return this.#people.add(claim, { local: true });
  }

  /** Only who gives both kinds of identifier can name two people. */
  #conflict({ device, event, email, userId, at }: Claim): void {
    this.#conflicts.push({ device, event, email: email as string, userId: userId as string, at });
  }
}
