// Counts visitors: all of a model by a scan of `score_by_heat`, or some by ranges of it. Also stores and reads the daily counts.

import { and, asc, desc, eq, sql as fragment, gte } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { headcount } from '../../../schema/tables/counts.ts';
import { model, servedModel } from '../../../schema/tables/site.ts';
import { type Tier, tierSql, tiers } from '../../../schema/tables/tier.ts';
import { guardStatement, type SiteRevision } from '../database/guard.ts';
import { sql } from '../database/sql.ts';
import { tierRange, unionAll } from './visitor-list-merge.ts';
import type { HeatRange } from './visitor-list-query.ts';
import { binding, boundedSql } from './visitor-list-range.ts';

/** The count of one day. `groups` is JSON. */
export type Headcount = typeof headcount.$inferSelect;

/** A served model with its last count, if any. `levels` is JSON. */
export interface CountedModel {
  site: number;
  model: string;
  version: number;
  landmark: number;
  timeZone: string;
  halfLifeDays: number | null;
  levels: string;
  last: Pick<Headcount, 'version' | 'countedAt' | 'visitors'> | null;
}

/** All served models with their last count, by site and name. Reads two rows for each, by primary key. */
export async function readCountedModels(db: D1Database): Promise<CountedModel[]> {
  const { site, name, version } = servedModel;
  const lastDay = fragment`(select max(day) from headcount where site = ${site} and model = ${name})`;
  const isLast = and(eq(headcount.site, site), eq(headcount.model, name), eq(headcount.day, lastDay));
  const rows = await drizzle(db)
    .select({
      ...{ site, model: name, version, timeZone: model.timeZone },
      landmark: fragment<number>`${model.landmark}`,
      halfLifeDays: fragment<number | null>`${model.body} ->> 'halfLifeDays'`,
      levels: fragment<string>`${model.body} -> 'levels'`,
      lastVersion: fragment<number | null>`${headcount.version}`.as('lastVersion'),
      countedAt: headcount.countedAt,
      visitors: headcount.visitors,
    })
    .from(servedModel)
    .innerJoin(model, and(eq(model.site, site), eq(model.version, version)))
    .leftJoin(headcount, isLast)
    .orderBy(asc(site), asc(name));
  return rows.map(({ lastVersion, countedAt, visitors, ...served }) => {
    const isCounted = lastVersion !== null && countedAt !== null && visitors !== null;
    return { ...served, last: isCounted ? { version: lastVersion, countedAt, visitors } : null };
  });
}

/** The visitors of a tier that are stored on a level, and how many of them still keep the levels 1, 2 and 3. */
export interface StoredCount {
  tier: Tier;
  level: number;
  visitors: number;
  kept: number[];
}

/** Visitors of a tier outside the levels. */
export interface OutsideCount {
  tier: Tier;
  customers: number;
  disqualified: number;
}

/** One level: all visitors, and those that keep the levels 1, 2 and 3. */
const keptOnLevel = sql`select json_array(count(*), sum(s.heat >= ?4), sum(s.heat >= ?5), sum(s.heat >= ?6))
  from score s indexed by score_by_heat where s.site = ?1 and s.version = ?2 and s.level = k.value`;

/** Selects no tier: an expression would make SQLite read the row of each index entry, which takes about thirty times as long. */
const countLevels = sql`select k.value as level, (${keptOnLevel}) as counts from json_each(?3) k`;

const countIdentified = sql`select k.value as level, r.value as tier, (${keptOnLevel} and ${tierSql('s')} = r.value) as counts
  from json_each(?3) k cross join json_each(?7) r`;

const countOutside = sql`select r.value as tier, (
    select json_array(sum(s.outcome is 'won'), sum(s.outcome is not 'won')) from score s indexed by score_by_heat
    where s.site = ?1 and s.version = ?2 and s.level = 5 and ${tierSql('s')} = r.value) as counts
  from json_each(?3) r`;

/**
 * Counts all visitors under a version. Reads every entry of the index, and the rows of people and of visitors outside the
 * levels. The remaining ones are anonymous.
 */
