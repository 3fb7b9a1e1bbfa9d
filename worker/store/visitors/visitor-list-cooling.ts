// SQL for the list sorted by who cools next. Within a range of heat of one tier, `score_by_heat` has the right order, and SQLite
// merges the tiers. The ranges are read up to one page each and merged afterwards.

import { sql } from '../database/sql.ts';
import { tierRange, unionAll } from './visitor-list-merge.ts';
import { type CoolingRange, maxExamined, type VisitorListQuery } from './visitor-list-query.ts';
import { afterSql, type Bind, binding, type Sql } from './visitor-list-range.ts';
import { filtersSql } from './visitor-list-sql.ts';
import { visitorColumns } from './visitor-row.ts';

/** The quotient is compared, because a bound computed from a quotient can differ in its last digits. */
const slack = 1e-9;

/** One range of a page: rows with `cooling` (heat ÷ keep) and, for a filtered list, the position of an unfinished walk. */
export function coolingSql(
  query: VisitorListQuery,
  range: CoolingRange,
): { page: Sql; position: Sql | null } {
  const { values, bind } = binding();
  const { limit, order } = query;
  const cooling = `w.heat / ${bind(range.keep)}`;
  const place = placeSql(query, range, { cooling, bind });
  const termsOf = (columns: string) =>
    query.tiers.map((tier) => {
      const conditions = [
        ...tierRange(query, { level: range.level, tier }, bind),
        ...heatSql(range, bind),
        ...place,
      ];
      return sql`select ${columns}, ${cooling} as cooling from score w where ${conditions.join(' and ')}`;
    });
  const filters = filtersSql(query, bind);
  const isFiltered = filters.length > 0;
  const walk = (columns: string, end: string) =>
    sql`${unionAll(termsOf(columns))} order by heat ${order}, visitor ${order} ${end}`;
  const page = (columns: string) => sql`select ${columns}
    from (${walk('w.*', `limit ${isFiltered ? maxExamined : limit + 1}`)}) s
    ${isFiltered ? sql`where ${filters.join(' and ')}` : ''} limit ${limit + 1}`;
  // Reads nothing if the page is full.
  const isShort = sql`(select count(*) <= ${limit} from (${page('s.visitor')}))`;
  const end = walk('w.heat, w.visitor', `limit ${isShort} offset ${maxExamined - 1}`);
  return {
    page: { text: page(`${visitorColumns}, s.cooling`), values },
    position: isFiltered
      ? { text: sql`select cooling as value, hex(visitor) as visitor from (${end})`, values }
      : null,
  };
}

function heatSql({ from, below }: CoolingRange, bind: Bind): string[] {
  const sql: string[] = [];
  if (from !== null) sql.push(`w.heat >= ${bind(from)}`);
  if (below !== null) sql.push(`w.heat < ${bind(below)}`);
  return sql;
}

/** The part of the range after a cursor's position. */
function placeSql(
  { after, order }: VisitorListQuery,
  { keep }: CoolingRange,
  { cooling, bind }: { cooling: string; bind: Bind },
): string[] {
  if (!after) return [];
  const heat = after.value * keep;
  const near =
    order === 'asc' ? `w.heat >= ${bind(heat * (1 - slack))}` : `w.heat <= ${bind(heat * (1 + slack))}`;
  return [near, `(${cooling}, w.visitor) ${afterSql(order, after, bind)}`];
}
