// Computes what publishing a version would change, on the site's real history: scores each visitor with both models, in steps
// that survive a crash. Changes nothing that is served.

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

/** Starts a preview of a version, unless one is in progress. Null: there is no such version. `now` is UTC ms. */
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
  const tally = JSON.stringify(newTally({ isFitted: draft.fittedAt !== null }));
  return previewOf(db, await beginPreview(db, { site: site.key, version, against, at: now, tally }));
}

/** The version to compare with: the served one of the same model, or of the default model if this is a new one. */
export function counterpartOf(site: SiteConfig, name: string): FedModel {
  return (withModel(site, name) ?? site).served;
}

/** The current state of a version's preview; null: none was started. */
export async function findPreview(
  db: D1Database,
  site: number,
  version: number,
): Promise<ModelPreview | null> {
  const row = await readPreview(db, site, version);
  return row && previewOf(db, row);
}

/** Maximum SQL statements of `previewOnce`. */
export const previewStatements = 4 + 2 * stepsAtOnce;

/**
 * Continues a preview until it is finished, until the deadline (UTC ms), or until this invocation may run no more statements.
 * Safe to run twice at the same time.
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

/** Counts some more steps of a preview and saves the progress. False if it is finished. */
export async function previewOnce(
  db: D1Database,
  target: { site: number; version: number },
  deadline: number,
): Promise<boolean> {
  const row = await readPreview(db, target.site, target.version);
  if (!row || row.finishedAt !== null) return false;
  // Read after the preview: a change of the draft deletes its preview, so what an older draft counts cannot be saved.
  const [site, draft] = await Promise.all([readSite(db, target.site), readModel(db, target)]);
  if (!site || !draft) return false;
  const served = counterpartOf(site, draft.name);
  if (served.version !== row.against) {
    // Another version is served now, so the counts compare with the wrong one.
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

/** A visitor who was erased or merged since then only has an id. */
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