export async function countEverybody(
  db: D1Database,
  { site, version }: { site: number; version: number },
  keep: readonly number[],
): Promise<{ stored: StoredCount[]; outside: OutsideCount[] }> {
  const identified = tiers.filter((tier) => tier !== '');
  const levels = '[1,2,3,4]';
  const [all, people, outside] = await db.batch<{ level: number; tier: Tier; counts: string }>([
    db.prepare(countLevels).bind(site, version, levels, ...keep),
    db.prepare(countIdentified).bind(site, version, levels, ...keep, JSON.stringify(identified)),
    db.prepare(countOutside).bind(site, version, JSON.stringify(tiers)),
  ]);
  const named = (people?.results ?? []).map(({ level, tier, counts }) => ({
    level,
    tier,
    counts: numbersOf(counts),
  }));
  const anonymous = (all?.results ?? []).map(({ level, counts }) => {
    const onLevel = named.filter((each) => each.level === level);
    const left = numbersOf(counts).map((count, place) =>
      onLevel.reduce((rest, each) => rest - (each.counts[place] ?? 0), count),
    );
    return { level, tier: '' as const, counts: left };
  });
  return {
    stored: [...named, ...anonymous].map(({ level, tier, counts: [visitors = 0, ...kept] }) => {
      return { level, tier, visitors, kept };
    }),
    outside: (outside?.results ?? []).map(({ tier, counts }) => {
      const [customers = 0, disqualified = 0] = numbersOf(counts);
      return { tier, customers, disqualified };
    }),
  };
}

/** SQLite's sum over no rows is null. */
function numbersOf(counts: string): number[] {
  return (JSON.parse(counts) as (number | null)[]).map((count) => count ?? 0);
}

/** Stores the count of a day, replacing an earlier one. Writes one row. */
export async function writeHeadcount(db: D1Database, row: Headcount): Promise<void> {
  const { version, countedAt, visitors, groups } = row;
  await drizzle(db)
    .insert(headcount)
    .values(row)
    .onConflictDoUpdate({
      target: [headcount.site, headcount.model, headcount.day],
      set: { version, countedAt, visitors, groups },
    });
}

/** The counts of a model since a day, newest first. Reads a range of the primary key. */
export function readHeadcounts(
  db: D1Database,
  { site, model, since }: { site: number; model: string; since: number },
): Promise<Headcount[]> {
  const isAsked = and(eq(headcount.site, site), eq(headcount.model, model), gte(headcount.day, since));
  return drizzle(db).select().from(headcount).where(isAsked).orderBy(desc(headcount.day));
}

/** The visitors of a tier in ranges of one level. */
export interface CountedUnit {
  tier: Tier;
  ranges: readonly HeatRange[];
}

/** The number of visitors counted in a unit, and how many of them are customers. */
export interface UnitCount {
  unit: number;
  visitors: number;
  customers: number;
}

/**
 * Counts unit after unit, up to `limit` visitors in total. The unit in which it reaches the limit has more visitors, and later
 * units are not counted. The rows are summed here, because for a GROUP BY SQLite would sort them and read them twice. Reads one
 * row for each visitor and each range. Throws a stale-guard error if the site has changed.
 */
export async function countUnits(
  db: D1Database,
  { site, revision }: SiteRevision,
  { version, units, limit }: { version: number; units: readonly CountedUnit[]; limit: number },
): Promise<UnitCount[]> {
  const { values, bind } = binding();
  const terms = units.flatMap(({ tier, ranges }, unit) =>
    ranges.map(({ level, ...range }) => {
      const conditions = [
        ...tierRange({ site, version }, { level, tier }, bind),
        ...boundedSql('w.heat', { ...range, after: null, order: 'desc' }, bind),
      ];
      const isCustomer = level === 5 ? "w.outcome is 'won'" : '0';
      return sql`select ${unit} as unit, ${isCustomer} as isCustomer from score w indexed by score_by_heat
        where ${conditions.join(' and ')}`;
    }),
  );
  const text = sql`${unionAll(terms)} limit ${limit}`;
  const [, counted] = await db.batch<unknown>([
    guardStatement(db, [{ site, revision }]),
    db.prepare(text).bind(...values),
  ]);
  const rows = (counted?.results ?? []) as { unit: number; isCustomer: 0 | 1 }[];
  return [...Map.groupBy(rows, ({ unit }) => unit)].map(([unit, all]) => ({
    unit,
    visitors: all.length,
    customers: all.filter(({ isCustomer }) => isCustomer === 1).length,
  }));
}
