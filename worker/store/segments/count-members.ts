// Counts the visitors who pass filters: by an index where the filters have one, else by reading every score of the version.

import { type Tier, tierSql, tiers } from '../../../schema/tables/tier.ts';
import { guardStatement, type SiteRevision } from '../database/guard.ts';
import { sql } from '../database/sql.ts';
import { tierRange, unionAll } from '../visitors/visitor-list-merge.ts';
import type { VisitorSet } from '../visitors/visitor-list-query.ts';
import { type Bind, binding, boundedSql } from '../visitors/visitor-list-range.ts';
import { indexedSql, leadFilters, scoreFilters } from '../visitors/visitor-list-sql.ts';

/** D1's limit of values of a statement. */
const maxValues = 100;

/** Counts in one statement, so that its text stays far below D1's limit of 100 KB. */
const maxCounts = 5;

/**
 * How many visitors each set has, exactly. A row is read for each index entry within the filters that have an index (`VisitorSet`:
 * ranges, tiers, email, userId, company, else `seenSince`), and for each score found there; without such a filter, for every score
 * of the version. One round trip. Throws a stale-guard error (store/database/guard.ts) if the site has changed since it was read.
 */
export async function countMembers(
  db: D1Database,
  at: SiteRevision,
  sets: readonly VisitorSet[],
): Promise<number[]> {
  const statements = packed(sets).map(({ parts, values }) => {
    const columns = parts.map(({ text, index }) => `(${text}) as "${index}"`);
    return db.prepare(sql`select ${columns.join(', ')}`).bind(...values);
  });
  if (statements.length === 0) return sets.map(() => 0);
  const [, ...answers] = await db.batch<Record<string, number>>([guardStatement(db, [at]), ...statements]);
  const counts: Record<string, number> = Object.assign({}, ...answers.flatMap(({ results }) => results));
  return sets.map((_, index) => counts[index] ?? 0);
}

/** As many counts in each statement as fit. Sets without anybody are left out. */
function packed(sets: readonly VisitorSet[]) {
  const statements: { parts: { text: string; index: number }[]; values: (string | number)[] }[] = [];
  let bound = binding();
  sets.forEach((set, index) => {
    if (isEmpty(set)) return;
    const alone = binding();
    countSql(set, alone.bind);
    const last = statements.at(-1);
    const fits = bound.values.length + alone.values.length <= maxValues;
    if (last && fits && last.parts.length < maxCounts) {
      last.parts.push({ text: countSql(set, bound.bind), index });
      return;
    }
    bound = binding();
    statements.push({ parts: [{ text: countSql(set, bound.bind), index }], values: bound.values });
  });
  return statements;
}

function countSql(set: VisitorSet, bind: Bind): string {
  return sql`select count(*) from ${membersSql(set, bind)}`;
}

/** Members of a tier who are stored on a level, 1–5: all, those who are customers, and those who keep the levels 1, 2 and 3. */
export interface MemberGroup {
  tier: Tier;
  level: number;
  visitors: number;
  customers: number;
  kept: number[];
}

/** The members of a set by where they stand. Reads the rows that `countMembers` does, and throws as it does. `keep`: in heat. */
export async function groupMembers(
  db: D1Database,
  at: SiteRevision,
  set: VisitorSet,
  keep: readonly number[],
): Promise<MemberGroup[]> {
  if (isEmpty(set)) return [];
  const { values, bind } = binding();
  const kept = keep.map((heat) => sql`sum(s.heat >= ${bind(heat)})`);
  const text = sql`select ${tierSql('s')} as tier, s.level as level, count(*) as visitors, sum(s.outcome is 'won') as customers,
      json_array(${kept.join(', ')}) as kept from ${membersSql(set, bind)} group by 1, 2`;
  const [, groups] = await db.batch<Omit<MemberGroup, 'kept'> & { kept: string }>([
    guardStatement(db, [at]),
    db.prepare(text).bind(...values),
  ]);
  return (groups?.results ?? []).map((group) => ({ ...group, kept: JSON.parse(group.kept) as number[] }));
}

/** Whether the filters exclude each other. */
function isEmpty({ ranges, sections }: VisitorSet): boolean {
  return ranges?.length === 0 || sections.length === 0;
}

/** The scores `s` of a set: what follows FROM. */
function membersSql(set: VisitorSet, bind: Bind): string {
  const asked = leadFilters(set, bind);
  const ofVersion = [`s.site = ${bind(set.site)}`, `s.version = ${bind(set.version)}`];
  const leads =
    indexedSql(set, bind) ??
    (set.q &&
      sql`select s.visitor from (select * from lead where site = ${bind(set.site)}) s where ${asked.join(' and ')}`);
  if (leads !== null) {
    const conditions = [...scoreFilters(set, bind, null), ...asked];
    return sql`(${leads}) o cross join score s on ${ofVersion.join(' and ')} and s.visitor = o.visitor
      where ${conditions.join(' and ')}`;
  }
  if (set.ranges !== null || set.tiers.length < tiers.length) {
    const conditions = [...scoreFilters(set, bind, 'score'), ...asked];
    const where = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
    return sql`(${unionAll(rangesSql(set, bind))}) s${where}`;
  }
  if (set.seenSince !== null) {
    const conditions = [...ofVersion, ...scoreFilters(set, bind, 'lastSeen'), ...asked];
    const since = sql`s.last_seen >= ${bind(set.seenSince)}`;
    return sql`score s indexed by score_by_last_seen where ${[since, ...conditions].join(' and ')}`;
  }
  return sql`score s where ${[...ofVersion, ...scoreFilters(set, bind, null), ...asked].join(' and ')}`;
}

/** A range of `score_by_heat` for each tier and range. */
function rangesSql(set: VisitorSet, bind: Bind): string[] {
  return set.sections.flatMap(({ tiers, ranges }) =>
    tiers.flatMap((tier) =>
      ranges.map(({ level, ...range }) => {
        const conditions = [
          ...tierRange(set, { level, tier }, bind),
          ...boundedSql('heat', { ...range, after: null, order: 'desc' }, bind),
        ];
        return sql`select w.* from score w indexed by score_by_heat where ${conditions.join(' and ')}`;
      }),
    ),
  );
}
