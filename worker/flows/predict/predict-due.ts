// The scheduled work of predictions: which are due, in turns.

import { dayMs } from '../../../schema/time/durations.ts';
import { leastEvidence } from '../../score/proof/predict/sample.ts';
import { type DueWhen, duePredictions } from '../../store/models/predictions-due.ts';
import { inTurns, type Units } from '../common/units.ts';
import { predictOnce, predictStatements } from './predict.ts';

/** Predictions are made anew each week, and after ten minutes if there were too few outcomes or these have doubled. */
const [renewedAfterMs, triedAfterMs] = [7 * dayMs, 600_000];

/** Whether the outcomes have doubled is looked up so often. */
const countedEveryMinutes = 30;

/** When predictions are due at `now`, UTC ms. */
function dueAt(now: number): DueWhen {
  const counts = new Date(now).getUTCMinutes() % countedEveryMinutes === 0;
  const [oldest, newest] = [now - renewedAfterMs, now - triedAfterMs];
  return { outcomes: leastEvidence.outcomes, oldest, newest, counts };
}

/** Makes the predictions that are due at `now` and continues those under way, until `deadline` (both UTC ms). */
export async function* predictDue(
  db: D1Database,
  { now, deadline }: { now: number; deadline: number },
): Units {
  yield* inTurns(await duePredictions(db, dueAt(now)), {
    what: ({ site, version }) => `predicting by version ${version} of site #${site}`,
    statements: predictStatements(db),
    unit: (key) => predictOnce(db, key, deadline),
  });
}
