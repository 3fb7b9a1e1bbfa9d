// Predicts who buys: gathers people as they stood before their outcome, fits a prediction to them, and writes everybody's odds, in steps
// that survive a crash. The scheduled work does it; a request may.

import { dayMs } from '../../../schema/time/durations.ts';
import { newGathered } from '../../score/proof/predict/sample.ts';
import { isStale } from '../../store/database/guard.ts';
import { statementsLeft } from '../../store/database/metered.ts';
import { dropSample } from '../../store/models/prediction-samples.ts';
import {
  beginPrediction,
  countPeople,
  type PredictionKey,
  type PredictionRow,
  readPrediction,
  removePrediction,
} from '../../store/models/predictions.ts';
import { readSite, type SiteConfig, servedOf } from '../../store/sites/site-config.ts';
import { fitStep, waitsForFit } from './fit-step.ts';
import { gather, gatherStatements } from './gather.ts';
import { hasTime, type Run } from './run.ts';
import { writeStep } from './write-step.ts';

/** Maximum SQL statements of `predictOnce`: to read or begin it, and to gather. */
export function predictStatements(db: D1Database): number {
  return 6 + gatherStatements(db);
}

/**
 * A sample that waits for another machine is gathered anew at most daily, because it reads the whole history. Until then it is gone once
 * the site has changed: somebody in it may have been erased.
 */
const regatheredAfterMs = dayMs;

/** Begins a run for a served version, whatever came before. `now` is UTC ms. */
export async function startPrediction(
  db: D1Database,
  { key: site, revision }: SiteConfig,
  { version, now }: { version: number; now: number },
): Promise<void> {
  const counts = await countPeople(db, { site, version });
  const gathered = JSON.stringify(newGathered(counts));
  await beginPrediction(db, { site, version, begunAt: now, revision, gathered, total: counts.people });
}

/** Continues until it is done, until the deadline (UTC ms), or until this invocation may run no more statements, or take no more time. */
export async function continuePrediction(
  db: D1Database,
  key: PredictionKey,
  deadline: number,
): Promise<void> {
  while (Date.now() < deadline && statementsLeft(db) >= predictStatements(db)) {
    const row = await readPrediction(db, key);
    if (!row || row.stage === 'done' || !(await predictOnce(db, key, deadline)) || !hasTime(db)) return;
  }
}

/**
 * Does some more of a prediction, or begins it if it is done or there is none. False if nothing is left to do. Safe to run twice at the
 * same time.
 */
export async function predictOnce(db: D1Database, key: PredictionKey, deadline: number): Promise<boolean> {
  const row = await readPrediction(db, key);
  // Read after the prediction: what is gathered before an erasure cannot be saved after it.
  const site = await readSite(db, key.site);
  const served = site && servedOf(site).find(({ version }) => version === key.version);
  if (!served) {
    await removePrediction(db, key);
    return false;
  }
  const isOutdated = row && row.stage !== 'write' && row.revision !== site.revision;
  if (isOutdated && row.stage === 'fit' && waitsForFit(db, row) && isYoung(row)) {
    await dropSample(db, row).run();
    return false;
  }
  if (!row || row.stage === 'done' || isOutdated) {
    await startPrediction(db, site, { version: key.version, now: Date.now() });
    return true;
  }
  try {
    return await stepOf(db, { row, site, served, deadline });
  } catch (error) {
    // Another run was faster, or the site has changed: the next step reads it again.
    if (!isStale(error)) throw error;
    return true;
  }
}

function isYoung({ begunAt }: PredictionRow): boolean {
  return Date.now() < begunAt + regatheredAfterMs;
}

async function stepOf(db: D1Database, run: Run): Promise<boolean> {
  if (run.row.stage === 'gather') return gather(db, run);
  return run.row.stage === 'fit' ? fitStep(db, run) : writeStep(db, run);
}
