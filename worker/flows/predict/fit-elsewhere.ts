// Fits a prediction on somebody's own machine, where the plan allows the Worker too little time: it hands out the sample, and takes the
// result back (worker/command/fit.ts). What comes back is bounded by its schema; here it is compared with the sample that it is for.

import type { PredictionFit } from '../../../schema/api/reports/prediction-fit.ts';
import type { InputError } from '../../../schema/api/shared.ts';
import type { PredictionPart } from '../../../schema/site.ts';
import { familyOf, featurePart } from '../../score/proof/predict/features.ts';
import { isProtected } from '../../score/proof/predict/protected.ts';
import {
  type Evidence,
  type Gathered,
  type MissingEvidence,
  missingIn,
} from '../../score/proof/predict/sample.ts';
import { isStale } from '../../store/database/guard.ts';
import { countOpen, readSamplePage } from '../../store/models/prediction-samples.ts';
import { type PredictionRow, readPrediction } from '../../store/models/predictions.ts';
import type { By } from '../../store/sites/audit.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import type { Refused } from '../common/refused.ts';
import { saveTrained, waitsForFit } from './fit-step.ts';

/** A page of a sample. `run` names the sample; `texts` are JSON arrays of worker/score/proof/predict/sample.ts `Example`. */
export interface SamplePage {
  run: string;
  evidence: Evidence;
  parts: readonly PredictionPart[];
  texts: readonly string[];
  nextCursor: string | null;
}

/** The sample that waits to be fitted under the served version, from a cursor on (empty: the first page). */
export async function samplePageOf(
  db: D1Database,
  site: SiteConfig,
  cursor: string,
): Promise<SamplePage | Refused> {
  const row = await waitingRun(db, site);
  if ('kind' in row) return row;
  const page = await readSamplePage(db, row, cursor);
  const { evidence } = JSON.parse(row.gathered) as Gathered;
  return { run: runOf(row), evidence, parts: site.settings.predictFrom, ...page };
}

/** Takes a result. Saved: the odds of `total` people are to be written. */
export async function acceptFit(
  db: D1Database,
  site: SiteConfig,
  { run, trained, ...by }: PredictionFit & By,
): Promise<{ kind: 'saved'; total: number } | Refused> {
  const row = await waitingRun(db, site);
  if ('kind' in row) return row;
  if (run !== runOf(row)) return another;
  const { evidence } = JSON.parse(row.gathered) as Gathered;
  const missing = missingIn(evidence, await countOpen(db, row));
  const errors = errorsIn(trained, { missing, parts: site.settings.predictFrom });
  if (errors.length > 0) return { kind: 'invalid', errors };
  try {
    await saveTrained(db, { row, site }, { trained, missing, by });
    return { kind: 'saved', total: row.total };
  } catch (error) {
    if (!isStale(error)) throw error;
    return another;
  }
}

interface Expected {
  missing: MissingEvidence | null;
  parts: readonly PredictionPart[];
}

function errorsIn(trained: PredictionFit['trained'], { missing, parts }: Expected): InputError[] {
  if ((trained === null) !== (missing !== null)) {
    const message = missing
      ? 'give null: there is too little evidence'
      : 'give the prediction: there is evidence';
    return [{ path: 'trained', message }];
  }
  return Object.keys(trained?.prediction.weights ?? {})
    .filter((name) => !isUsable(name, parts))
    .map((name) => ({
      path: `trained.prediction.weights[${JSON.stringify(name)}]`,
      message: 'the site does not predict from it: remove it',
    }));
}

const another: Refused = {
  kind: 'conflict',
  why: 'The sample has changed since it was read. Run the command again.',
};

/** The run whose sample is complete and up to date. */
async function waitingRun(db: D1Database, site: SiteConfig): Promise<PredictionRow | Refused> {
  const row = await readPrediction(db, { site: site.key, version: site.served.version });
  if (row?.stage === 'fit' && row.revision === site.revision && waitsForFit(db, row)) return row;
  return {
    kind: 'conflict',
    why: 'No sample waits to be fitted, or the site has changed since it was gathered. POST …/reports/prediction gathers it anew.',
  };
}

function runOf({ version, begunAt, saves }: PredictionRow): string {
  return `${version}.${begunAt}.${saves}`;
}

function isUsable(name: string, parts: readonly PredictionPart[]): boolean {
  const isTrait = name.startsWith('trait:');
  return (
    parts.includes(featurePart(name)) && !(isTrait && isProtected(familyOf(name).slice('trait:'.length)))
  );
}
