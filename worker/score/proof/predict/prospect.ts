// Somebody who has not bought yet, moment by moment. Pure.

import { dayMs } from '../../../../schema/time/durations.ts';
import type { LoggedEvent } from '../../event.ts';
import type { EmailKinds } from '../../fit/email-kind.ts';
import type { CompiledModel } from '../../rules/compile.ts';
import { unseen } from '../../source/source.ts';
import { Passage } from '../passage.ts';
import { deedFeatures, type Features, personFeatures } from './features.ts';

/** What a person is described with: the model, with a landmark, and the lists of mailboxes. */
export interface DescribingContext {
  compiled: CompiledModel;
  kindOf: EmailKinds;
}

/** A person just before a moment. */
export interface Description {
  /** Days since the person was last seen, and of the longest absence until then. */
  since: number;
  longest: number;
  features: Features;
}

/** A pass over a history, once: ask about moments (UTC ms) in order of time. */
export class Prospect {
  readonly #passage: Passage;
  readonly #context: DescribingContext;
  #longestMs = 0;

  constructor(history: readonly LoggedEvent[], context: DescribingContext) {
    this.#passage = new Passage(history, context.compiled);
    this.#context = context;
  }

  /** Whether the person is known just before a moment, by a visit or by name, and neither bought nor was disqualified. */
  canBuyAt(moment: number): boolean {
    this.#moveTo(moment);
    const { standing, learned, outsideSince } = this.#passage;
    const isKnown = standing !== null && (standing.source !== unseen || learned.identifiedAt !== null);
    return isKnown && outsideSince === null;
  }

  /** Days since the person was last seen. Of somebody who can buy at this moment. */
  awayAt(moment: number): number {
    this.#moveTo(moment);
    return (moment - (this.#passage.standing?.lastSeen ?? moment)) / dayMs;
  }

  /** Of somebody who can buy at this moment. */
  describedAt(moment: number): Description {
    const since = this.awayAt(moment);
    const { state, learned } = this.#passage;
    const { compiled, kindOf } = this.#context;
    const person =
      learned.identifiedAt === null
        ? null
        : { traits: learned.traits(kindOf), fitScore: learned.fit(compiled, kindOf).fitScore };
    const deeds = state ? deedFeatures(state, compiled) : {};
    const longest = Math.max(since, this.#longestMs / dayMs);
    return { since, longest, features: { ...deeds, ...personFeatures(person) } };
  }

  #moveTo(moment: number): void {
    let before = this.#passage.standing?.lastSeen;
    while (this.#passage.next(moment) !== null) {
      const lastSeen = this.#passage.standing?.lastSeen;
      if (before !== undefined && lastSeen !== undefined) {
        this.#longestMs = Math.max(this.#longestMs, lastSeen - before);
      }
      before = lastSeen;
    }
  }
}
