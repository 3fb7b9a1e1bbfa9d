// Gathers the sample of a prediction: first the buyers, whose gaps say how long to wait for the others, then everybody else.

import { emailKinds } from '../../score/fit/email-kind.ts';
import {
  closeBuyers,
  type Example,
  type Gathered,
  type GatheringContext,
  gatherBuyer,
  gatherOther,
} from '../../score/proof/predict/sample.ts';
import { compileModel } from '../../score/rules/compile.ts';
import { everybody } from '../../store/models/among.ts';
import { savePeople } from '../../store/models/predictions.ts';
import { readSurveyStep, type SurveyStep } from '../../store/models/surveys.ts';
import { yieldToOthers } from '../common/units.ts';
import { loggedEvent } from '../scores/refold.ts';
import { hasTime, type Run } from './run.ts';

/** People per step, and steps between two saves. */
const amply = { people: 200, steps: 10 };

/** Where the plan allows 10 ms: 200 people take 12 to 20 ms. */
const sparsely = { people: 80, steps: 1 };

const paceOf = (db: D1Database) => (hasTime(db) ? amply : sparsely);

/** Maximum SQL statements of `gather`: the steps, and the save with its chunks. */
export function gatherStatements(db: D1Database): number {
  return 2 * paceOf(db).steps + 3 + 8;
}

/** Runs some steps until the deadline. True: more is to be done. */
export async function gather(db: D1Database, { row, served, deadline }: Run): Promise<boolean> {
  const gathered = JSON.parse(row.gathered) as Gathered;
  const context = { compiled: compileModel(served), kindOf: await emailKinds(), now: row.begunAt };
  const examples: Example[] = [];
  const pace = paceOf(db);
  let { cursor, done } = row;
  let isAll = false;
  for (let steps = 0; steps < pace.steps && (steps === 0 || Date.now() < deadline) && !isAll; steps++) {
    await yieldToOthers();
    const areBuyers = !gathered.hasAllBuyers;
    const step = await readSurveyStep(
      db,
      { ...row, cursor },
      { areBuyers, limit: pace.people, among: everybody },
    );
    examples.push(...examplesOf(gathered, step, context));
    const isLast = step.visitors.length < pace.people;
    cursor = isLast ? '' : (step.visitors.at(-1) ?? '');
    if (!areBuyers) done += step.visitors.length;
    if (isLast && areBuyers) closeBuyers(gathered);
    else isAll = isLast;
  }
  const stage = isAll ? 'fit' : 'gather';
  await savePeople(db, {
    from: row,
    to: { cursor, done, stage, gathered: JSON.stringify(gathered) },
    examples,
  });
  return true;
}

function examplesOf(
  gathered: Gathered,
  { visitors, events }: SurveyStep,
  context: GatheringContext,
): Example[] {
  const rows = Map.groupBy(events, ({ visitor }) => visitor);
  const add = gathered.hasAllBuyers ? gatherOther : gatherBuyer;
  return visitors.flatMap((visitor) => {
    const history = (rows.get(visitor) ?? []).map(loggedEvent);
    return add(gathered, { visitor, history }, context);
  });
}
