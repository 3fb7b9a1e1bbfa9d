// Counts visitors for a preview: the standing of each under the served version and under the draft.

import type { Trait } from '../../../schema/trait.ts';
import { scoreOfHeat } from '../../score/decay.ts';
import type { LoggedEvent } from '../../score/event.ts';
import { count, type Previewed, type Tally } from '../../score/models/preview.ts';
import {
  addSales,
  closeSales,
  compare,
  isCompared,
  type Models,
  type Ranking,
} from '../../score/models/ranking.ts';
import { heatsBefore } from '../../score/proof/passage.ts';
import { salesOf } from '../../score/proof/sales.ts';
import type { CompiledModel } from '../../score/rules/compile.ts';
import { fold } from '../../score/standing/fold.ts';
import type { Standing } from '../../score/standing/standing.ts';
import { reasonsOf, type StoredStanding, shownScore, standingAt } from '../../score/standing/standing-now.ts';
import {
  type PreviewRow,
  type PreviewStep,
  readBuyersStep,
  readPreviewStep,
} from '../../store/models/previews.ts';
import { yieldToOthers } from '../common/units.ts';
import { fitsOf, loggedEvent } from '../scores/refold.ts';

/** Visitors per step, and steps between two saves of the progress, which limits what a crash costs. */
const visitorsAtOnce = 200;
export const stepsAtOnce = 10;

/** Runs some steps: first over buyers, then over all visitors. The last step finds nobody. */
export async function countOn(
  db: D1Database,
  { row, models, deadline }: { row: PreviewRow; models: Models; deadline: number },
): Promise<PreviewRow> {
  const tally = JSON.parse(row.tally) as Tally;
  let { cursor, done } = row;
  for (let steps = 0; steps < stepsAtOnce && (steps === 0 || Date.now() < deadline); steps++) {
    await yieldToOthers();
    if (!tally.ranking.hasAllSales) {
      cursor = await collectSales(db, { row: { ...row, cursor }, models, ranking: tally.ranking });
      continue;
    }
    const step = await readPreviewStep(db, { ...row, cursor }, visitorsAtOnce);
    countVisitors(tally, { step, models, row });
    cursor = step.visitors.at(-1)?.id ?? cursor;
    done += step.visitors.length;
    if (step.visitors.length < visitorsAtOnce) {
      return { ...row, cursor: '', done, tally: JSON.stringify(tally), finishedAt: Date.now() };
    }
  }
  return { ...row, cursor, done, tally: JSON.stringify(tally) };
}

/** Adds the sales of the next buyers to the ranking and returns the cursor; after the last buyer, the start. */
async function collectSales(
  db: D1Database,
  { row, models, ranking }: { row: PreviewRow; models: Models; ranking: Ranking },
): Promise<string> {
  const { visitors, events } = await readBuyersStep(db, row, visitorsAtOnce);
  const histories = historiesOf(events);
  for (const visitor of visitors)
    addSales(ranking, { visitor, history: histories.get(visitor) ?? [] }, models);
  if (visitors.length === visitorsAtOnce) return visitors.at(-1) as string;
  closeSales(ranking);
  return '';
}

function historiesOf(events: PreviewStep['events']): Map<string, LoggedEvent[]> {
  const histories = new Map<string, LoggedEvent[]>();
  for (const [visitor, rows] of Map.groupBy(events, ({ visitor }) => visitor))
    histories.set(visitor, rows.map(loggedEvent));
  return histories;
}

function countVisitors(
  tally: Tally,
  { step, models, row }: { step: PreviewStep; models: Models; row: PreviewRow },
): void {
  const histories = historiesOf(step.events);
  for (const visitor of step.visitors) {
    const history = histories.get(visitor.id) ?? [];
    count(tally, previewedOf(visitor, { history, models, at: row.at }));
    const { ranking } = tally;
    if (isCompared(ranking, visitor.id, row.total))
      compare(ranking, { visitor: visitor.id, history }, models);
  }
}

function previewedOf(
  { traits, ...row }: PreviewStep['visitors'][number],
  { history, models, at }: { history: readonly LoggedEvent[]; models: Models; at: number },
): Previewed {
  const known = new Map(traits === null ? [] : [[row.id, JSON.parse(traits) as Record<string, Trait>]]);
  const [fit] = fitsOf([row.id], [models.after], { traits: known, visits: new Map([[row.id, row]]) });
  const { heat, level, outcome } = row;
  const before = { heat, level, outcome, heatByRule: JSON.parse(row.heatByRule) as Standing['heatByRule'] };
  const after = fold(history, models.after).standing ?? {
    heat: 0,
    level: before.level,
    outcome,
    heatByRule: {},
  };
  const [soldAt] = salesOf(history);
  const scoreOf = (compiled: CompiledModel, { heat }: StoredStanding) => {
    const [heatThen] = soldAt === undefined ? [heat] : heatsBefore([soldAt], history, compiled);
    return shownScore(scoreOfHeat(compiled, heatThen ?? 0, soldAt ?? at));
  };
  return {
    visitor: row.id,
    before: standingOf(models.before, before, { at, grade: row.grade }),
    after: standingOf(models.after, after, { at, grade: fit?.grade ?? null }),
    scores: { before: scoreOf(models.before, before), after: scoreOf(models.after, after) },
  };
}

function standingOf(
  compiled: CompiledModel,
  stored: StoredStanding,
  { at, grade }: { at: number; grade: string | null },
): Previewed['before'] {
  const { score, status, level } = standingAt(compiled, stored, at);
  const cell = grade === null || level === null ? null : `${grade}${level}`;
  return { score, status, cell, reasons: reasonsOf(compiled, stored.heatByRule, at) };
}
