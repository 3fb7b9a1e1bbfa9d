// Fits a prediction to its sample: in the Worker, if its plan allows the time. Else it waits for somebody's own machine
// (fit-elsewhere.ts).

import type { Prediction } from '../../../schema/model/prediction.ts';
import {
  type Example,
  type Gathered,
  leastEvidence,
  missingIn,
  openIn,
} from '../../score/proof/predict/sample.ts';
import { type Trained, train } from '../../score/proof/predict/train.ts';
import { readSample } from '../../store/models/prediction-samples.ts';
import { saveResult } from '../../store/models/predictions.ts';
import type { By } from '../../store/sites/audit.ts';
import { forgetSite } from '../../store/sites/site-config.ts';
import type { PredictionResult } from './result.ts';
import { hasTime, type Run } from './run.ts';

/** Whether a gathered sample is left to another machine. One with too few outcomes is not: to say so takes no time. */
export function waitsForFit(db: D1Database, { gathered }: Pick<Run['row'], 'gathered'>): boolean {
  if (hasTime(db)) return false;
  // How many others there are, only the sample tells.
  return missingIn((JSON.parse(gathered) as Gathered).evidence, leastEvidence.others) === null;
}

/**
 * Fits it, or says what is missing; a prediction for which evidence is missing by now ends. True: odds are to be written. False: they
 * are not, or the fit is left to another machine.
 */
export async function fitStep(db: D1Database, run: Run): Promise<boolean> {
  const { row, site } = run;
  if (waitsForFit(db, row)) return false;
  const { evidence } = JSON.parse(row.gathered) as Gathered;
  const sample = (await readSample(db, row)).flatMap((text) => JSON.parse(text) as Example[]);
  const trained = train(sample, evidence, site.settings.predictFrom);
  return saveTrained(db, run, { trained, missing: missingIn(evidence, openIn(sample)) });
}

/** What a fit has found: a prediction, or what is missing. `by`: who sent it; left out: the Worker fitted it. */
export interface Found {
  by?: By;
  trained: Trained | null;
  missing: PredictionResult['missing'];
}

/** Saves it. True: odds are to be written. Throws a stale-guard error if the run is another by now. */
export async function saveTrained(
  db: D1Database,
  { row, site }: Pick<Run, 'row' | 'site'>,
  { trained, missing, by }: Found,
): Promise<boolean> {
  const { evidence } = JSON.parse(row.gathered) as Gathered;
  const result: PredictionResult = {
    ...{ at: row.begunAt, outcomes: evidence.won + evidence.lost, evidence, missing },
    parts: site.settings.predictFrom,
    ...{ isOfDecided: trained?.isOfDecided ?? false, figures: trained?.figures ?? null },
  };
  const body = trained ? textOf(trained.prediction) : null;
  const isChange = body !== null || row.body !== null;
  await saveResult(db, {
    from: row,
    to: {
      ...{ body, fittedAt: trained ? row.begunAt : null, result: JSON.stringify(result) },
      ...{ stage: isChange ? 'write' : 'done', cursor: '', done: 0, gathered: '{}' },
    },
    audited: by && {
      ...{ site: row.site, at: by.now, actor: by.actor, action: 'model.predict' },
      detail: { version: row.version, missing: missing !== null },
    },
  });
  forgetSite(site.key);
  return isChange;
}

/** The same text for equal predictions, wherever they come from. */
function textOf({ intercept, fallPerDay, weights }: Prediction): string {
  return JSON.stringify({ intercept, fallPerDay, weights });
}
