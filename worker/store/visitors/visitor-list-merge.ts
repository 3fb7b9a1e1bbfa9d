// SQL for lists sorted by heat: ranges of `score_by_heat` that SQLite merges while it reads them.

import { type Tier, tierSql } from '../../../schema/tables/tier.ts';
import { sql } from '../database/sql.ts';
import type { Section, VisitorListQuery } from './visitor-list-query.ts';
import { type Bind, boundedSql } from './visitor-list-range.ts';

/** D1's limit of terms in a compound select. */
const maxTerms = 5;

/**
 * Combines any number of selects. More than five are nested; SQLite flattens them, so that an ORDER BY merges all of them and
 * reads at most one row more of each than it returns.
 */
export function unionAll(selects: readonly string[]): string {
  if (selects.length <= maxTerms) return selects.join(' union all ');
  let size = maxTerms;
  while (size * maxTerms < selects.length) size *= maxTerms;
  const parts = Array.from({ length: Math.ceil(selects.length / size) }, (_, index) =>
    unionAll(selects.slice(index * size, (index + 1) * size)),
  );
  return parts.map((part) => sql`select * from (${part})`).join(' union all ');
}

/** The rows `w` of one tier on one stored level. */
export function tierRange(
  { site, version }: { site: number; version: number },
  { level, tier }: { level: number; tier: Tier },
  bind: Bind,
): string[] {
  return [
    sql`w.site = ${bind(site)}`,
    sql`w.version = ${bind(version)}`,
    sql`w.level = ${bind(level)}`,
    sql`${tierSql('w')} = ${bind(tier)}`,
  ];
}

/**
 * Walks the sections in order: selects `columns` of the rows `w` and their `place`, at most `limit` rows, which `end` can filter.
 * The sections are terms of a UNION ALL without ORDER BY: SQLite runs them in order and stops at the limit. With an ORDER BY by
 * section it would sort all of them, because it cannot merge by a constant.
 */
export function heatWalk(
  query: VisitorListQuery,
  { columns, limit, end }: { columns: string; limit: number; end: string },
  bind: Bind,
): string {
  const { order } = query;
  const merged = (section: Section) =>
    sql`${unionAll(sectionTerms(query, section, columns, bind))} order by heat ${order}, visitor ${order}`;
  const sections = sectionsLeft(query);
  const [only] = sections;
  if (only && sections.length === 1) return sql`${merged(only)} ${end}`;
  const parts = sections.map((section) => sql`select * from (${merged(section)} limit ${limit})`);
  return sql`${unionAll(parts)} ${end}`;
}

/** The sections after a cursor, in the order of the list. Never empty: an empty section returns no rows. */
function sectionsLeft({ sections, after, order }: VisitorListQuery): Section[] {
  const way = order === 'desc' ? 1 : -1;
  const left = sections.filter(({ place }) => after === null || way * (place - (after.place ?? 0)) >= 0);
  return order === 'desc' ? left : left.toReversed();
}

function sectionTerms(
  query: VisitorListQuery,
  { place, tiers, ranges }: Section,
  columns: string,
  bind: Bind,
): string[] {
  const after = query.after?.place === place ? query.after : null;
  return ranges.flatMap((range) =>
    tiers.map((tier) => {
      const conditions = [
        ...tierRange(query, { level: range.level, tier }, bind),
        ...boundedSql('w.heat', { ...range, after, order: query.order }, bind),
      ];
      return sql`select ${columns}, ${place} as place from score w where ${conditions.join(' and ')}`;
    }),
  );
}
