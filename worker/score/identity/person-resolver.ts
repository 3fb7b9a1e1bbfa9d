// The state of an identity resolution. Verified claims come first and ignore all others; then the others add what does not
// contradict them.

import { type Claim, type Conflict, holdsAll, isCompatible, type Ownership, type Person } from './claim.ts';
import { learn } from './learn.ts';
import { People } from './people.ts';
import { Timelines } from './timelines.ts';

/** Call `verify` in order of time, then `settle`, then `claim` in order of time, then `outcome`. */
export class PersonResolver {
  readonly #people = new People();
  readonly #timelines = new Timelines();
  readonly #conflicts: Conflict[] = [];
  readonly #separate: boolean;
  /** Devices whose last verified claim has only an email: they belong to the person with it. */
  readonly #emailOf = new Map<string, string>();

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

  /** A verified claim. A void one still names a person, but its time is `moved`'s. */
  verify(claim: Claim, moved: string | null): void {
    const person = this.#vouchedPerson(claim);
    learn(person, claim);
    this.#timelines.give(claim, moved === null ? person : this.#people.moved(moved, claim));
    if (moved === null && claim.email !== null && claim.userId === null)
      this.#emailOf.set(claim.device, claim.email);
    else this.#emailOf.delete(claim.device);
  }

  /** Gives the time of a void claim to the visitor of the split. */
  move(claim: Claim, moved: string): void {
    this.#timelines.give(claim, this.#people.moved(moved, claim));
  }

  /** Ends the verified claims. */
  settle(): void {
    this.#timelines.settle();
  }

  /** An unverified claim. */
  claim(claim: Claim, moved: string | null): void {
    const person = this.#claimedPerson(claim);
    learn(person, claim);
    this.#timelines.give(claim, moved === null ? person : this.#people.moved(moved, claim));
  }

  #ownerAt({ device, at }: Claim): Person | undefined {
    return this.#timelines.at(device, at);
  }

  /** The person of a verified claim. One with both identifiers sets the person's current email. */
  #vouchedPerson(claim: Claim): Person {
    const { email, userId } = claim;
    const { byEmail, byUserId } = this.#people.named(claim);
    const isFree = !byEmail || byEmail === byUserId || hasGivenUp(byEmail, email);
    if (email === null || userId === null || (!byUserId && (!byEmail || byEmail.userId === null)))
      return this.#personOf(this.#ownerAt(claim), claim);
    const person = byUserId ?? this.#people.add({ ...claim, email: null });
    if (isFree) this.#rename(person, claim, email);
    else {
      person.wantedEmail = email;
      this.#conflict(claim);
    }
    return person;
  }

  /** Devices known only by the email follow it. */
  #rename(person: Person, claim: Claim, email: string): void {
    for (const { email: moved, to } of this.#people.rename(person, email, claim.at))
      for (const [device, known] of this.#emailOf)
        if (known === moved) this.#timelines.give({ ...claim, device }, to);
  }

  /** The claim's person among people of its own kind, verified or claimed. */
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

  /** The device's owner, if the new identifiers are of kinds that the owner lacks. */
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
    // The tie contradicts a verified identity. So the claim loses the tie, and every identifier of a verified person.
    this.#conflict(claim);
    if (vouchedEmail && vouchedUserId) return this.#people.add(claim, { local: true });
    return this.#personOf(owner, { ...claim, [vouchedEmail ? 'email' : 'userId']: null });
  }

  /** A person known on this device only, or its owner, if the claim does not contradict them. */
  #localPerson(owner: Person | undefined, claim: Claim): Person {
    if (owner && isCompatible(owner, claim)) {
      if (owner.verified) return owner;
      if (owner.local) return this.#people.name(owner, claim);
    }
    return this.#people.add(claim, { local: true });
  }

  /** Only a claim with both identifiers can name two people. */
  #conflict({ device, event, email, userId, at }: Claim): void {
    this.#conflicts.push({ device, event, email: email as string, userId: userId as string, at });
  }
}

/** Whether the server has since given the person another email. A person without a userId has only the email. */
function hasGivenUp({ email, userId, wantedEmail }: Person, given: string | null): boolean {
  return userId !== null && (wantedEmail ?? email) !== given;
}
