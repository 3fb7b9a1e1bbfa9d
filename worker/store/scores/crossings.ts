// Visitors who rose to one of the upper two levels or fell from one (worker/score/standing/crossing.ts decides): writes and
// reads these crossings, and lowers rows that have faded.

import { and, asc, desc, eq, sql as fragment, gte, isNotNull, or } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { watch } from '../../../schema/tables/alerts.ts';
import { crossing, score } from '../../../schema/tables/log.ts';
import { model, servedModel, site as siteTable } from '../../../schema/tables/site.ts';
import { inTiers, tiers } from '../../../schema/tables/tier.ts';
import { dayMs } from '../../../schema/time/durations.ts';
import { type NewMove, noteMovesOfWritten } from '../alerts/moves.ts';
import { columnsFrom, excluded, insertInto } from '../database/columns.ts';
import { jsonRows } from '../database/json-rows.ts';
import { idBytes, idHex } from '../database/query.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { visitorFrom, withHex, withIds } from '../ids.ts';
import { newAttempt } from './standings.ts';

/** How long crossings are kept. */
export const keptMs = 90 * dayMs;

/**
 * A served model or one that is being filled, with what is needed to compute when a visitor falls from a level. `levels` is JSON.
 */
export interface FadingLevels extends Pick<typeof servedModel.$inferSelect, 'site' | 'version'> {
  model: string;
  landmark: number;
  halfLifeDays: number;
  levels: string;
  /** 0: it is being filled. */
  isServed: 0 | 1;
  /** 1: a publication with alerts tells row by row what it has changed. */
  isCompared: 0 | 1;
}

/** All models that fade, in order of site and version: those served, and those being filled. */
export function readFadingLevels(db: D1Database): Promise<FadingLevels[]> {
  const halfLifeDays = fragment<number>`${model.body} ->> 'halfLifeDays'`;
  const isServed = and(eq(servedModel.site, model.site), eq(servedModel.version, model.version));
  return drizzle(db)
    .select({
      ...{ site: model.site, model: model.name, version: model.version, halfLifeDays },
      landmark: fragment<number>`${model.landmark}`,
      levels: fragment<string>`${model.body} -> 'levels'`,
      isServed: fragment<0 | 1>`${servedModel.version} is not null`,
      isCompared: fragment<0 | 1>`${watch.against} is not null`,
    })
    .from(model)
    .innerJoin(siteTable, eq(siteTable.key, model.site))
    .leftJoin(servedModel, isServed)
    .leftJoin(watch, and(eq(watch.site, model.site), eq(watch.version, model.version)))
    .where(
      and(
        isNotNull(halfLifeDays),
        or(isNotNull(servedModel.version), eq(siteTable.fillingVersion, model.version)),
      ),
    )
    .orderBy(asc(model.site), asc(model.version));
}

type Crossing = StoredRow<typeof crossing>;

/** The levels before and after. The columns are `from_level` and `to_level`, because `from` is a keyword of SQL. */
interface Levels {
  from: Crossing['fromLevel'];
  to: Crossing['toLevel'];
}

/** A rise or a fall to record. `at` is UTC ms. */
export interface NewCrossing extends Omit<Crossing, 'fromLevel' | 'toLevel'>, Levels {}

const note = sql`${insertInto(crossing, {
  site: `r.value->>'site'`,
  model: `r.value->>'model'`,
  at: `r.value->>'at'`,
  visitor: `unhex(r.value->>'visitor')`,
  fromLevel: `r.value->>'from'`,
  toLevel: `r.value->>'to'`,
})} from json_each(?1) r where true on conflict do update set ${excluded(crossing, ['toLevel'])}`;

/**
 * Statements that record crossings. Several of one visitor in the same millisecond become one: from the first start to the
 * last end.
 */
export function noteCrossings(db: D1Database, crossings: readonly NewCrossing[]): D1PreparedStatement[] {
  return jsonRows(withHex(crossings, 'visitor')).map((rows) => db.prepare(note).bind(rows));
}

/** For a level of a served version, the heat below which it is lost; only for the upper two levels. */
export type LostBelow = Pick<typeof score.$inferSelect, 'site' | 'version' | 'level' | 'heat'>;

/** A row that has faded below its stored level, and the attempt of the write that stored the level. */
export interface CooledRow
  extends LostBelow,
    Pick<StoredRow<typeof score>, 'visitor' | 'attempt' | 'grade' | 'outcome' | 'told'> {
  verified: 0 | 1 | null;
}

