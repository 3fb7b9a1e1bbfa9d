// What publishing a version would change, on the site's real history: both models side by side, visitor by visitor, in
// steps that survive a crash. Nothing that anybody sees is changed.

import type { ModelPreview } from '../../../schema/api/models/preview.ts';
import { distribution, newTally, type Tally } from '../../score/models/preview.ts';
import { rankingResult } from '../../score/models/ranking.ts';
import { compileModel } from '../../score/rules/compile.ts';
import { statementsLeft } from '../../store/database/metered.ts';
import { readModel } from '../../store/models/models.ts';
import { advancePreview, beginPreview, type PreviewRow, readPreview } from '../../store/models/previews.ts';
import { type FedModel, readSite, type SiteConfig, withModel } from '../../store/sites/site-config.ts';
import { readNames, type VisitorName } from '../../store/visitors/visitors.ts';
import { countOn, stepsAtOnce } from './preview-count.ts';

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
  return (withModel(site, name) ?? site).served;
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
  const models = {
    before: compileModel(served),
    after: compileModel({ ...draft, landmark: row.at, timeZone: site.settings.timeZone }),
  };
  const counted = await countOn(db, { row, models, deadline });
  const isNoted = await advancePreview(db, { from: row, to: counted, revision: site.revision });
  return !isNoted || counted.finishedAt === null;
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
    ranking: rankingResult(tally.ranking),
  };
}

function sideBySide({ before, after }: Tally['statuses']): [string, { before: number; after: number }][] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].sort().map((name) => [name, { before: before[name] ?? 0, after: after[name] ?? 0 }]);
}
