// Scheduled: finds visitors who fell from an upper level only because points faded.

import type { Model } from '../../../schema/model/model.ts';
import { coldestNoted, crossingOf } from '../../score/standing/crossing.ts';
import { heatThresholds, lowered, type Thresholds } from '../../score/standing/level.ts';
import {
  type CooledRow,
  type LostBelow,
  type Lowered,
  readCooled,
  readServedLevels,
  removeOldCrossings,
  type ServedLevels,
  writeLowered,
} from '../../store/scores/crossings.ts';
import type { Units } from '../common/units.ts';

/** Models per statement, and rows lowered per transaction. */
const modelsAtOnce = 200;
const rowsAtOnce = 1_000;
/** SQL statements to read and write this many rows. */
const cooledStatements = 3;

/** Records the falls and lowers the stored levels; `now` is UTC ms. The next run continues. */
export async function* noticeCooled(db: D1Database, now: number): Units {
  const served = await readServedLevels(db);
  for (let start = 0; start < served.length; start += modelsAtOnce) {
    const some = new Map(
      served.slice(start, start + modelsAtOnce).map((model) => [keyOf(model), withThresholds(model, now)]),
    );
    const lost = [...some.values()].flatMap(lostBelow);
    let rows: CooledRow[];
    do {
      yield cooledStatements;
      rows = await readCooled(db, lost, rowsAtOnce);
      if (rows.length > 0)
        await writeLowered(
          db,
          rows.flatMap((row) => loweredOf(row, some, now)),
        );
    } while (rows.length === rowsAtOnce);
  }
  if (new Date(now).getUTCMinutes() !== 0) return;
  yield 1;
  await removeOldCrossings(db, now);
}

interface ServedModel extends ServedLevels {
  thresholds: Thresholds;
}

const keyOf = ({ site, version }: { site: number; version: number }) => `${site}\n${version}`;

function withThresholds(model: ServedLevels, now: number): ServedModel {
  const { landmark, halfLifeDays, levels } = model;
  return {
    ...model,
    thresholds: heatThresholds(JSON.parse(levels) as Model['levels'], { landmark, halfLifeDays }, now),
  };
}

function lostBelow({ site, version, thresholds }: ServedModel): LostBelow[] {
  return thresholds.keep
    .slice(0, coldestNoted)
    .map((heat, index) => ({ site, version, level: index + 1, heat }));
}

function loweredOf(row: CooledRow, models: ReadonlyMap<string, ServedModel>, at: number): Lowered[] {
  const model = models.get(keyOf(row));
  const crossing = model && crossingOf(row.level, lowered(row.level, row.heat, model.thresholds));
  return crossing ? [{ ...row, ...crossing, model: model.model, at }] : [];
}
