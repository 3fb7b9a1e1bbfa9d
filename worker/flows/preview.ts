// What publishing a version would change, on the site's real history: both models side by side, visitor by visitor, in
// steps that survive a crash. Nothing that anybody sees is changed.

import type { ModelPreview } from '../../schema/api-preview.ts';
import type { Trait } from '../../schema/trait.ts';
import { type CompiledModel, compileModel } from '../score/compile.ts';
import type { LoggedEvent } from '../score/event.ts';
import { fold } from '../score/fold.ts';
import { outsideLevel } from '../score/level.ts';
import { count, distribution, newTally, type Previewed, type Tally, topTenth } from '../score/preview.ts';
import type { Standing } from '../score/standing.ts';
import { reasonsOf, type StoredStanding, shownScore, standingAt } from '../score/standing-at.ts';
import { statementsLeft } from '../store/metered.ts';
import { readModel } from '../store/models.ts';
import {
  advancePreview,
  beginPreview,
  type PreviewRow,
  type PreviewStep,
  readPreview,
  readPreviewStep,
} from '../store/previews.ts';
import { type FedModel, lookAt, readSite, type SiteConfig } from '../store/site-config.ts';
import { readNames, type VisitorName } from '../store/visitors.ts';
import { letOthersThrough } from './let-others.ts';
import { fitsOf, loggedEvent } from './refold.ts';

/** Visitors of one step, and steps between two notes of how far it is: what a crash costs. */
const visitorsAtOnce = 200;
const stepsAtOnce = 10;

/** Begins to preview a version, unless that is under way. Null: there is no such version. `now` is UTC ms. */
export async function startPreview(
  db: D1Database,
  site: SiteConfig,
  { version, now }: { version: number; now: number },
): Promise<ModelPreview | null> {
  const draft = await readModel(db, { site: site.key, version });
  if (!draft) return null;
  const known = await readPreview(db, site.key, version);
  const against = counterpartOf(site, draft.name).version;
  if (known && known.finishedAt === null && known.against === against) return previewOf(db, known);
  const tally = JSON.stringify(newTally());
  return previewOf(db, await beginPreview(db, { site: site.key, version, against, at: now, tally }));
}

/** What a version is compared with: what is served of its model, or of the default one where it would be a new model. */
export function counterpartOf(site: SiteConfig, name: string): FedModel {
  return (lookAt(site, name) ?? site).served;
}

/** The preview of a version as far as it is; null: none was begun. */
export async function findPreview(
  db: D1Database,
  site: number,
  version: number,
): Promise<ModelPreview | null> {
  const row = await readPreview(db, site, version);
  return row && previewOf(db, row);
}

/** SQL statements that `previewOnce` takes, at most. */
export const previewStatements = 4 + 2 * stepsAtOnce;

/**
 * Carries a preview on until it is finished, the deadline (UTC ms) has come, or this invocation may ask the database no
 * more. Safe to run twice at once.
 */
export async function continuePreview(
  db: D1Database,
  target: { site: number; version: number },
  deadline: number,
): Promise<void> {
  while (Date.now() < deadline && statementsLeft(db) >= previewStatements) {
    if (!(await previewOnce(db, target, deadline))) return;
  }
}

/** Counts some steps of a preview on, and notes how far it is. False where there is no more to do. */
export async function previewOnce(
  db: D1Database,
  target: { site: number; version: number },
  deadline: number,
): Promise<boolean> {
  const [site, row, draft] = await Promise.all([
    readSite(db, target.site),
    readPreview(db, target.site, target.version),
    readModel(db, target),
  ]);
  if (!site || !row || !draft || row.finishedAt !== null) return false;
  const served = counterpartOf(site, draft.name);
  if (served.version !== row.against) {
    // Another version is served by now: what was counted compares with the wrong one.
    await startPreview(db, site, { version: target.version, now: Date.now() });
    return true;
  }
  const models = { before: compileModel(served), after: compileModel({ ...draft, landmark: row.at }) };
  const counted = await countOn(db, { row, models, deadline });
  const isNoted = await advancePreview(db, { from: row, to: counted, revision: site.revision });
  return !isNoted || counted.finishedAt === null;
}

interface Models {
  before: CompiledModel;
  after: CompiledModel;
}

/** Counts some steps on; the last of them finds nobody. */
async function countOn(
  db: D1Database,
  { row, models, deadline }: { row: PreviewRow; models: Models; deadline: number },
): Promise<PreviewRow> {
  const tally = JSON.parse(row.tally) as Tally;
  let { cursor, done } = row;
  for (let steps = 0; steps < stepsAtOnce && (steps === 0 || Date.now() < deadline); steps++) {
    await letOthersThrough();
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
  const sales = history.filter(({ kind, body }) => kind === 'outcome' && body.result === 'won');
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

async function previewOf(db: D1Database, row: PreviewRow): Promise<ModelPreview> {
  const { site, version, against, at, done, total, finishedAt } = row;
  const job = { version, against, at, done, total: Math.max(done, total) };
  if (finishedAt === null) return { ...job, result: null };
  const tally = JSON.parse(row.tally) as Tally;
  const ids = tally.movers.map(({ visitor }) => visitor);
  const names = await readNames(db, { site, version: against, visitors: ids });
  return { ...job, result: resultOf(tally, new Map(names.map((name) => [name.id, name]))) };
}

/** Whoever has been erased or merged since keeps an id only. */
function resultOf(tally: Tally, names: Map<string, VisitorName>): NonNullable<ModelPreview['result']> {
  const nameOf = (id: string) => names.get(id) ?? { id, email: null, name: null, company: null };
  const moves = Object.entries(tally.moves).map(([names, visitors]) => {
    const [from, to] = JSON.parse(names) as [string, string];
    return { from, to, visitors };
  });
  return {
    visitors: tally.visitors,
    statuses: sideBySide(tally.statuses).map(([status, counts]) => ({ status, ...counts })),
    cells: sideBySide(tally.cells).map(([cell, counts]) => ({ cell, ...counts })),
    moves: moves.sort(
      (a, b) => b.visitors - a.visitors || (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1),
    ),
    movers: tally.movers.map((mover) => ({ ...mover, visitor: nameOf(mover.visitor) })),
    scores: distribution(tally),
    topTenth: topTenth(tally),
  };
}

function sideBySide({ before, after }: Tally['statuses']): [string, { before: number; after: number }][] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].sort().map((name) => [name, { before: before[name] ?? 0, after: after[name] ?? 0 }]);
}
