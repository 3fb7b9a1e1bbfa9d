// What a person's own events had said about them by a moment: traits and, from these, how well they fit. Pure.

import { isKind, kinds } from '../../../schema/kinds.ts';
import type { Trait } from '../../../schema/trait.ts';
import type { LoggedEvent } from '../event.ts';
import { withDerivedTraits } from '../fit/derived-trait.ts';
import type { EmailKinds } from '../fit/email-kind.ts';
import { type Fit, fitOf } from '../fit/fit.ts';
import type { Claim, Person } from '../identity/claim.ts';
import { learn } from '../identity/learn.ts';
import type { CompiledModel } from '../rules/compile.ts';

/** What is known of a person so far. Give it the events in the order in which they occurred. */
export class Learned {
  /** When the person was first identified, UTC ms; null: anonymous so far. */
  identifiedAt: number | null = null;
  #person: Person | null = null;
  #fit: Fit | null = null;

  hear(event: LoggedEvent): void {
    const claim = claimOf(event);
    if (!claim) return;
    this.identifiedAt ??= claim.at;
    this.#person = named(this.#person, claim);
    learn(this.#person, claim);
    this.#fit = null;
  }

  /** The traits known so far, derived ones included. */
  traits(kindOf: EmailKinds): Readonly<Record<string, Trait>> {
    return this.#person ? withDerivedTraits(this.#person, kindOf) : {};
  }

  /** The fit so far under a model; computed again only if something new was heard. One model for each `Learned`. */
  fit({ model }: CompiledModel, kindOf: EmailKinds): Fit {
    this.#fit ??= fitOf(model, this.traits(kindOf));
    return this.#fit;
  }
}

/** The identification in an event; null: it names nobody. */
function claimOf(event: LoggedEvent): Claim | null {
  const { device, id, kind, origin, arrival, ownedAt, occurredAt, body } = event;
  const { email = null, userId = null, verified = false, traits = {}, place = {} } = body;
  if (email === null && userId === null) return null;
  const isForm = isKind(kind) && 'traitsFrom' in kinds[kind] && kinds[kind].traitsFrom === 'form';
  const from = origin === 'server' ? 'server' : isForm ? 'form' : 'identify';
  const at = ownedAt ?? occurredAt;
  return { ...{ device, event: id, at, arrival, email, userId, verified, from }, traits, place };
}

/** The person after a claim. One that is not verified names nobody whom the site's server has named. */
function named(person: Person | null, claim: Claim): Person {
  const known = person ?? unknown(claim);
  const { email, userId, verified } = claim;
  if (verified) return { ...known, email: email ?? known.email, userId: userId ?? known.userId, verified };
  if (known.verified) return known;
  return { ...known, email: known.email ?? email, userId: known.userId ?? userId };
}

function unknown({ at, device, event }: Claim): Person {
  return {
    ...{ email: null, userId: null, verified: false, traits: {}, namedAt: at, first: { device, event } },
    ...{ formerEmails: new Set<string>(), wantedEmail: null, moved: null, local: false },
  };
}
