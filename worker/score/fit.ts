// How well a person fits who one sells to: rules over traits, 0–100, and a grade. Pure; time plays no part in it.

import { type Cell, defaultActions, unknownGradeAction } from '../../schema/default-actions.ts';
import type { FitRule, Model } from '../../schema/model.ts';
import type { TraitValue } from '../../schema/trait.ts';
import { compileWhere } from './condition.ts';
import type { Facts } from './facts.ts';

/** A grade, best first. */
export type Grade = 'A' | 'B' | 'C' | 'D';

/** Both null while no trait that a fit rule asks for is known, or the model has no fit. `fitScore` is 0–100. */
export type Fit = { fitScore: number; grade: Grade } | { fitScore: null; grade: null };

type FitModel = NonNullable<Model['fit']>;
type CompiledFitRule = { rule: FitRule; holds: (facts: Facts) => boolean };

const unknown: Fit = { fitScore: null, grade: null };
const cache = new WeakMap<FitModel, CompiledFitRule[]>();

/** What the traits come to under the model's fit rules. Traits are read by their exact names. */
export function fitOf(model: Model, traits: Readonly<Record<string, { value: TraitValue }>>): Fit {
  const { fit } = model;
  if (!fit?.rules.some(({ where }) => Object.keys(where).some((name) => Object.hasOwn(traits, name)))) {
    return unknown;
  }
  const facts: Facts = { read: (name) => (Object.hasOwn(traits, name) ? traits[name]?.value : undefined) };
  const sum = compiled(fit).reduce((total, { rule, holds }) => total + (holds(facts) ? rule.points : 0), 0);
  const fitScore = Math.min(100, Math.max(0, sum));
  return { fitScore, grade: gradeOf(fitScore, fit.grades) };
}

/** What to do about someone; `level` null: disqualified. Null where there is nothing to do, or nothing to go by. */
export function nextActionOf(model: Model, grade: Grade | null, level: number | null): string | null {
  if (!model.fit || level === null) return null;
  if (grade === null) return unknownGradeAction;
  const cell = `${grade}${level}` as Cell;
  return model.actions?.[cell] ?? defaultActions[cell];
}

function gradeOf(fitScore: number, { A, B, C }: FitModel['grades']): Grade {
  if (fitScore >= A) return 'A';
  if (fitScore >= B) return 'B';
  return fitScore >= C ? 'C' : 'D';
}

function compiled(fit: FitModel): CompiledFitRule[] {
  let rules = cache.get(fit);
  if (!rules) {
    rules = fit.rules.map((rule) => ({ rule, holds: compileWhere(rule.where) }));
    cache.set(fit, rules);
  }
  return rules;
}
