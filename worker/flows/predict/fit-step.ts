// Fits a prediction to its sample.

import { type Example, type Gathered, missingIn } from '../../score/proof/predict/sample.ts';
import { train } from '../../score/proof/predict/train.ts';
import { readSample, saveResult } from '../../store/models/predictions.ts';
import { forgetSite } from '../../store/sites/site-config.ts';
import type { PredictionResult } from './result.ts';
import type { Run } from './run.ts';

/** Fits it, or says what is missing; a prediction for which evidence is missing by now ends. True: odds are to be written. */
export async function fitStep(db: D1Database, { row, site }: Run): Promise<boolean> {
  const { evidence } = JSON.parse(row.gathered) as Gathered;
  const sample = (await readSample(db, row)).flatMap((text) => JSON.parse(text) as Example[]);
  const parts = site.settings.predictFrom;
  const trained = train(sample, evidence, parts);
  const result: PredictionResult = {
    ...{
      at: row.begunAt,
      outcomes: evidence.won + evidence.lost,
      evidence,
      missing: missingIn(evidence, sample),
    },
    ...{ parts, isOfDecided: trained?.isOfDecided ?? false, figures: trained?.figures ?? null },
  };
  const body = trained ? JSON.stringify(trained.prediction) : null;
  const isChange = body !== null || row.body !== null;
  await saveResult(db, {
    from: row,
    to: {
      ...{ body, fittedAt: trained ? row.begunAt : null, result: JSON.stringify(result) },
      ...{ stage: isChange ? 'write' : 'done', cursor: '', done: 0, gathered: '{}' },
    },
  });
  forgetSite(site.key);
  return isChange;
}
