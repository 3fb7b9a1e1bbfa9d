// People whose sales follow a known law, or none, and the calibration that their histories give.

import type { LoggedEvent } from '../../../../worker/score/event.ts';
import { type Calibration, calibrationOf } from '../../../../worker/score/proof/calibration/calibration.ts';
import {
  addAnyone,
  addSale,
  closeEvidence,
  type Evidence,
  newEvidence,
} from '../../../../worker/score/proof/calibration/evidence.ts';
import { heldAt } from '../../../../worker/score/proof/calibration/held.ts';
import { Passage } from '../../../../worker/score/proof/passage.ts';
import type { CompiledModel } from '../../../../worker/score/rules/compile.ts';
import { day, eventOf, modelOf, monday } from '../../../support/checks/scoring.ts';

export type People = Map<string, LoggedEvent[]>;

/** Kinds of events, of which each person does some. `quiet` has no rule. */
export const deeds = ['ask', 'look', 'read', 'leave', 'quiet'] as const;

/** Five rules: one on each kind but the last, and the fit. */
export const compiled: CompiledModel = modelOf(
  [
    { on: 'ask', points: 8 },
    { on: 'look', points: 8 },
    { on: 'read', points: 8 },
    { on: 'leave', points: 8, cap: { times: 3, per: 'week' } },
  ],
  {
    halfLifeDays: 10,
    fit: {
      rules: [
        { id: 'boss', label: 'Boss', where: { title: 'chief' }, points: 80 },
        { id: 'clerk', label: 'Clerk', where: { title: 'clerk' }, points: 20 },
      ],
      grades: { A: 70, B: 45, C: 20 },
    },
  },
);

export const looking = {
  period: { from: monday, to: monday + 60 * day },
  compiled,
  kindOf: () => 'work' as const,
};

export const event = (occurredAt: number, given: Partial<LoggedEvent> = {}) =>
  eventOf({ occurredAt, ...given });
export const sale = (occurredAt: number) => event(occurredAt, { kind: 'outcome', body: { result: 'won' } });

/** Each does things of each kind at random moments of 60 days; two of three are known, with a title. */
export function anyPeople(howMany: number, next: () => number): People {
  const people: People = new Map();
  for (let person = 0; person < howMany; person++) {
    const first = next() * 40;
    const moment = () => monday + (first + next() * (60 - first)) * day;
    const events = deeds.flatMap((kind) =>
      Array.from({ length: Math.floor(next() ** 3 * 6) }, () => event(moment(), { kind })),
    );
    events.push(event(monday + first * day, { kind: 'seen' }));
    const body = { email: `p${person}@acme.test`, traits: { title: next() < 0.5 ? 'chief' : 'clerk' } };
    if (person % 3) events.push(event(monday + first * day, { kind: 'identify', body }));
    people.set(`v${person}`, events);
  }
  return people;
}

/** Logits for an award of each rule, and for each fit rule. */
export interface Law {
  rules: readonly number[];
  fits: readonly number[];
}

/** At each of these moments one prospect buys, drawn with a weight that is the exponential of the law. */
export function sell(
  people: People,
  sales: number,
  next: () => number,
  law: Law = { rules: [], fits: [] },
): void {
  const moments = Array.from({ length: sales }, () => monday + (5 + next() * 55) * day).sort((a, b) => a - b);
  const passages = new Map([...people].map(([id, history]) => [id, new Passage(history, compiled)]));
  for (const at of moments) {
    const weights = [...passages].map(([id, passage]) => [id, weightOf(passage, at, law)] as const);
    let left = next() * weights.reduce((sum, [, weight]) => sum + weight, 0);
    const buyer = weights.find(([, weight]) => {
      left -= weight;
      return left < 0;
    })?.[0] as string;
    passages.delete(buyer);
    people.get(buyer)?.push(sale(at));
  }
}

function weightOf(passage: Passage, at: number, { rules, fits }: Law): number {
  const standing = passage.until(at);
  if (!standing || !passage.isProspect) return 0;
  const held = heldAt({ standing, learned: passage.learned }, { at, ...looking });
  const logit = (all: [number, number][], law: readonly number[]) =>
    all.reduce((sum, [place, times]) => sum + (law[place] ?? 0) * times, 0);
  return Math.exp(logit(held.awards, rules) + logit(held.fits, fits));
}

/** The evidence of people's histories. */
export function evidenceOf(people: People): Evidence {
  const evidence = newEvidence();
  for (const [visitor, history] of people) addSale(evidence, { visitor, history }, looking);
  closeEvidence(evidence);
  for (const [visitor, history] of people) addAnyone(evidence, { visitor, history }, looking);
  return evidence;
}

/** Their calibration. */
export function calibrationOn(people: People): Calibration {
  return calibrationOf(evidenceOf(people), compiled.model);
}
