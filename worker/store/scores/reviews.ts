// Rows of `score` as the comparison with what was told reads and writes them. Each write is of rows that are unchanged since the read.

import { score } from '../../../schema/tables/log.ts';
import { type GuardedMove, noteMovesOfWritten } from '../alerts/moves.ts';
import { type Fill, refreshWatch } from '../alerts/watch.ts';
import { columnsFrom, excluded, insertInto, selected } from '../database/columns.ts';
import { guardStatement, raiseRevision, raiseStale, type SiteRevision } from '../database/guard.ts';
import { jsonRows } from '../database/json-rows.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { hexOf, visitorFrom, withHex, withIds } from '../ids.ts';
import { noteMarked } from './marked.ts';
import { newAttempt } from './standings.ts';

/** What membership depends on, and what was told. */
const read = [
  ...([
    'site',
    'version',
    'visitor',
    'attempt',
    'heat',
    'heatByDay',
    'level',
    'outcome',
    'lastSeen',
  ] as const),
  ...([
    'source',
    'channel',
    'leadState',
    'owner',
    'verified',
    'email',
    'userId',
    'company',
    'companyKey',
    'search',
  ] as const),
  ...(['grade', 'told', 'checkAt'] as const),
] as const;

/** A row to review. `heatByDay` and `told` are JSON. */
export type ReviewRow = Pick<StoredRow<typeof score>, (typeof read)[number]>;

const columns = selected(score, 's', read);

/** Rows whose time has come by `now` (UTC ms), the longest due first: a range of `score_by_check`. */
export async function readDue(
  db: D1Database,
  { now, limit }: { now: number; limit: number },
): Promise<ReviewRow[]> {
  const { results } = await db
    .prepare(
      sql`select ${columns} from score s indexed by score_by_check where s.check_at <= ?1 order by s.check_at limit ?2`,
    )
    .bind(now, limit)
    .all();
  return withIds<ReviewRow>(results, { visitor: visitorFrom });
}

/** The next rows of a version, and the same visitors' rows of the version that it is compared with: ranges of the primary key. */
export async function readFill(
  db: D1Database,
  { site, version, cursor, against }: Fill,
  limit: number,
): Promise<{ rows: ReviewRow[]; before: ReviewRow[] }> {
  const next = sql`select visitor from score where site = ?1 and version = ?2 and visitor > unhex(?3) order by visitor limit ?4`;
  const [rows, before] = await db.batch(
    [version, against].map((of) =>
      db
        .prepare(
          sql`select ${columns} from (${next}) o cross join score s
             on s.site = ?1 and s.version = ?5 and s.visitor = o.visitor order by s.visitor`,
        )
        .bind(site, version, hexOf(cursor), limit, of),
    ),
  );
  return {
    rows: withIds<ReviewRow>(rows?.results, { visitor: visitorFrom }),
    before: withIds<ReviewRow>(before?.results, { visitor: visitorFrom }),
  };
}

/** What to store of a reviewed row. */
export interface Reviewed
  extends Pick<ReviewRow, 'site' | 'version' | 'visitor' | 'attempt' | 'told' | 'checkAt'> {
  moves: readonly GuardedMove[];
}

const unchanged = sql`json_each(?1) r cross join score s on s.site = r.value->>'site' and s.version = r.value->>'version'
  and s.visitor = unhex(r.value->>'visitor') and s.attempt = r.value->>'attempt'`;

/** An upsert of existing rows: unlike UPDATE FROM, it cannot be planned as a full scan of the scores. */
const put = sql`${insertInto(score, {
  ...columnsFrom(score, 's'),
  ...{ told: `r.value->>'told'`, checkAt: `r.value->>'checkAt'`, attempt: '?2' },
})} from ${unchanged} where true on conflict (site, version, visitor) do update set ${excluded(score, ['told', 'checkAt', 'attempt'])}`;

function putStatements(db: D1Database, reviewed: readonly Reviewed[]): D1PreparedStatement[] {
  const attempt = newAttempt();
  const rows = reviewed.map(({ moves: _, ...row }) => row);
  return [
    ...jsonRows(withHex(rows, 'visitor')).map((some) => db.prepare(put).bind(some, attempt)),
    ...noteMovesOfWritten(
      db,
      reviewed.flatMap(({ moves }) => moves),
      attempt,
    ),
  ];
}

/**
 * Writes what was found, with what is to be told, in one transaction. Rows that have changed since the read stay due. Throws a
 * stale-guard error (store/database/guard.ts) if the site has changed.
 */
export async function writeReviewed(
  db: D1Database,
  site: SiteRevision,
  reviewed: readonly Reviewed[],
): Promise<void> {
  if (reviewed.length === 0) return;
  await db.batch([guardStatement(db, [site]), ...putStatements(db, reviewed)]);
}

const allUnchanged = sql`select case when (select count(*) from ${unchanged}) = json_array_length(?1) then 1 else ${raiseStale} end`;

const moveOn = sql`update watch set cursor = ?3 where site = ?1 and version = ?2`;

const endComparing = sql`update watch set against = null where site = ?1 and version = ?2`;

/**
 * Writes a step of a fill and moves its cursor; null: it is done. Throws a stale-guard error if the site or one of the rows has
 * changed since the read.
 */
export async function writeFilled(
  db: D1Database,
  site: SiteRevision,
  {
    fill: { version, against },
    cursor,
    reviewed,
  }: { fill: Fill; cursor: string | null; reviewed: readonly Reviewed[] },
): Promise<void> {
  const rows = reviewed.map(({ moves: _, ...row }) => row);
  await db.batch([
    guardStatement(db, [site]),
    ...jsonRows(withHex(rows, 'visitor')).map((some) => db.prepare(allUnchanged).bind(some)),
    ...putStatements(db, reviewed),
    db.prepare(moveOn).bind(site.site, version, cursor),
    // Now it is watched only if there is something to tell.
    ...(cursor === null && against !== null
      ? [
          db.prepare(endComparing).bind(site.site, version),
          raiseRevision(db, site.site),
          ...refreshWatch(db, site.site),
        ]
      : []),
  ]);
}

/** A row to look at soon, and what counts as told of it; undefined: as stored. */
export interface Marked extends Pick<ReviewRow, 'version' | 'visitor'> {
  told?: string | null | undefined;
}

const mark = sql`${insertInto(score, {
  ...columnsFrom(score, 's'),
  checkAt: '?3',
  told: `case when r.value->'told' is null then s.told else r.value->>'told' end`,
})} from json_each(?2) r cross join score s on s.site = ?1 and s.version = r.value->>'version'
  and s.visitor = unhex(r.value->>'visitor') where true
on conflict (site, version, visitor) do update set ${excluded(score, ['told', 'checkAt'])}`;

/**
 * Statements that have rows reviewed from `at` (UTC ms) on: after the rows, in their transaction. The rows have a new attempt
 * already. Only for watched versions: they cost a row each.
 */
export function markRows(
  db: D1Database,
  { site, at }: { site: number; at: number },
  rows: readonly Marked[],
): D1PreparedStatement[] {
  const statements = jsonRows(withHex(rows, 'visitor')).map((some) => db.prepare(mark).bind(site, some, at));
  if (statements.length > 0) noteMarked(db);
  return statements;
}
