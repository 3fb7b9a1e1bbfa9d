// Reads visitors: a page of the list, or one visitor. Only arrival-write.ts and derived.ts change scores.

import { guardStatement } from '../database/guard.ts';
import { sql } from '../database/sql.ts';
import { hexOf, uuidFrom, visitorFrom, withIds } from '../ids.ts';
import { survivor } from '../log/stretch-sql.ts';
import { coolingSql } from './visitor-list-cooling.ts';
import type { Position, VisitorListQuery } from './visitor-list-query.ts';
import type { Sql } from './visitor-list-range.ts';
import { pickSql, walkSql } from './visitor-list-sql.ts';
import { type FirstVisitRow, firstVisitColumns, type VisitorRow, visitorColumns } from './visitor-row.ts';

/** Rows in order, with one extra if there are more. `reached`: where an unfinished walk stopped. */
export interface VisitorRows {
  rows: VisitorRow[];
  reached: Position | null;
}

const rowsFrom = (results: readonly unknown[] | undefined) =>
  withIds<VisitorRow>(results, { id: visitorFrom });

const placesFrom = (results: readonly unknown[] | undefined) =>
  withIds<Position>(results, { visitor: visitorFrom });

function prepare(db: D1Database, { text, values }: Sql): D1PreparedStatement {
  return db.prepare(text).bind(...values);
}

/**
 * Walks the list along `score_by_heat`, `score_by_last_seen` or `score_by_first_seen` in one round trip. Filters without an
 * index are checked row by row, for at most `maxExamined` visitors; `reached` is then where to continue.
 * Throws a stale-guard error (store/database/guard.ts) if the site has changed since it was read.
 */
export async function walkVisitors(db: D1Database, query: VisitorListQuery): Promise<VisitorRows> {
  const { page, position } = walkSql(query);
  const [, rows, places] = await db.batch<unknown>([
    guardStatement(db, [{ site: query.site, revision: query.revision }]),
    prepare(db, page),
    ...(position ? [prepare(db, position)] : []),
  ]);
  const [reached = null] = placesFrom(places?.results);
  return { rows: rowsFrom(rows?.results), reached };
}

/**
 * Like `walkVisitors`, but sorted by who cools next. One round trip, at most one page of rows from each of six ranges. If filters
 * leave a walk unfinished, the page ends where it stopped.
 */
export async function walkCooling(db: D1Database, query: VisitorListQuery): Promise<VisitorRows> {
  const walks = query.cooling.map((range) => coolingSql(query, range));
  const statements = walks.flatMap(({ page, position }) => (position ? [page, position] : [page]));
  const [, ...results] = await db.batch<unknown>([
    guardStatement(db, [{ site: query.site, revision: query.revision }]),
    ...statements.map((sql) => prepare(db, sql)),
  ]);
  // Hex has the same order as the bytes, which is the order of the list.
  const direction = query.order === 'asc' ? 1 : -1;
  const compare = (a: Position, b: Position) =>
    direction * (a.value - b.value || (a.visitor < b.visitor ? -1 : Number(a.visitor > b.visitor)));
  const placeOf = ({ cooling = 0, id }: VisitorRow): Position => ({ value: cooling, visitor: id });
  const isFiltered = statements.length > walks.length;
  const pages = results.filter((_, index) => !isFiltered || index % 2 === 0);
  const places = isFiltered ? results.filter((_, index) => index % 2 === 1) : [];
  const [reached = null] = (places.flatMap((place) => place.results) as Position[]).sort(compare);
  const rows = (pages.flatMap((page) => page.results) as VisitorRow[])
    .sort((a, b) => compare(placeOf(a), placeOf(b)))
    .filter((row) => reached === null || compare(placeOf(row), reached) <= 0)
    .slice(0, query.limit + 1);
  return { rows: rowsFrom(rows), reached: reached && (placesFrom([reached])[0] ?? null) };
}

/**
 * Finds visitors by email, userId, company or `q`, in the list's order, in one round trip: by the key of `identifier`, by
 * `score_by_company` and `lead_by_company`, or by searching at most `maxLeadsSearched` leads. Null if none of these filters is
 * set, or if the site has more leads than that and the list must be walked. Throws a stale-guard error like `walkVisitors`.
 */
export async function pickVisitors(db: D1Database, query: VisitorListQuery): Promise<VisitorRows | null> {
  const pick = pickSql(query);
  if (!pick) return null;
  const [, rows, more] = await db.batch<unknown>([
    guardStatement(db, [{ site: query.site, revision: query.revision }]),
    prepare(db, pick.page),
    ...(pick.more ? [prepare(db, pick.more)] : []),
  ]);
  if (more && more.results.length > 0) return null;
  return { rows: rowsFrom(rows?.results), reached: null };
}

/** A visitor by its id or an absorbed one, with the facts of the person and the devices. */
export interface FoundVisitor {
  row: VisitorRow & FirstVisitRow;
  /** JSON `{trait: {value, verified, at}}`; null: anonymous. */
  traits: string | null;
  devices: string[];
  /** Earlier emails of the person. */
  formerEmails: string[];
}

/** The names of a visitor. */
export type VisitorName = Pick<VisitorRow, 'id' | 'email' | 'name' | 'company'>;

/** The names of those visitors that exist, by the key of `score`. */
export async function readNames(
  db: D1Database,
  { site, version, visitors }: { site: number; version: number; visitors: string[] },
): Promise<VisitorName[]> {
  const { results } = await db
    .prepare(
      sql`select hex(s.visitor) as id, s.email, s.name, s.company from json_each(?3) v
       cross join score s on s.site = ?1 and s.version = ?2 and s.visitor = unhex(v.value)`,
    )
    .bind(site, version, JSON.stringify(visitors.map(hexOf)))
    .all();
  return withIds<VisitorName>(results, { id: visitorFrom });
}

/** Reads one visitor in one round trip, by primary keys and `stint_by_visitor`. Null if there is none. Throws a stale-guard error. */
export async function readVisitor(
  db: D1Database,
  { site, revision, version, id }: { site: number; revision: number; version: number; id: string },
): Promise<FoundVisitor | null> {
  const [, rows, devices] = await db.batch<unknown>([
    guardStatement(db, [{ site, revision }]),
    db
      .prepare(
        sql`select ${visitorColumns}, ${firstVisitColumns}, l.traits, (select json_group_array(i.value) from identifier i
           where i.site = s.site and i.visitor = s.visitor and i.kind = 'email' and i.value is not s.email) as formerEmails
         from score s left join lead l on l.site = s.site and l.visitor = s.visitor
         where s.site = ?1 and s.version = ?3 and s.visitor = ${survivor}`,
      )
      .bind(site, hexOf(id), version),
    db
      .prepare(
        sql`select distinct hex(device) as device from stint where site = ?1 and visitor = ${survivor}
         union all select hex(s.device) from score s where s.site = ?1 and s.version = ?3 and s.visitor = ${survivor}
           and not exists (select 1 from stint t where t.site = ?1 and t.device = s.device)`,
      )
      .bind(site, hexOf(id), version),
  ]);
  const [found] = withIds<FoundVisitor['row'] & { traits: string | null; formerEmails: string }>(
    rows?.results,
    { id: visitorFrom },
  );
  if (!found) return null;
  const { traits, formerEmails, ...row } = found;
  return {
    row,
    traits,
    formerEmails: JSON.parse(formerEmails),
    devices: withIds<{ device: string }>(devices?.results, { device: uuidFrom }).map(({ device }) => device),
  };
}
