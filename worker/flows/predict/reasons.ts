// Why somebody has a probability, for the API and the page.

import type { PredictionReasons } from '../../../schema/api/reports/prediction.ts';
import type { Trait } from '../../../schema/trait.ts';
import {
  englishFeatureWords,
  type FeatureWords,
  featureText,
} from '../../score/proof/predict/feature-words.ts';
import { deedFeatures, personFeatures } from '../../score/proof/predict/features.ts';
import { type PredictionReason, reasonsOf } from '../../score/proof/predict/prediction.ts';
import { compileModel } from '../../score/rules/compile.ts';
import { readOddsOf, readPrediction } from '../../store/models/predictions.ts';
import type { FedModel, SiteConfig } from '../../store/sites/site-config.ts';
import { stateOf } from '../scores/standing-row.ts';
import { resultOf } from './result.ts';

/** Reasons of each kind. */
const reasonsShown = 3;

/** Why a visitor has the probability, or what is missing for one; null: a customer, or disqualified. */
export async function readReasons(
  db: D1Database,
  { key: site, served }: SiteConfig,
  visitor: string,
): Promise<PredictionReasons | null> {
  const key = { site, version: served.version };
  const { prediction } = served;
  if (!prediction) {
    const row = await readPrediction(db, key);
    return { for: [], against: [], missing: resultOf(row)?.missing ?? null };
  }
  const row = await readOddsOf(db, key, visitor);
  if (!row || row.deedOdds === null) return null;
  const traits = row.traits === null ? null : (JSON.parse(row.traits) as Record<string, Trait>);
  const features = {
    ...deedFeatures(stateOf(row), compileModel(served)),
    ...personFeatures(traits && { traits, fitScore: row.fitScore }),
  };
  const reasons = reasonsOf(prediction, features, reasonsShown);
  const told = ({ feature, effect }: PredictionReason) => ({
    ...{ feature, label: labelOf(feature, served), effect: short(effect) },
  });
  return { for: reasons.for.map(told), against: reasons.against.map(told), missing: null };
}

/** A feature in words, in English if not said otherwise. */
export function labelOf(
  feature: string,
  { model }: Pick<FedModel, 'model'>,
  words: FeatureWords = englishFeatureWords,
): string {
  return featureText(feature, words, (rule) => model.rules.find(({ id }) => id === rule)?.label ?? rule);
}

/** Four significant digits. */
export function short(value: number): number {
  return Number(value.toPrecision(4));
}
