// The report on the prediction: from the stored row to what the API, the file and the page show.

import type { PredictionAnswer } from '../../../schema/api/reports/prediction.ts';
import { defaultModelName } from '../../../schema/model/model.ts';
import { shareOf } from '../../score/proof/intervals.ts';
import { featurePart } from '../../score/proof/predict/features.ts';
import { type PredictionRow, readPrediction } from '../../store/models/predictions.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { waitsForFit } from '../predict/fit-step.ts';
import { labelOf, short } from '../predict/reasons.ts';
import { type PredictionResult, resultOf } from '../predict/result.ts';
import type { Cell } from '../visitors/csv.ts';

/** What to run elsewhere, with a token, if the Worker may not fit it; null: nothing. */
function commandFor(
  db: D1Database,
  row: PredictionRow,
  { site: { id, served }, base }: { site: SiteConfig; base: string },
): string | null {
  if (row.stage !== 'fit' || !waitsForFit(db, row)) return null;
  const model = served.name === defaultModelName ? '' : ` --model ${served.name}`;
  return `npm run model -- fit --url ${base} --site ${id}${model}`;
}

/** The report for the site's served version. `base`: the URL of the instance, for the command. */
export async function predictionReport(
  db: D1Database,
  site: SiteConfig,
  base: string,
): Promise<PredictionAnswer> {
  const { key, served, settings } = site;
  const row = await readPrediction(db, { site: key, version: served.version });
  const result = resultOf(row);
  const { prediction } = served;
  const data = Object.entries(prediction?.weights ?? {})
    .map(([feature, { weight, error, mean, people }]) => ({
      ...{ part: featurePart(feature), feature, label: labelOf(feature, served) },
      weight: { value: short(weight), low: short(weight - 1.96 * error), high: short(weight + 1.96 * error) },
      ...{ mean: short(mean), people },
    }))
    .sort((a, b) => Math.abs(b.weight.value) - Math.abs(a.weight.value) || (a.feature < b.feature ? -1 : 1));
  return {
    fittedAt: prediction ? (row?.fittedAt ?? null) : null,
    running:
      row && row.stage !== 'done'
        ? {
            ...{ stage: row.stage, done: row.done, total: Math.max(row.done, row.total) },
            ...{ begunAt: row.begunAt, command: commandFor(db, row, { site, base }) },
          }
        : null,
    evidence: result?.evidence ?? null,
    missing: result?.missing ?? null,
    parts: [...(result?.parts ?? settings.predictFrom)],
    figures: prediction && result?.figures ? figuresOf(result.figures) : null,
    intercept: prediction ? short(prediction.intercept) : null,
    fallPerDay: prediction ? short(prediction.fallPerDay) : null,
    ...{ data, notes: notesOf(result) },
  };
}

function figuresOf({
  curve,
  ...rest
}: NonNullable<PredictionResult['figures']>): PredictionAnswer['figures'] {
  const { auc, topTenth, brier, calibrationError } = rest;
  return {
    ...{
      auc: short(auc),
      topTenth: short(topTenth),
      brier: short(brier),
      calibrationError: short(calibrationError),
    },
    curve: curve.map(({ predicted, people, won }) => {
      const { value, low, high } = shareOf(Math.min(won, people), people);
      return {
        ...{ predicted: short(predicted), people: Math.round(people) },
        observed: { value: short(value), low: short(low), high: short(high) },
      };
    }),
  };
}

function notesOf(result: PredictionResult | null): string[] {
  if (!result) return ['No prediction was made yet: it begins by itself once there are enough outcomes.'];
  const { won, lost, undecided } = result.evidence;
  const { missing, isOfDecided } = result;
  const counts = `${won} people bought, ${lost} were lost, and ${undecided} did neither although a buyer would have bought by now.`;
  if (missing) {
    const needs = [
      ...(missing.outcomes > 0 ? [`${missing.outcomes} more outcomes won or lost`] : []),
      ...(missing.won > 0 ? [`${missing.won} more won`] : []),
      ...(missing.others > 0 ? [`${missing.others} more people who have not bought`] : []),
    ];
    return [counts, `Too little to predict from. Missing: ${needs.join(', ')}.`];
  }
  return [
    counts,
    'The figures are those of people to whom the prediction was not fitted: each fifth is predicted from the other four.',
    ...(isOfDecided
      ? [
          'Most outcomes are known, so it is made only of people who bought or were lost, and says who of these buys.',
        ]
      : [
          'Each buyer is compared with people at the moments of other sales, who had been away for as long as buyers had.',
        ]),
  ];
}

/** The header and the rows of the file. */
export function predictionTable({ data }: PredictionAnswer): { header: string[]; rows: Cell[][] } {
  return {
    header: ['part', 'feature', 'label', 'weight', 'weightLow', 'weightHigh', 'mean', 'people'],
    rows: data.map(({ part, feature, label, weight, mean, people }) => [
      ...[part, feature, label, weight.value, weight.low, weight.high, mean, people],
    ]),
  };
}