/** Rows that have faded below the level they are stored with, at most `limit`: of each level and tier a range of `score_by_heat`. */
export async function readCooled(
  db: D1Database,
  lost: readonly LostBelow[],
  limit: number,
): Promise<CooledRow[]> {
  const { results } = await db
    .prepare(
      sql`select s.site, s.version, hex(s.visitor) as visitor, s.level, s.heat, s.attempt,
         s.grade, s.outcome, s.told, s.verified
       from json_each(?1) k cross join score s indexed by score_by_heat
         on s.site = k.value->>'site' and s.version = k.value->>'version' and s.level = k.value->>'level'
           and ${inTiers('s', tiers)} and s.heat < k.value->>'heat' limit ?2`,
    )
    .bind(JSON.stringify(lost), limit)
    .all();
  return withIds<CooledRow>(results, { visitor: visitorFrom });
}

/** A row to lower, and how it is told. `isNews` is 0 under a version that is not served yet: there, nothing is recorded. */
export interface Lowered extends Pick<CooledRow, 'attempt' | 'version'>, NewCrossing {
  isNews: 0 | 1;
  move: NewMove | null;
}

/** The rows that are unchanged since the read. A concurrent writer of a row has already checked its level. */
const unchanged = sql`from json_each(?1) r cross join score s on s.site = r.value->>'site'
  and s.version = r.value->>'version' and s.visitor = unhex(r.value->>'visitor') and s.attempt = r.value->>'attempt'`;

/** An upsert of existing rows: unlike UPDATE FROM, it cannot be planned as a full scan of the scores. */
const lower = sql`${insertInto(score, { ...columnsFrom(score, 's'), level: `r.value->>'to'`, attempt: '?2' })}
${unchanged} where true
on conflict (site, version, visitor) do update set ${excluded(score, ['level', 'attempt'])}`;

const noteLowered = sql`${insertInto(crossing, {
  site: 's.site',
  model: `r.value->>'model'`,
  at: `r.value->>'at'`,
  visitor: 's.visitor',
  fromLevel: 's.level',
  toLevel: `r.value->>'to'`,
})} ${unchanged} where r.value->>'isNews'
on conflict do update set ${excluded(crossing, ['toLevel'])}`;

/** Records the falls, lowers the stored levels and tells it: in one transaction, so that each fall is recorded and told once. */
export async function writeLowered(db: D1Database, rows: readonly Lowered[]): Promise<void> {
  const attempt = newAttempt();
  const all = JSON.stringify(
    withHex(
      rows.map(({ move: _, ...row }) => row),
      'visitor',
    ),
  );
  const moves = rows.flatMap(({ version, move }) => (move ? [{ ...move, version }] : []));
  await db.batch([
    db.prepare(noteLowered).bind(all),
    db.prepare(lower).bind(all, attempt),
    ...noteMovesOfWritten(db, moves, attempt),
  ]);
}

/** Removes crossings past their retention, of all models that ever existed: ranges of the primary key. */
export async function removeOldCrossings(db: D1Database, now: number): Promise<void> {
  await db
    .prepare(
      sql`delete from crossing where (site, model, at, visitor) in (
         select c.site, c.model, c.at, c.visitor from (select distinct site, name from model) k cross join crossing c
           on c.site = k.site and c.model = k.name and c.at < ?1)`,
    )
    .bind(now - keptMs)
    .run();
}

/** A stored crossing. */
export interface CrossingRow extends Pick<Crossing, 'visitor' | 'at'>, Levels {}

/** A position in the list: after this crossing. */
export type CrossingPlace = Pick<Crossing, 'at' | 'visitor'>;

/** Crossings of a model, newest first, from a time on and after a position: a range of the primary key. */
export async function readCrossings(
  db: D1Database,
  { site, model }: { site: number; model: string },
  { since, after, limit }: { since: number; after: CrossingPlace | null; limit: number },
): Promise<CrossingRow[]> {
  const { at, visitor, fromLevel, toLevel } = crossing;
  const place = fragment`(${after?.at ?? Number.MAX_SAFE_INTEGER}, ${idBytes(after?.visitor ?? '')})`;
  const rows = await drizzle(db)
    .select({ visitor: idHex(visitor), from: fromLevel, to: toLevel, at })
    .from(crossing)
    .where(
      and(
        eq(crossing.site, site),
        eq(crossing.model, model),
        gte(at, since),
        fragment`(${at}, ${visitor}) < ${place}`,
      ),
    )
    .orderBy(desc(at), desc(visitor))
    .limit(limit);
  return withIds<CrossingRow>(rows, { visitor: visitorFrom });
}
