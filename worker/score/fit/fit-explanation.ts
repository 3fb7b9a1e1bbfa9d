// Explains a person's grade: each fit rule, its conditions, the values of the traits, and the points. Pure.

import type { FitRule, Model } from '../../../schema/model/model.ts';
import type { TraitValue } from '../../../schema/trait.ts';
import { type ConditionWords, conditionText } from '../conditions/condition-words.ts';
import { type FirstVisitFacts, withFirstVisit } from './first-visit-facts.ts';
import { compileFit, type Fit, type FitModel, fitModelOf, fitOf, unitsIn } from './fit.ts';
import { compileFitWhere } from './fit-condition.ts';
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

/** Explains the fit of traits and of the first visit, as in `fitOf`; null if the model has no fit rules. */
export function explainFit(
  model: Model,
  {
    traits,
    visit,
  }: { traits: Readonly<Record<string, { value: TraitValue }>> | null; visit: FirstVisitFacts | null },
  words: ConditionWords,
): FitExplained | null {
  const fit = fitModelOf(model);
  if (!fit) return null;
  const known = knownTraits(traits ? withFirstVisit(traits, visit) : {});
  const compiled = compileFit(fit);
  const lines = fit.rules.map((rule, index) => ({
    rule: rule.id,
    label: rule.label,
    points: rule.points,
    worth: compiled[index]?.pointsFor(known) ?? 0,
    conditions: conditionsOf(rule, known, words),
  }));
  return { ...fitOf(model, traits, visit), grades: fit.grades, lines };
}

function conditionsOf(
  { where = {}, each }: FitRule,
  known: KnownTraits,
  words: ConditionWords,
): FitCondition[] {
  if (each) {
    const { trait, of } = each;
    const value = known.read(trait);
    const holds = unitsIn(value, of) > 0;
    return [{ trait, asked: words.units(of), value: value ?? null, holds }];
  }
  return Object.entries(where).map(([trait, condition]) => ({
    trait,
    asked: conditionText(condition, words),
    value: known.read(trait) ?? null,
    holds: compileFitWhere({ [trait]: condition })(known),
  }));
}
