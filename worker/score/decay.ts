// Forward decay: heat only grows by addition, and ordering by heat is ordering by score at every moment.
// Cormode, Shkapenyuk, Srivastava, Xu, "Forward decay: a practical time decay model for streaming systems", ICDE 2009.

import { dayMs } from '../../schema/time/durations.ts';

/** What decay needs of a model version. `landmark` is UTC ms; a null half-life means that points never fade. */
export interface Decay {
  readonly halfLifeDays: number | null;
  readonly landmark: number;
}

/** Heat that one point brings at `time`: 2^((time − landmark) / half-life). Times are UTC ms. */
export function heatOfOnePoint(decay: Decay, time: number): number {
  if (decay.halfLifeDays === null) return 1;
  return 2 ** ((time - decay.landmark) / (decay.halfLifeDays * dayMs));
}

/** What `points` awarded at `occurredAt` are worth at `now`. */
export function worthAt(decay: Decay, points: number, occurredAt: number, now: number): number {
  if (decay.halfLifeDays === null) return points;
  return points * 2 ** ((occurredAt - now) / (decay.halfLifeDays * dayMs));
}

/** The unrounded score that `heat` stands for at `now`. */
export function scoreOfHeat(decay: Decay, heat: number, now: number): number {
  return heat / heatOfOnePoint(decay, now);
}

/** The moment (UTC ms) at which `heat` will have faded to `score`, or null when it never will. */
export function fadesTo(decay: Decay, heat: number, score: number): number | null {
  if (decay.halfLifeDays === null || heat <= 0 || score <= 0) return null;
  return decay.landmark + Math.log2(heat / score) * decay.halfLifeDays * dayMs;
}
