// A fitted prediction: weights of features, and the probability that they say. A sum of logits, so that what somebody has done and
// who they are add up, and the passing of time moves everybody alike. Pure.

import type { Prediction, Weight } from '../../../../schema/model/prediction.ts';
import { dayMs } from '../../../../schema/time/durations.ts';
import type { CompiledModel } from '../../rules/compile.ts';
import { outsideLevel } from '../../standing/level.ts';
import type { State } from '../../standing/step.ts';
import { probabilityOf } from '../fit/logistic.ts';
import { deedFeatures, type Features, familyOf, personFeatures } from './features.ts';

/** The parts of a logit that a `score` row stores; null: no prediction. */
export interface StoredOdds {
  /** Of the deeds, and of the time when the person was last seen. */
  deedOdds: number | null;
  /** Of the person. */
  personOdds: number | null;
}

/** Logits are stored as they are at this moment (UTC ms), so that the order of a list never changes with time. */
export const oddsOrigin = Date.UTC(2026, 0, 1);

/** The logit of what a visitor has done. Null for those who have bought or are disqualified, and without a prediction. */
export function deedOddsOf(
  prediction: Prediction | null,
  state: State,
  compiled: CompiledModel,
): number | null {
  if (!prediction || state.standing.level === outsideLevel) return null;
  const { intercept, fallPerDay } = prediction;
  const seenLater = (state.standing.lastSeen - oddsOrigin) / dayMs;
  return intercept + sumOf(prediction, deedFeatures(state, compiled)) + fallPerDay * seenLater;
}

/** The logit of who somebody is; null without a prediction. */
export function personOddsOf(
  prediction: Prediction | null,
  person: Parameters<typeof personFeatures>[0],
): number | null {
  return prediction && sumOf(prediction, personFeatures(person));
}

/** The logit at a moment (UTC ms) of stored odds. */
export function oddsAt({ fallPerDay }: Prediction, odds: number, at: number): number {
  return odds - fallPerDay * ((at - oddsOrigin) / dayMs);
}

/** The stored odds that have this logit at a moment (UTC ms). */
export function oddsFor({ fallPerDay }: Prediction, logit: number, at: number): number {
  return logit + fallPerDay * ((at - oddsOrigin) / dayMs);
}

/** The probability at a moment (UTC ms), rounded to four digits; null where one of the parts is. */
export function probabilityAt(
  prediction: Prediction | null,
  { deedOdds, personOdds }: StoredOdds,
  at: number,
): number | null {
  if (!prediction || deedOdds === null || personOdds === null) return null;
  return Math.round(probabilityOf(oddsAt(prediction, deedOdds + personOdds, at)) * 1e4) / 1e4;
}

function sumOf({ weights }: Prediction, features: Features): number {
  let sum = 0;
  for (const [name, value] of Object.entries(features)) {
    if (Object.hasOwn(weights, name)) sum += (weights[name] as Weight).weight * value;
  }
  return sum;
}

/** A reason: how much a fact moves the logit, compared with the mean of everybody. */
export interface PredictionReason {
  /** The name of a feature (features.ts): the one that the person has, or the family of those that they lack. */
  feature: string;
  /** Its value; 0: the person has none of the family. */
  value: number;
  effect: number;
}

/** Fewer logits are no reason. */
const leastEffect = 0.01;

/** The strongest reasons for and against, at most `limit` of each, strongest first. Facts are counted with all that exclude them. */
export function reasonsOf(
  { weights }: Prediction,
  features: Features,
  limit: number,
): { for: PredictionReason[]; against: PredictionReason[] } {
  const families = new Map<string, PredictionReason>();
  for (const [name, { weight, mean }] of Object.entries(weights)) {
    const family = familyOf(name);
    const value = features[name] ?? 0;
    const known = families.get(family) ?? { feature: family, value: 0, effect: 0 };
    known.effect += weight * (value - mean);
    if (value !== 0) [known.feature, known.value] = [name, value];
    families.set(family, known);
  }
  const all = [...families.values()].filter(({ effect }) => Math.abs(effect) >= leastEffect);
  const strongest = (sign: number) =>
    all
      .filter(({ effect }) => effect * sign > 0)
      .sort((a, b) => sign * (b.effect - a.effect) || (a.feature < b.feature ? -1 : 1))
      .slice(0, limit);
  return { for: strongest(1), against: strongest(-1) };
}
