// Explains a person's grade: each fit rule, its conditions, the values of the traits, and the points. Pure.

import type { Condition } from '../../../schema/model/condition.ts';
import type { FitRule, Model } from '../../../schema/model/model.ts';
import type { TraitValue } from '../../../schema/trait.ts';
import { readCondition } from '../conditions/forms.ts';
import { compileFit, type Fit, type FitModel, fitModelOf, fitOf } from './fit.ts';
import { compileFitWhere } from './fit-condition.ts';
import { intervalOf } from './quantity.ts';
import { type KnownTraits, knownTraits } from './trait-reading.ts';

/** One condition of a rule. `asked`: the requirement in words; `value` null: the trait is unknown. */
export interface FitCondition {
  trait: string;
  asked: string;
  value: TraitValue | null;
  holds: boolean;
}

/** One rule. `points`: what it gives; `worth`: what it gives this person, 0 if its conditions are not met. */
export interface FitLine {
  rule: string;
  label: string;
  points: number;
  worth: number;
  conditions: FitCondition[];
}

/** The lines in the order of the model. The sum of their `worth`, limited to 0–100, is the `fitScore`. */
export type FitExplained = Fit & { grades: FitModel['grades']; lines: FitLine[] };

/** Explains the fit of traits; null if the model has no fit rules. */
export function explainFit(
  model: Model,
  traits: Readonly<Record<string, { value: TraitValue }>>,
): FitExplained | null {
  const fit = fitModelOf(model);
  if (!fit) return null;
  const known = knownTraits(traits);
  const compiled = compileFit(fit);
  const lines = fit.rules.map((rule, index) => ({
    rule: rule.id,
    label: rule.label,
    points: rule.points,
    worth: compiled[index]?.pointsFor(known) ?? 0,
    conditions: conditionsOf(rule, known),
  }));
  return { ...fitOf(model, traits), grades: fit.grades, lines };
}

function conditionsOf({ where = {}, each }: FitRule, known: KnownTraits): FitCondition[] {
  if (each) {
    const value = known.read(each.trait) ?? null;
    const holds = value !== null && (intervalOf(value)?.low ?? 0) >= each.of;
    return [{ trait: each.trait, asked: `counted in units of ${each.of}`, value, holds }];
  }
  return Object.entries(where).map(([trait, condition]) => conditionOf(trait, condition, known));
}

function conditionOf(trait: string, condition: Condition, known: KnownTraits): FitCondition {
  return {
    trait,
    asked: readCondition(condition).words,
    value: known.read(trait) ?? null,
    holds: compileFitWhere({ [trait]: condition })(known),
  };
}
