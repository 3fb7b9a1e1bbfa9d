// Scheduled: who has fallen from one of the upper levels because time has passed, and nothing else.

import type { Model } from '../../schema/model.ts';
import { heatThresholds } from '../score/level.ts';
import { type Keeps, noteWhoCooled, readServedLevels, removeOldCrossings } from '../store/crossings.ts';
import type { Units } from './units.ts';

/** Models looked at in one transaction. */
const modelsAtOnce = 200;

/** Notes them, and lowers what is stored of them; `now` is UTC ms. What is left the next run notes. */
export async function* noticeCooled(db: D1Database, now: number): Units {
  const served = await readServedLevels(db);
  for (let start = 0; start < served.length; start += modelsAtOnce) {
    yield 2;
    const some = served.slice(start, start + modelsAtOnce);
    const keeps = some.map(({ site, model, version, landmark, halfLifeDays, levels }): Keeps => {
      const { keep } = heatThresholds(JSON.parse(levels) as Model['levels'], { landmark, halfLifeDays }, now);
      return { site, model, version, keep };
    });
    await noteWhoCooled(db, keeps, now);
  }
  if (new Date(now).getUTCMinutes() !== 0) return;
  yield 1;
  await removeOldCrossings(db, now);
}
