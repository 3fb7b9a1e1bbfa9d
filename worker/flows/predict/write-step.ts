// Writes everybody's odds after a prediction was fitted. Whoever acts meanwhile gets them with the event.

import type { Trait } from '../../../schema/trait.ts';
import { leastChange } from '../../score/proof/predict/odds-differences.ts';
import { deedOddsOf, personOddsOf } from '../../score/proof/predict/prediction.ts';
import { compileModel } from '../../score/rules/compile.ts';
import { type NewOdds, type OddsRow, readOddsStep, writeOddsStep } from '../../store/models/predictions.ts';
import type { FedModel } from '../../store/sites/site-config.ts';
import { stateOf } from '../scores/standing-row.ts';
import type { Run } from './run.ts';

/** Visitors at once. */
const visitorsAtOnce = 500;

/** Writes the odds of the next visitors. True: more is to be done. */
export async function writeStep(db: D1Database, { row, served }: Run): Promise<boolean> {
  const rows = await readOddsStep(db, row, visitorsAtOnce);
  const odds = rows.map((one) => oddsOf(one, served));
  const changed = odds.filter((one, place) => isChanged(rows[place] as OddsRow, one));
  const isLast = rows.length < visitorsAtOnce;
  const to = isLast
    ? { stage: 'done' as const, cursor: '', done: row.total }
    : { cursor: rows.at(-1)?.visitor ?? '', done: row.done + rows.length };
  const hasMoved = await writeOddsStep(db, { from: row, to, odds: changed });
  return !(hasMoved && isLast);
}

function oddsOf(row: OddsRow, served: FedModel): NewOdds {
  const { visitor, attempt, fitScore } = row;
  const { prediction } = served;
  const traits = row.traits === null ? null : (JSON.parse(row.traits) as Record<string, Trait>);
  return {
    ...{ visitor, attempt },
    deedOdds: deedOddsOf(prediction, stateOf(row), compileModel(served)),
    personOdds: personOddsOf(prediction, traits && { traits, fitScore }),
  };
}

function isChanged(was: Pick<NewOdds, 'deedOdds' | 'personOdds'>, is: typeof was): boolean {
  const differs = (one: number | null, other: number | null) =>
    one === null || other === null ? one !== other : Math.abs(one - other) > leastChange;
  return differs(was.deedOdds, is.deedOdds) || differs(was.personOdds, is.personOdds);
}
