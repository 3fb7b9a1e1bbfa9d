// Visitors who rose to one of the upper two levels or fell from one (worker/score/standing/crossing.ts decides): writes and
// reads these crossings, and lowers rows that have faded.

import { and, asc, desc, eq, sql as fragment, gte, isNotNull } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { crossing, score } from '../../../schema/tables/log.ts';
import { model, servedModel } from '../../../schema/tables/site.ts';
import { inTiers, tiers } from '../../../schema/tables/tier.ts';
import { columnsFrom, excluded, insertInto } from '../database/columns.ts';
import { jsonRows } from '../database/json-rows.ts';
import { idBytes, idHex } from '../database/query.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { visitorFrom, withHex, withIds } from '../ids.ts';
import { newAttempt } from './standings.ts';

/** How long crossings are kept. */
const keptMs = 90 * 86_400_000;

/** A served model, with what is needed to compute when a visitor falls from a level. `levels` is JSON. */
export interface ServedLevels extends Pick<typeof servedModel.$inferSelect, 'site' | 'version'> {
  model: string;
  landmark: number;
  halfLifeDays: number;
  levels: string;
}

/** All served models that fade, in order of site and name. */
export function readServedLevels(db: D1Database): Promise<ServedLevels[]> {
  const { site, name, version } = servedModel;
  const halfLifeDays = fragment<number>`${model.body} ->> 'halfLifeDays'`;
  return drizzle(db)
    .select({
      ...{ site, model: name, version, halfLifeDays },
      landmark: fragment<number>`${model.landmark}`,
      levels: fragment<string>`${model.body} -> 'levels'`,
    })
    .from(servedModel)
    .innerJoin(model, and(eq(model.site, site), eq(model.version, version)))
    .where(isNotNull(halfLifeDays))
    .orderBy(asc(site), asc(name));
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
export interface CooledRow extends LostBelow, Pick<StoredRow<typeof score>, 'visitor' | 'attempt'> {}

/** Rows that have faded below the level they are stored with, at most `limit`: of each level and tier a range of `score_by_heat`. */
export async function readCooled(
  db: D1Database,
  lost: readonly LostBelow[],
  limit: number,
): Promise<CooledRow[]> {
  const { results } = await db
    .prepare(
      sql`select s.site, s.version, hex(s.visitor) as visitor, s.level, s.heat, s.attempt
       from json_each(?1) k cross join score s indexed by score_by_heat
         on s.site = k.value->>'site' and s.version = k.value->>'version' and s.level = k.value->>'level'
           and ${inTiers('s', tiers)} and s.heat < k.value->>'heat' limit ?2`,
    )
    .bind(JSON.stringify(lost), limit)
    .all();
  return withIds<CooledRow>(results, { visitor: visitorFrom });
}

/** A row to lower, and its crossing. */
export interface Lowered extends CooledRow, NewCrossing {}

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
})} ${unchanged} where true
on conflict do update set ${excluded(crossing, ['toLevel'])}`;

/** Records the falls and lowers the stored levels: in one transaction, so that each fall is recorded once. */
export async function writeLowered(db: D1Database, rows: readonly Lowered[]): Promise<void> {
  const all = JSON.stringify(withHex(rows, 'visitor'));
  await db.batch([db.prepare(noteLowered).bind(all), db.prepare(lower).bind(all, newAttempt())]);
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
