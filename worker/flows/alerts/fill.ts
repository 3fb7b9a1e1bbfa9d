// Fills in what counts as told of the visitors who were there before a site was watched, or a segment was made: silently. After a
// publication with alerts, tells what has changed for each.

import type { Model } from '../../../schema/model/model.ts';
import { compileModel } from '../../score/rules/compile.ts';
import {
  beginWatching,
  type Fill,
  readCompared,
  unfinishedFills,
  unwatchedSites,
} from '../../store/alerts/watch.ts';
import { isStale } from '../../store/database/guard.ts';
import { type ReviewRow, readFill, writeFilled } from '../../store/scores/reviews.ts';
import { forgetSite, readSite, type SiteConfig } from '../../store/sites/site-config.ts';
import { inTurns, type Units } from '../common/units.ts';
import { reviewOf } from './review.ts';
import { type WatchedVersion, watchedOf } from './watched.ts';

/** Rows filled in at once. */
const rowsAtOnce = 300;
/** SQL statements of a step: what it reads, the guards, the rows, what is told, and the cursor. */
const stepStatements = 16;
const beginStatements = 4;

/** Begins to watch the sites that have something to tell, and continues all fills. `now` is UTC ms. */
export async function* fillWatched(db: D1Database, now: number): Units {
  for (const site of await unwatchedSites(db)) {
    yield beginStatements;
    try {
      await beginWatching(db, site);
      forgetSite(site.site);
    } catch (error) {
      if (!isStale(error)) throw error;
    }
  }
  yield 1;
  const cursors = new Map((await unfinishedFills(db)).map((fill) => [fill, fill.cursor]));
  yield* inTurns([...cursors.keys()], {
    what: ({ site, version }) => `filling in what was told of version ${version} of site #${site}`,
    statements: stepStatements,
    unit: async (fill) => {
      const next = await fillStep(db, { ...fill, cursor: cursors.get(fill) ?? '' }, now);
      if (next !== null) cursors.set(fill, next);
      return next !== null;
    },
  });
}

/** Fills in the next rows. Returns the new cursor; null: it is done, or there is nothing to fill. */
async function fillStep(db: D1Database, fill: Fill, now: number): Promise<string | null> {
  const site = await readSite(db, fill.site);
  const version = site?.fed.find((one) => one.version === fill.version);
  const watched = site && version && watchedOf(site, version);
  if (!site || !watched) return null;
  const old = fill.against === null ? null : await watchedBefore(db, site, watched, fill.against);
  const { rows, before } = await readFill(db, fill, rowsAtOnce);
  const beforeOf = new Map(before.map((row) => [row.visitor, row]));
  const reviewed = rows.map((row) => {
    const was = old ? beforeOf.get(row.visitor) : undefined;
    return reviewOf(site, comparing(watched, was), {
      row,
      now,
      before: old && was ? { row: was, watched: old } : undefined,
    });
  });
  const last = rows.length === rowsAtOnce ? (rows.at(-1)?.visitor ?? null) : null;
  await writeFilled(db, { site: site.key, revision: site.revision }, { fill, cursor: last, reviewed });
  if (last === null) forgetSite(site.key);
  return last;
}

/** A visitor who was not there before the publication has nothing to be compared with. */
function comparing(watched: WatchedVersion, was: ReviewRow | undefined): WatchedVersion {
  return was ? watched : { ...watched, against: null };
}

/** The version served before, as the current segments are evaluated under it; null: it is gone. */
async function watchedBefore(
  db: D1Database,
  site: SiteConfig,
  watched: WatchedVersion,
  version: number,
): Promise<WatchedVersion | null> {
  const read = await readCompared(db, { site: site.key, version });
  if (!read) return null;
  const { landmark, timeZone } = read;
  const model = JSON.parse(read.body) as Model;
  return { ...watched, compiled: compileModel({ version, landmark: landmark ?? 0, model, timeZone }) };
}
