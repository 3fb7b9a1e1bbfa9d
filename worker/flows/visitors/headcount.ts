// Scheduled: counts all visitors of each model by cell, for the numbers that no bounded read can give, and for how they moved.

import type { Model } from '../../../schema/model/model.ts';
import { dayMs, hourMs } from '../../../schema/time/durations.ts';
import { calendarOf } from '../../score/rules/calendar.ts';
import { headCountsOf } from '../../score/standing/head-groups.ts';
import { finite } from '../../score/standing/heat-range.ts';
import { heatThresholds } from '../../score/standing/level.ts';
import {
  type CountedModel,
  countEverybody,
  readCountedModels,
  writeHeadcount,
} from '../../store/visitors/headcounts.ts';
import { inTurns, type Units } from '../common/units.ts';

/** Visitors counted in a day. Each is a row read, and another if identified: at most two fifths of what the free plan allows. */
const maxVisitorsADay = 1_000_000;

/** SQL statements to count a model and to store it. */
const countStatements = 4;

/** Looks every ten minutes which models to count; `now` is UTC ms. */
export async function* countVisitors(db: D1Database, now: number): Units {
  if (new Date(now).getUTCMinutes() % 10 !== 5) return;
  const models = await readCountedModels(db);
  yield* inTurns(dueOf(models, now), {
    what: ({ site, model }) => `counting the visitors of model ${model} of site #${site}`,
    statements: countStatements,
    unit: async (one) => {
      await countOne(db, one, now);
      return false;
    },
  });
}

/** Models to count: those without a count of the served version, and those whose count is an hour old, or older on large sites. */
function dueOf(models: readonly CountedModel[], now: number): CountedModel[] {
  const visitors = models.reduce((sum, { last }) => sum + (last?.visitors ?? 0), 0);
  const pauseMs = Math.max(hourMs, (visitors / maxVisitorsADay) * dayMs);
  return models.filter(
    ({ last, version }) => last === null || last.version !== version || now - last.countedAt >= pauseMs,
  );
}

async function countOne(db: D1Database, served: CountedModel, now: number): Promise<void> {
  const { site, model, version, landmark, halfLifeDays, timeZone } = served;
  const levels = JSON.parse(served.levels) as Model['levels'];
  const { keep } = heatThresholds(levels, { landmark, halfLifeDays }, now);
  const { stored, outside } = await countEverybody(db, { site, version }, keep.map(finite));
  const groups = headCountsOf(stored, outside);
  await writeHeadcount(db, {
    ...{ site, model, version, day: calendarOf(timeZone).dayOf(now), countedAt: now },
    visitors: Object.values(groups).reduce((sum, visitors) => sum + visitors, 0),
    groups: JSON.stringify(groups),
  });
}
