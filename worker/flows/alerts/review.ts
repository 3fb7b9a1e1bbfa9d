// Compares visitors with what was told of them, where no event does: when the clock may have changed something, after changes other
// than the arrival of events, and when a site begins to be watched.

import { moveOfCrossing, movesOfNews, stoodAt } from '../../score/segments/moves.ts';
import { nextChange } from '../../score/segments/next-change.ts';
import { factsAt, newsOf, readTold, type Told, toldText } from '../../score/segments/told.ts';
import { crossingOf } from '../../score/standing/crossing.ts';
import { heatThresholds, lowered } from '../../score/standing/level.ts';
import { isStale } from '../../store/database/guard.ts';
import { statementsLeft } from '../../store/database/metered.ts';
import { rootOf } from '../../store/database/refusal.ts';
import { takeMarked } from '../../store/scores/marked.ts';
import { type Reviewed, type ReviewRow, readDue, writeReviewed } from '../../store/scores/reviews.ts';
import { readSite, type SiteConfig } from '../../store/sites/site-config.ts';
import type { Units } from '../common/units.ts';
import { memberRow, type WatchedVersion, watchedOf } from './watched.ts';

/** Rows read at once. */
const rowsAtOnce = 500;
/** SQL statements to review the rows of a site: its read, the guard, the rows, what is told, and longer parameters than usual. */
const siteStatements = 8;

/** Reviews all rows that are due at `now` (UTC ms), of all sites. */
export async function* reviewDue(db: D1Database, now: number): Units {
  let rows = await readDue(db, { now, limit: rowsAtOnce });
  while (rows.length > 0) {
    let isStuck = false;
    for (const [site, own] of Map.groupBy(rows, (row) => row.site)) {
      yield siteStatements;
      isStuck ||= !(await reviewRows(db, site, { rows: own, now }));
    }
    // What was changed meanwhile is still due: the next run takes it.
    if (rows.length < rowsAtOnce || isStuck) return;
    yield 1;
    rows = await readDue(db, { now, limit: rowsAtOnce });
  }
}

/** The same after a request that has left rows to review, as long as it may run more statements. The scheduled job does the rest. */
export async function reviewOrLeave(db: D1Database, now: number): Promise<void> {
  if (!takeMarked(db) || statementsLeft(db) <= siteStatements) return;
  try {
    for await (const statements of reviewDue(db, now)) if (statementsLeft(db) < statements) return;
  } catch (error) {
    console.error('what a request has changed is left to the scheduled work', rootOf(error));
  }
}

/** False if the site has changed meanwhile. */
async function reviewRows(
  db: D1Database,
  key: number,
  { rows, now }: { rows: readonly ReviewRow[]; now: number },
): Promise<boolean> {
  const site = await readSite(db, key);
  if (!site) return false;
  const reviewed = rows.map((row) => {
    const version = site.fed.find((one) => one.version === row.version);
    const watched = version ? watchedOf(site, version) : null;
    return watched ? reviewOf(site, watched, { row, now }) : forgotten(row);
  });
  try {
    await writeReviewed(db, { site: key, revision: site.revision }, reviewed);
    return true;
  } catch (error) {
    if (!isStale(error)) throw error;
    return false;
  }
}

/** A row that nobody watches any more. */
function forgotten({ site, version, visitor, attempt }: ReviewRow): Reviewed {
  return { site, version, visitor, attempt, told: null, checkAt: null, moves: [] };
}

/** A row, and if it is the one of a visitor under the version served before: `before`, which is the baseline. */
interface Asked {
  row: ReviewRow;
  now: number;
  before?: { row: ReviewRow; watched: WatchedVersion } | undefined;
}

/** What to store of a row, and to tell: nothing, if nothing was told before. */
export function reviewOf(site: SiteConfig, watched: WatchedVersion, { row, now, before }: Asked): Reviewed {
  const { version, visitor, attempt } = row;
  const key = { site: site.key, version, visitor };
  const member = memberRow(row);
  const facts = factsAt(watched, member, now);
  const stored = readTold(row.told, watched.since);
  // While a publication is compared row by row, this row's turn has not come.
  if (!stored && !before && watched.against !== null)
    return { ...key, attempt, told: null, checkAt: null, moves: [] };
  const compared = stored ? undefined : before;
  const told = stored ?? (compared ? toldBefore(compared, now) : { v: watched.revision, ...facts });
  const crossing = compared && crossingOf(compared.row.level, levelAt(watched, row, now));
  const moves = [
    ...(crossing ? [moveOfCrossing(crossing)] : []),
    ...movesOfNews(newsOf(watched, { told, before: null, now: facts })),
  ];
  const previous = stoodAt(compared ? compared.row : row, told.cell);
  return {
    ...{ ...key, attempt, told: toldText(watched, facts), checkAt: nextChange(watched, member, now) },
    moves: moves.map(({ type, ...what }) => ({
      ...{ ...key, model: watched.model, at: now, type },
      detail: { previous: { ...previous, identified: told.identified }, ...what },
    })),
  };
}

/** What would be true under the version before. The segments are the same: they belong to the model by name. */
function toldBefore({ row, watched }: NonNullable<Asked['before']>, now: number): Told {
  return { v: watched.revision, ...factsAt(watched, memberRow(row), now) };
}

function levelAt({ compiled }: WatchedVersion, { level, heat }: ReviewRow, at: number): number {
  return lowered(level, heat, heatThresholds(compiled.model.levels, compiled, at));
}
