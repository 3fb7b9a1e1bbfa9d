// What a score knew at a moment: goes through a person's log in the order in which things occurred and stops just before each
// moment. Every figure about sales is made from this, so that nothing that came later counts. Pure.

import type { LoggedEvent } from '../event.ts';
import type { EmailKinds } from '../fit/email-kind.ts';
import type { Fit } from '../fit/fit.ts';
import type { CompiledModel } from '../rules/compile.ts';
import { byArrival } from '../standing/fold.ts';
import { coldestLevel, heatThresholds, lowered, outsideLevel } from '../standing/level.ts';
import { isSighting, type Standing } from '../standing/standing.ts';
import { type State, Stepper, ticksPerMs } from '../standing/step.ts';
import { Learned } from './learned.ts';

/** The state of a person just before a moment. */
export interface StateBefore {
  /** The moment, UTC ms. */
  at: number;
  heat: number;
  heatByRule: Readonly<Record<string, number>>;
  /** 1–4 at the moment; 5: a customer, or disqualified. */
  level: number;
  /** The result of the deal that counted by then. */
  outcome: Standing['outcome'];
  /** The source of the first visit; the stored form (worker/score/source.ts). */
  source: string;
  firstSeen: number;
  /** When the person had been identified, UTC ms; null: anonymous. */
  identifiedAt: number | null;
  /** From the traits known by then. */
  fit: Fit;
}

/**
 * A pass over a history, once. The order is that of `occurredAt`: a deed that was reported early cannot use up the cap of one
 * before it, and levels are those that the person would have had, had everything been reported at once.
 */
export class Passage {
  readonly #events: readonly LoggedEvent[];
  readonly #compiled: CompiledModel;
  readonly #stepper: Stepper;
  readonly #learned = new Learned();
  #place = 0;
  #isSeen = false;
  /** When the person was first on each of the levels 1–3 or above it, UTC ms. A level that a sale or a rule ended stays reached. */
  readonly reachedAt: [number | null, number | null, number | null] = [null, null, null];
  /** When the person first bought or was disqualified, UTC ms. */
  outsideSince: number | null = null;

  constructor(history: readonly LoggedEvent[], compiled: CompiledModel) {
    this.#events = [...history].sort((a, b) => a.occurredAt - b.occurredAt || byArrival(a, b));
    this.#compiled = compiled;
    this.#stepper = new Stepper(compiled, null);
  }

  /** The next event, which is taken in; null: there is none before the moment (UTC ms). */
  next(before: number): LoggedEvent | null {
    const event = this.#events[this.#place];
    if (!event || event.occurredAt >= before) return null;
    this.#place++;
    // The level is that of the time when it occurred: an import arrives much later.
    this.#stepper.arrive([{ ...event, arrival: event.occurredAt * ticksPerMs }]);
    this.#learned.hear(event);
    this.#isSeen ||= isSighting(event);
    this.#note(event.occurredAt);
    return event;
  }

  #note(at: number): void {
    const level = this.#stepper.state?.standing.level ?? coldestLevel;
    if (level === outsideLevel) this.outsideSince ??= at;
    else for (let reached = level; reached < coldestLevel; reached++) this.reachedAt[reached - 1] ??= at;
  }

  /** When the first event of the history occurred, UTC ms; never, without events. */
  get begunAt(): number {
    return this.#events[0]?.occurredAt ?? Number.POSITIVE_INFINITY;
  }

  /** The standing after the last event taken in, whether or not the person was seen by then; null: there was none. */
  get standing(): Standing | null {
    return this.#stepper.state?.standing ?? null;
  }

  /** Whether the person is known and has neither bought nor been disqualified: who could buy next. */
  get isProspect(): boolean {
    return this.#isSeen && this.outsideSince === null;
  }

  /** Takes in everything before the moment. Returns the standing; null before the person was first seen. */
  until(moment: number): Standing | null {
    while (this.next(moment) !== null);
    return this.#isSeen ? this.standing : null;
  }

  /** The complete state after the last event taken in; null before the first. It changes with the next one. */
  get state(): State | null {
    return this.#stepper.state;
  }

  /** What was known about the person after the last event taken in. */
  get learned(): Learned {
    return this.#learned;
  }

  /** The state just before a moment, at or after the last one asked; null before the person was first seen. */
  stateBefore(at: number, kindOf: EmailKinds): StateBefore | null {
    const standing = this.until(at);
    if (!standing) return null;
    const { heat, outcome, source, firstSeen } = standing;
    return {
      ...{ at, heat, outcome, source, firstSeen },
      heatByRule: { ...standing.heatByRule },
      level: levelAt(standing, this.#compiled, at),
      identifiedAt: this.#learned.identifiedAt,
      fit: this.#learned.fit(this.#compiled, kindOf),
    };
  }
}

/** The level at a moment if nothing more happens, 1–5. */
export function levelAt({ level, heat }: Standing, compiled: CompiledModel, at: number): number {
  return lowered(level, heat, heatThresholds(compiled.model.levels, compiled, at));
}

/** The states of a person just before each of these moments (UTC ms, ascending); null before the person was first seen. */
export function statesBefore(
  moments: readonly number[],
  history: readonly LoggedEvent[],
  { compiled, kindOf }: { compiled: CompiledModel; kindOf: EmailKinds },
): (StateBefore | null)[] {
  const passage = new Passage(history, compiled);
  return moments.map((moment) => passage.stateBefore(moment, kindOf));
}

/** Only the heat, as `statesBefore`. */
export function heatsBefore(
  moments: readonly number[],
  history: readonly LoggedEvent[],
  compiled: CompiledModel,
): (number | null)[] {
  const passage = new Passage(history, compiled);
  return moments.map((moment) => passage.until(moment)?.heat ?? null);
}
