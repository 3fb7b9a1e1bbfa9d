// Counting visitors for a preview: where each stands under the served version, and would stand under the draft.

import type { Kind } from '../../../schema/kinds.ts';
import type { Trait } from '../../../schema/trait.ts';
import type { LoggedEvent } from '../../score/event.ts';
import { count, type Previewed, type Tally } from '../../score/models/preview.ts';
import type { CompiledModel } from '../../score/rules/compile.ts';
import { fold } from '../../score/standing/fold.ts';
import { outsideLevel } from '../../score/standing/level.ts';
import type { Standing } from '../../score/standing/standing.ts';
import { reasonsOf, type StoredStanding, shownScore, standingAt } from '../../score/standing/standing-now.ts';
import { type PreviewRow, type PreviewStep, readPreviewStep } from '../../store/models/previews.ts';
import { fitsOf, loggedEvent } from '../scores/refold.ts';
import { yieldToOthers } from '../yield.ts';

/** Visitors of one step, and steps between two notes of how far it is: what a crash costs. */
const visitorsAtOnce = 200;
export const stepsAtOnce = 10;

interface Models {
  before: CompiledModel;
  after: CompiledModel;
}

/** Counts some steps on; the last of them finds nobody. */
export async function countOn(
  db: D1Database,
  { row, models, deadline }: { row: PreviewRow; models: Models; deadline: number },
): Promise<PreviewRow> {
  const tally = JSON.parse(row.tally) as Tally;
  let { cursor, done } = row;
  for (let steps = 0; steps < stepsAtOnce && (steps === 0 || Date.now() < deadline); steps++) {
    await yieldToOthers();
    const step = await readPreviewStep(db, { ...row, cursor }, visitorsAtOnce);
    for (const previewed of previewedOf(step, models, row.at)) count(tally, previewed);
    cursor = step.visitors.at(-1)?.id ?? cursor;
    done += step.visitors.length;
    if (step.visitors.length < visitorsAtOnce) {
      return { ...row, cursor: '', done, tally: JSON.stringify(tally), finishedAt: Date.now() };
    }
  }
  return { ...row, cursor, done, tally: JSON.stringify(tally) };
}

function* previewedOf({ visitors, events }: PreviewStep, models: Models, at: number): Generator<Previewed> {
  const histories = Map.groupBy(events, ({ visitor }) => visitor);
  for (const { traits, ...row } of visitors) {
    const history = (histories.get(row.id) ?? []).map(loggedEvent);
    const known = new Map([[row.id, JSON.parse(traits ?? '{}') as Record<string, Trait>]]);
    const [fit] = fitsOf([row.id], [models.after], known);
    const { heat, level, outcome } = row;
    const before = { heat, level, outcome, heatByRule: JSON.parse(row.heatByRule) as Standing['heatByRule'] };
    const after = fold(history, models.after).standing ?? {
      heat: 0,
      level: before.level,
      outcome,
      heatByRule: {},
    };
    const soldAt = firstSale(history);
    const rank = (compiled: CompiledModel, standing: StoredStanding) =>
      soldAt === null
        ? scoreAt(compiled, standing, at)
        : scoreAt(compiled, standingBefore(soldAt, history, compiled), soldAt);
    yield {
      visitor: row.id,
      before: standingOf(models.before, before, { at, grade: row.grade }),
      after: standingOf(models.after, after, { at, grade: fit?.grade ?? null }),
      ranked: { before: rank(models.before, before), after: rank(models.after, after) },
      hasBought: soldAt !== null,
    };
  }
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

function firstSale(history: readonly LoggedEvent[]): number | null {
  const sales = history.filter(
    ({ kind, body }) => kind === ('outcome' satisfies Kind) && body.result === 'won',
  );
  return sales.length === 0 ? null : Math.min(...sales.map(({ occurredAt }) => occurredAt));
}

/** By what had occurred before a moment. */
function standingBefore(
  moment: number,
  history: readonly LoggedEvent[],
  compiled: CompiledModel,
): StoredStanding {
  const earlier = history.filter(({ occurredAt }) => occurredAt < moment);
  return fold(earlier, compiled).standing ?? { heat: 0, level: outsideLevel, outcome: null, heatByRule: {} };
}

function scoreAt(compiled: CompiledModel, stored: StoredStanding, at: number): number {
  return shownScore(standingAt(compiled, stored, at).rawScore);
}
