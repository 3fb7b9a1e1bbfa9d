// Counts people for a survey: first the buyers, whose sales give the moments, then everybody.

import type { LoggedEvent } from '../../score/event.ts';
import { emailKinds } from '../../score/fit/email-kind.ts';
import type { Counting } from '../../score/proof/survey/tally.ts';
import { compileModel } from '../../score/rules/compile.ts';
import { readSurveyStep, type SurveyRow, type SurveyStep } from '../../store/models/surveys.ts';
import type { FedModel } from '../../store/sites/site-config.ts';
import { yieldToOthers } from '../common/units.ts';
import { loggedEvent } from '../scores/refold.ts';
import { type Counter, counterOf } from './survey-counter.ts';
import { amongOf } from './survey-scope.ts';

/** People per step, and steps between two saves of the progress, which limits what a crash costs. */
const peopleAtOnce = 200;
export const stepsAtOnce = 10;

/** Runs some steps until the deadline (UTC ms). The last step finds fewer people than it asks for. */
export async function countSurvey(
  db: D1Database,
  { row, served, deadline }: { row: SurveyRow; served: FedModel; deadline: number },
): Promise<SurveyRow> {
  const counter = counterOf(row.about, JSON.parse(row.tally), await countingOf(row, served));
  const among = amongOf(row.span);
  let { cursor, done } = row;
  for (let steps = 0; steps < stepsAtOnce && (steps === 0 || Date.now() < deadline); steps++) {
    await yieldToOthers();
    const areBuyers = !counter.hasAllSales;
    const step = await readSurveyStep(db, { ...row, cursor }, { areBuyers, limit: peopleAtOnce, among });
    count(counter, step);
    const isLast = step.visitors.length < peopleAtOnce;
    cursor = isLast ? '' : (step.visitors.at(-1) ?? '');
    if (!areBuyers) done += step.visitors.length;
    if (isLast && areBuyers) counter.close();
    else if (isLast) return finished({ ...row, done }, counter);
  }
  return { ...row, cursor, done, tally: JSON.stringify(counter.counts) };
}

/** Heat is counted from the period's beginning, so that no moment in it is too far from the landmark for a double. */
async function countingOf({ startsAt, endsAt, begunAt }: SurveyRow, served: FedModel): Promise<Counting> {
  return {
    period: { from: startsAt, to: endsAt },
    now: begunAt,
    compiled: compileModel({ ...served, landmark: startsAt }),
    kindOf: await emailKinds(),
  };
}

function count(counter: Counter, { visitors, events }: SurveyStep): void {
  const rows = Map.groupBy(events, ({ visitor }) => visitor);
  for (const visitor of visitors) {
    const history: LoggedEvent[] = (rows.get(visitor) ?? []).map(loggedEvent);
    if (counter.hasAllSales) counter.addPerson({ visitor, history });
    else counter.addBuyer({ visitor, history });
  }
}

/** The counts become the result: what is only needed to count more is left out. */
function finished(row: SurveyRow, counter: Counter): SurveyRow {
  const result = { from: row.startsAt, to: row.endsAt, at: row.begunAt, tally: counter.result() };
  return { ...row, cursor: '', tally: '{}', finishedAt: Date.now(), result: JSON.stringify(result) };
}
