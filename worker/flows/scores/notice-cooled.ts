// Scheduled: finds visitors who fell from an upper level only because points faded. Under a version that is being filled they are
// lowered silently, so that serving it is no fall of those who fell long ago.

import type { Model } from '../../../schema/model/model.ts';
import { moveOfCrossing, stoodAt } from '../../score/segments/moves.ts';
import { coldestNoted, crossingOf } from '../../score/standing/crossing.ts';
import { heatThresholds, lowered, type Thresholds } from '../../score/standing/level.ts';
import {
  type CooledRow,
  type FadingLevels,
  type LostBelow,
  type Lowered,
  readCooled,
  readFadingLevels,
  removeOldCrossings,
  writeLowered,
} from '../../store/scores/crossings.ts';
import type { Units } from '../common/units.ts';

/** Models per statement, and rows lowered per transaction. */
const modelsAtOnce = 200;
const rowsAtOnce = 1_000;
/** SQL statements to read and write this many rows. */
const cooledStatements = 4;

/** Records the falls and lowers the stored levels; `now` is UTC ms. The next run continues. */
export async function* noticeCooled(db: D1Database, now: number): Units {
  const fading = await readFadingLevels(db);
  for (let start = 0; start < fading.length; start += modelsAtOnce) {
    const some = new Map(
      fading.slice(start, start + modelsAtOnce).map((model) => [keyOf(model), withThresholds(model, now)]),
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

interface FadingModel extends FadingLevels {
  thresholds: Thresholds;
}

const keyOf = ({ site, version }: { site: number; version: number }) => `${site}\n${version}`;

function withThresholds(model: FadingLevels, now: number): FadingModel {
  const { landmark, halfLifeDays, levels } = model;
  return {
    ...model,
    thresholds: heatThresholds(JSON.parse(levels) as Model['levels'], { landmark, halfLifeDays }, now),
  };
}

function lostBelow({ site, version, thresholds }: FadingModel): LostBelow[] {
  return thresholds.keep
    .slice(0, coldestNoted)
    .map((heat, index) => ({ site, version, level: index + 1, heat }));
}

function loweredOf(row: CooledRow, models: ReadonlyMap<string, FadingModel>, at: number): Lowered[] {
  const model = models.get(keyOf(row));
  const crossing = model && crossingOf(row.level, lowered(row.level, row.heat, model.thresholds));
  if (!crossing) return [];
  const { site, version, visitor, attempt } = row;
  const fall = { site, model: model.model, at, visitor };
  const detail = { previous: stoodAt(row) };
  const isLater = model.isCompared === 1 && row.told === null;
  const move = model.isServed && !isLater ? { ...fall, ...moveOfCrossing(crossing), detail } : null;
  return [{ ...fall, ...crossing, version, attempt, isNews: model.isServed, move }];
}
