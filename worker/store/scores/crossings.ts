// Who rose to one of the upper two levels or fell from one (worker/score/standing/crossing.ts decides): writing it down, reading it back,
// and the rows that the clock lowers.

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

/** Crossings are kept for this long. */
const keptMs = 90 * 86_400_000;

/** A model that is served: what is needed to compute when its levels are lost. `levels` is JSON. */
export interface ServedLevels extends Pick<typeof servedModel.$inferSelect, 'site' | 'version'> {
  model: string;
  landmark: number;
  halfLifeDays: number;
  levels: string;
}

/** All models that are served and fade, in order of site and name. */
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

/** From which level to which. The columns are `from_level` and `to_level`, since `from` is a word of SQL. */
interface Levels {
  from: Crossing['fromLevel'];
  to: Crossing['toLevel'];
}

/** A rise or a fall to be noted. `at` is UTC ms. */
export interface NewCrossing extends Omit<Crossing, 'fromLevel' | 'toLevel'>, Levels {}

const note = sql`${insertInto(crossing, {
  site: `r.value->>'site'`,
  model: `r.value->>'model'`,
  at: `r.value->>'at'`,
  visitor: `unhex(r.value->>'visitor')`,
  fromLevel: `r.value->>'from'`,
  toLevel: `r.value->>'to'`,
})} from json_each(?1) r where true on conflict do update set ${excluded(crossing, ['toLevel'])}`;

/** Statements that note crossings; of several of a visitor in the same millisecond, from where the first began to the last. */
export function noteCrossings(db: D1Database, crossings: readonly NewCrossing[]): D1PreparedStatement[] {
  return jsonRows(withHex(crossings, 'visitor')).map((rows) => db.prepare(note).bind(rows));
}

/** Of a served version, the heat below which one of the upper two levels is lost. */
export type LostBelow = Pick<typeof score.$inferSelect, 'site' | 'version' | 'level' | 'heat'>;

/** A row whose stored level the clock has undone, and which write of it said so. */
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

/** A row to be lowered, and its crossing. */
export interface Lowered extends CooledRow, NewCrossing {}

/** The rows that are still as they were read: whoever wrote one meanwhile has looked at its level as well. */
const unchanged = sql`from json_each(?1) r cross join score s on s.site = r.value->>'site'
  and s.version = r.value->>'version' and s.visitor = unhex(r.value->>'visitor') and s.attempt = r.value->>'attempt'`;

/** An upsert of rows that are there: unlike UPDATE FROM, it cannot be planned as a walk over all scores. */
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

/** Notes who has fallen, and lowers what is stored of them: in one transaction, so that each is noted once. */
export async function writeLowered(db: D1Database, rows: readonly Lowered[]): Promise<void> {
  const all = JSON.stringify(withHex(rows, 'visitor'));
  await db.batch([db.prepare(noteLowered).bind(all), db.prepare(lower).bind(all, newAttempt())]);
}

/** Removes what is kept for long enough, of all models that there have been: ranges of the primary key. */
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

/** A crossing, as it was noted. */
export interface CrossingRow extends Pick<Crossing, 'visitor' | 'at'>, Levels {}

/** A place in the list: after this crossing. */
export type CrossingPlace = Pick<Crossing, 'at' | 'visitor'>;

/** Crossings of a model, newest first, since a moment and after a place: a range of the primary key. */
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
