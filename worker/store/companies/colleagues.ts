// Reads the others at a visitor's company: how many they are, and whom of the hottest to ask for.

import { guardStatement } from '../database/guard.ts';
import { sql } from '../database/sql.ts';
import { hexOf, visitorFrom, withIds } from '../ids.ts';
import type { VisitorRow } from '../visitors/visitor-row.ts';
import type { Reading } from './company-query.ts';

/** Whose colleagues. `seniorities`: of which to name one, the most senior first; none: only the number is wanted. */
export interface ColleaguesQuery extends Pick<Reading, 'site' | 'revision' | 'version' | 'titleTraits'> {
  visitor: string;
  companyKey: string;
  seniorities: readonly string[];
}

/** `title` is the person's own. */
export interface SeniorRow extends Pick<VisitorRow, 'id' | 'name' | 'email'> {
  title: string | number | null;
}

/** How much is read at most: colleagues that are counted, and the hottest of them whose title is looked at. */
export const colleagueBounds = { counted: 100, looked: 20 } as const;

const others = sql`score s indexed by score_by_company where s.site = ?1 and s.version = ?2 and s.company_key = ?3 and s.visitor <> unhex(?4)`;

const count = sql`select count(*) as count from (select 1 from ${others} limit ${colleagueBounds.counted + 1})`;

/** Whoever is disqualified is no help. What a stranger claims about a verified person does not count. */
const senior = sql`select hex(s.visitor) as id, s.name, s.email,
    (select q.value->>'value' from json_each(l.traits) q cross join json_each(?6) r
        on r.value = lower(replace(replace(replace(q.key, ' ', ''), '_', ''), '-', ''))
      where q.value->>'verified' >= l.verified order by q.value->>'verified' desc, r.key limit 1) as title
  from (select s.site, s.visitor, s.name, s.email, s.heat from ${others} and (s.level < 5 or s.outcome is 'won')
    order by s.heat desc, s.visitor desc limit ${colleagueBounds.looked}) s
  cross join lead l on l.site = s.site and l.visitor = s.visitor
  cross join json_each(?5) wanted on wanted.value = l.traits->>'$.seniority.value'
  where l.traits->>'$.seniority.verified' >= l.verified
  order by wanted.key, s.heat desc, s.visitor desc limit 1`;

/**
 * One round trip, by `score_by_company` and the primary keys of those who are looked at. `count` is one above the bound where there
 * are more. Throws a stale-guard error (store/database/guard.ts) when the site has changed since it was read.
 */
export async function readColleagues(
  db: D1Database,
  { site, revision, version, titleTraits, visitor, companyKey, seniorities }: ColleaguesQuery,
): Promise<{ count: number; senior: SeniorRow | null }> {
  const whose = [site, version, companyKey, hexOf(visitor)];
  const [, counted, named] = await db.batch<unknown>([
    guardStatement(db, [{ site, revision }]),
    db.prepare(count).bind(...whose),
    ...(seniorities.length > 0
      ? [db.prepare(senior).bind(...whose, JSON.stringify(seniorities), JSON.stringify(titleTraits))]
      : []),
  ]);
  const [row] = (counted?.results ?? []) as { count: number }[];
  const [first = null] = withIds<SeniorRow>(named?.results, { id: visitorFrom });
  return { count: row?.count ?? 0, senior: first };
}
