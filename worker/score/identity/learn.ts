// Adds a claim's traits to a person.

import type { Trait, TraitValue } from '../../../schema/trait.ts';
import type { Claim, Person } from './claim.ts';

/**
 * The latest value wins, except that a claimed value never overwrites a verified one, and a value from the connection never
 * overwrites any other.
 */
export function learn(person: Person, claim: Claim): void {
  const { verified, from, place, at } = claim;
  for (const [name, value] of Object.entries(valuesOf(person, claim))) {
    if (heldTrait(person, name)?.verified && !verified) continue;
    person.traits[name] = { value, from, verified, at };
  }
  for (const [name, value] of Object.entries(place)) {
    const held = heldTrait(person, name);
    if (held && (held.from !== 'edge' || held.at > at)) continue;
    person.traits[name] = { value, from: 'edge', verified: false, at };
  }
}

/**
 * The traits of the claim. If a verified person lacks an identifier that is only claimed, it becomes a trait: it names
 * nobody, but the page shows it as claimed.
 */
function valuesOf(person: Person, { verified, email, userId, traits }: Claim): Record<string, TraitValue> {
  if (!person.verified || verified) return traits;
  return {
    ...(email !== null && person.email === null && { email }),
    ...(userId !== null && person.userId === null && { userId }),
    ...traits,
  };
}

function heldTrait({ traits }: Person, name: string): Trait | undefined {
  return Object.hasOwn(traits, name) ? traits[name] : undefined;
}
