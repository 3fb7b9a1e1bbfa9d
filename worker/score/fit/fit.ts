// How well a person matches the site's ideal customer: rules over traits, 0–100, and a grade. Pure, and independent of time.

import { type Cell, defaultActions, unknownGradeAction } from '../../../schema/model/default-actions.ts';
import type { FitRule, Model } from '../../../schema/model/model.ts';
import type { TraitValue } from '../../../schema/trait.ts';
import { type FirstVisitFacts, firstVisitKeys, withFirstVisit } from './first-visit-facts.ts';
import { compileFitWhere } from './fit-condition.ts';
import { intervalOf } from './quantity.ts';
import { type KnownTraits, knownTraits } from './trait-reading.ts';

/** A grade, best first. */
export type Grade = 'A' | 'B' | 'C' | 'D';

/** Both null if no trait that a fit rule reads is known, or the model has no fit. `fitScore` is 0–100. */
export type Fit = { fitScore: number; grade: Grade } | { fitScore: null; grade: null };

/** The fit part of a model that grades. */
export type FitModel = FitPart & { grades: NonNullable<FitPart['grades']> };

type FitPart = NonNullable<Model['fit']>;

/** The fit part of a model; null if it has none, or one without rules, so that nobody is graded. */
export function fitModelOf({ fit }: Model): FitModel | null {
  return fit && isGrading(fit) ? fit : null;
}

function isGrading(fit: FitPart): fit is FitModel {
  return fit.rules.length > 0 && fit.grades !== undefined;
}

/** A compiled rule: the traits that it reads, and the points that it gives for the known ones. */
export type CompiledFitRule = { asks: readonly string[]; pointsFor: (traits: KnownTraits) => number };

const unknown: Fit = { fitScore: null, grade: null };
const cache = new WeakMap<FitModel, CompiledFitRule[]>();

/**
 * The fit of an identified person's traits, and of their first visit, under the model's fit rules. Traits are read by their exact
 * names; a blank one counts as unknown. `traits` null: nobody knows who it is, so there is no fit.
 */
export function fitOf(
  model: Model,
  traits: Readonly<Record<string, { value: TraitValue }>> | null,
  visit: FirstVisitFacts | null = null,
): Fit {
  const fit = fitModelOf(model);
  if (!fit || !traits) return unknown;
  const rules = compileFit(fit);
  const known = knownTraits(withFirstVisit(traits, visit));
  if (!rules.some((rule) => isTold(rule, known))) return unknown;
  const sum = rules.reduce((total, { pointsFor }) => total + pointsFor(known), 0);
  // Rounded to two decimals like scores, because in doubles 0.1 + 0.7 is slightly less than 0.8.
  const fitScore = Math.min(100, Math.max(0, Math.round(sum * 100) / 100));
  return { fitScore, grade: gradeOf(fitScore, fit.grades) };
}

/** The next action for a visitor; `level` null: disqualified. Null if there is nothing to do, or nothing to base it on. */
export function nextActionOf(model: Model, grade: Grade | null, level: number | null): string | null {
  if (!fitModelOf(model) || level === null) return null;
  if (grade === null) return unknownGradeAction;
  return actionOf(model, `${grade}${level}` as Cell);
}

/** What to do in a cell; null: nothing. */
export function actionOf({ actions }: Model, cell: Cell): string | null {
  const own = actions?.[cell];
  return own === undefined ? defaultActions[cell] : own;
}

/** Whether a trait is known that the rule reads. Everybody came from somewhere: that alone grades only those whom the rule matches. */
function isTold({ asks, pointsFor }: CompiledFitRule, known: KnownTraits): boolean {
  const isTrait = (name: string) => !firstVisitKeys.has(name);
  if (asks.some((name) => isTrait(name) && known.read(name) !== undefined)) return true;
  return !asks.some(isTrait) && pointsFor(known) !== 0;
}

function gradeOf(fitScore: number, { A, B, C }: FitModel['grades']): Grade {
  if (fitScore >= A) return 'A';
  if (fitScore >= B) return 'B';
  return fitScore >= C ? 'C' : 'D';
}

/** The compiled rules of a model, in its order; compiled once for each model. */
export function compileFit(fit: FitModel): CompiledFitRule[] {
  let rules = cache.get(fit);
  if (!rules) {
    rules = fit.rules.map(compileRule);
    cache.set(fit, rules);
  }
  return rules;
}

function compileRule({ where = {}, each, points, max = Infinity }: FitRule): CompiledFitRule {
  if (each) {
    const { trait, of } = each;
    return { asks: [trait], pointsFor: (traits) => perUnit(traits.read(trait), { of, points, max }) };
  }
  const holds = compileFitWhere(where);
  return { asks: Object.keys(where), pointsFor: (traits) => (holds(traits) ? points : 0) };
}

/** Points for each whole `of` that are there at least; `max` bounds what is given and what is taken. */
function perUnit(
  value: TraitValue | undefined,
  { of, points, max }: { of: number; points: number; max: number },
): number {
  return Math.min(max, Math.max(-max, unitsIn(value, of) * points));
}

/** 0.3 ÷ 0.1 is a little below 3 in doubles. */
const slack = 1e-9;

/** How many whole `of` a value has at least; 0 if it is no number, or unknown. */
export function unitsIn(value: TraitValue | undefined, of: number): number {
  const interval = value === undefined ? null : intervalOf(value);
  return interval ? Math.max(0, Math.floor(interval.low / of + slack)) : 0;
}
