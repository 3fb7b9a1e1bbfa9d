// Builds the SQL of the visitor list: a walk along an index of `score`, or a search of leads. Only names from this file become
// part of the SQL text; every value is bound.

import { oddsSql } from '../../../schema/tables/odds.ts';
import { inTiers, tiers } from '../../../schema/tables/tier.ts';
import { sql } from '../database/sql.ts';
import { heatWalk } from './visitor-list-merge.ts';
import {
  type CoolingRange,
  type HeatRange,
  maxExamined,
  maxLeadsSearched,
  type TrendFilter,
  type VisitorFilters,
  type VisitorListQuery,
  type VisitorSet,
  type VisitorSort,
} from './visitor-list-query.ts';
import { afterSql, type Bind, binding, boundedSql, type Sql } from './visitor-list-range.ts';
import { visitorColumns } from './visitor-row.ts';

/** What a list is sorted by, of a row with an alias such as `s.`, or none. */
const sortedBy = {
  coolsAt: (alias) => `${alias}cooling`,
  score: (alias) => `${alias}heat`,
  priority: (alias) => `${alias}heat`,
  probability: oddsSql,
  lastSeen: (alias) => `${alias}last_seen`,
  firstSeen: (alias) => `${alias}first_seen`,
} satisfies Record<VisitorSort, (alias: string) => string>;

/**
 * Walks `score_by_heat`, `score_by_last_seen` or `score_by_first_seen` until it has found one visitor more than a page.
 * `position`: for a filtered walk, where it stopped before the page was full.
 */
export function walkSql(query: VisitorListQuery): { page: Sql; position: Sql | null } {
  const { values, bind } = binding();
  const { limit } = query;
  const sortedAs = sortedBy[query.sort];
  // The merge of a walk by heat orders by this name.
  const name = isByHeat(query.sort) ? 'heat' : 'value';
  const filters = filtersSql(query, bind);
  const isFiltered = filters.length > 0;
  const looked = isFiltered ? maxExamined : limit + 1;
  // The walk already has the list's order, so it is not sorted again.
  const page = (columns: string) => sql`select ${columns}
    from (${walk(query, { columns: 'w.*', limit: looked, end: `limit ${looked}` }, bind)}) s
    ${isFiltered ? sql`where ${filters.join(' and ')}` : ''} limit ${limit + 1}`;
  // The position of the last visitor that was checked. Reads nothing if the page is full.
  const isShort = sql`(select count(*) <= ${limit} from (${page('s.visitor')}))`;
  const end = `limit ${isShort} offset ${maxExamined - 1}`;
  const place = walk(query, { columns: `${sortedAs('w.')} as ${name}, w.visitor`, limit: looked, end }, bind);
  return {
    page: { text: page(`${visitorColumns}, s.place`), values },
    position: isFiltered
      ? { text: sql`select ${name} as value, hex(visitor) as visitor, place from (${place})`, values }
      : null,
  };
}

function walk(
  query: VisitorListQuery,
  { columns, limit, end }: { columns: string; limit: number; end: string },
  bind: Bind,
): string {
  if (isByHeat(query.sort)) return heatWalk(query, { columns, limit, end }, bind);
  const { order } = query;
  const terms = seenTerm(query, bind);
  return sql`select ${columns}, null as place ${terms} order by ${sortedBy[query.sort]('w.')} ${order}, w.visitor ${order} ${end}`;
}

function isByHeat(sort: VisitorSort): boolean {
  return sort === 'score' || sort === 'priority';
}

/**
 * Finds leads first, by an index or by searching those of the site, then sorts their scores. Null if no filter can find leads.
 * `more` returns a row if the site has more leads than are searched; the page is incomplete then.
 */
export function pickSql(query: VisitorListQuery): { page: Sql; more: Sql | null } | null {
  const { values, bind } = binding();
  const asked = leadFilters(query, bind);
  if (asked.length === 0) return null;
  const site = bind(query.site);
  const indexed = indexedSql(query, bind);
  const leads =
    indexed ??
    sql`select s.visitor from (select * from lead where site = ${site} limit ${maxLeadsSearched}) s where ${asked.join(' and ')}`;
  const isCooling = query.sort === 'coolsAt';
  const { order, after, limit } = query;
  const column = isCooling ? coolingSql(query.cooling, bind) : sortedBy[query.sort]('s.');
  const place = query.sort === 'priority' ? placeSql(query, bind) : '0';
  const filters = [...scoreFilters(query, bind, null), ...asked];
  if (isCooling || query.sort === 'probability') filters.push(`${column} is not null`);
  if (after) {
    // In a `desc` list, places increase.
    const way = order === 'desc' ? '' : '-';
    const isPast = sql`(${column}, s.visitor) ${afterSql(order, after, bind)}`;
    const reached = bind(after.place ?? 0);
    filters.push(sql`(${way}${place} > ${way}${reached} or (${place} = ${reached} and ${isPast}))`);
  }
  const text = sql`select ${visitorColumns}, ${place} as place${isCooling ? `, ${column} as cooling` : ''} from (${leads}) o
    cross join score s on s.site = ${site} and s.version = ${bind(query.version)} and s.visitor = o.visitor
    where ${filters.join(' and ')}
    order by place ${order === 'desc' ? 'asc' : 'desc'}, ${column} ${order}, s.visitor ${order} limit ${limit + 1}`;
  const more = sql`select 1 from lead where site = ?1 limit 1 offset ${maxLeadsSearched}`;
  return { page: { text, values }, more: indexed ? null : { text: more, values: [query.site] } };
}

/** Leads by the key of `identifier`, or by `score_by_company` and `lead_by_company`; null if no index can find them. */
export function indexedSql(set: VisitorSet, bind: Bind): string | null {
  const { site, version, email, currentEmails, userId, hasLocalIdentities } = set;
  const [company] = set.companies;
  const [kind, value = null] = userId === null ? ['email', email ?? currentEmails[0]] : ['userId', userId];
  if (value !== null && !hasLocalIdentities) {
    return sql`select visitor from identifier where site = ${bind(site)} and kind = '${kind}' and value = ${bind(value)}`;
  }
  if (!company) return null;
  return sql`select s.visitor from json_each(${bind(JSON.stringify(company.keys))}) j
    cross join score s indexed by score_by_company
      on s.site = ${bind(site)} and s.version = ${bind(version)} and s.company_key = j.value
    union select visitor from lead where site = ${bind(site)} and company = ${bind(company.name)} collate nocase`;
}

/** The heat of a score `s` divided by what its level needs; null if it will not cool. */
function coolingSql(cooling: readonly CoolingRange[], bind: Bind): string {
  const cases = cooling.map((range) => `when ${withinSql(range, bind)} then s.heat / ${bind(range.keep)}`);
  return cases.length === 0 ? 'null' : `case ${cases.join(' ')} end`;
}

/** The place of the section of a score `s`. */
function placeSql({ sections }: VisitorListQuery, bind: Bind): string {
  const cases = sections.map(({ place, tiers, ranges }) => {
    const within = ranges.map((range) => withinSql(range, bind)).join(' or ');
    return sql`when ${inTiers('s', tiers)} and (${within}) then ${place}`;
  });
  return sql`(case ${cases.join(' ')} end)`;
}

/** A range of `score_by_last_seen`, `score_by_first_seen` or `score_by_odds`. */
function seenTerm(query: VisitorListQuery, bind: Bind): string {
  const { site, version, sort, seenSince, minOdds, after, order } = query;
  const from = { lastSeen: seenSince, probability: minOdds }[sort as string] ?? null;
  const range = boundedSql(sortedBy[sort]('w.'), { from, below: null, after, order }, bind);
  const common = [`w.site = ${bind(site)}`, `w.version = ${bind(version)}`];
  // Of those without a person's part, whose expression is null, there are none while a prediction is served.
  if (sort === 'probability') common.push('w.deed_odds is not null', `${oddsSql('w.')} is not null`);
  return sql`from score w where ${[...common, ...range].join(' and ')}`;
}

/** The conditions on scores `s` that the walked index does not cover, checked row by row. */
export function filtersSql(query: VisitorListQuery, bind: Bind): string[] {
  return [...scoreFilters(query, bind, query.sort), ...leadFilters(query, bind)];
}

/** The conditions that are checked row by row. `walked`: the sort order whose index is walked, if any. */
export function scoreFilters(query: VisitorFilters, bind: Bind, walked: VisitorSort | null): string[] {
  const { ranges, isCustomer, trend, minOdds, seenSince, source, channel, state, owner } = query;
  const sql: string[] = [];
  const isByTier = walked === 'coolsAt' || (walked !== null && isByHeat(walked));
  if (ranges && !isByTier) sql.push(`(${ranges.map((range) => withinSql(range, bind)).join(' or ')})`);
  if (query.tiers.length < tiers.length && !isByTier) {
    sql.push(inTiers('s', query.tiers));
  }
  if (isCustomer !== null) sql.push(`s.outcome is ${isCustomer ? '' : 'not '}'won'`);
  if (trend !== null) sql.push(trendSql(trend, bind));
  if (minOdds !== null && walked !== 'probability') sql.push(`${oddsSql('s.')} >= ${bind(minOdds)}`);
  if (seenSince !== null && walked !== 'lastSeen') sql.push(`s.last_seen >= ${bind(seenSince)}`);
  // A person without a visit has no source and channel yet, and is shown as direct (worker/score/source/source.ts).
  const orUnseen = (value: string) => (value === 'direct' ? ", ''" : '');
  if (source !== null) sql.push(`s.source in (${bind(source)}${orUnseen(source)})`);
  if (channel !== null) sql.push(`s.channel in (${bind(channel)}${orUnseen(channel)})`);
  if (state !== null) sql.push(`s.lead_state is ${state === 'new' ? 'null' : bind(state)}`);
  if (owner !== null) sql.push(`s.owner = ${bind(owner)} collate nocase`);
  return sql;
}

/** Whether the displayed score has changed in this direction, computed like worker/score/standing/trend.ts. */
function trendSql({ isUp, day, unit, unitAtStart }: TrendFilter, bind: Bind): string {
  const since = sql`(select coalesce(sum(d.value), 0) from json_each(s.heat_by_day) d where d.key + 0 >= ${bind(day)})`;
  const hundredths = (score: string) => sql`max(0, round(${score} * 100))`;
  const is = hundredths(sql`s.heat / ${bind(unit)}`);
  const was = hundredths(sql`(s.heat - ${since}) / ${bind(unitAtStart)}`);
  return `${is} ${isUp ? '>' : '<'} ${was}`;
}

function withinSql({ level, from, below }: HeatRange, bind: Bind): string {
  const sql = [`s.level = ${bind(level)}`];
  if (from !== null) sql.push(`s.heat >= ${bind(from)}`);
  if (below !== null) sql.push(`s.heat < ${bind(below)}`);
  return `(${sql.join(' and ')})`;
}

/** Works for `s` as a score or a lead, whose columns have the same names. `nocase` covers A to Z only. */
export function leadFilters(filters: VisitorFilters, bind: Bind): string[] {
  const { email, currentEmails, userId, companies, q } = filters;
  const sql = currentEmails.map((each) => `s.email = ${bind(each)}`);
  if (email !== null) {
    const sought = bind(email);
    // Or an earlier email of the person.
    sql.push(`(s.email = ${sought} or exists (select 1 from identifier i
      where i.site = s.site and i.kind = 'email' and i.value = ${sought} and i.visitor = s.visitor))`);
  }
  if (userId !== null) sql.push(`s.user_id = ${bind(userId)}`);
  for (const company of companies) {
    const isKey = `s.company_key in (select value from json_each(${bind(JSON.stringify(company.keys))}))`;
    sql.push(`(s.company = ${bind(company.name)} collate nocase or ${isKey})`);
  }
  for (const spellings of q ?? []) {
    const any = spellings.map((word) => `instr(s.search, ${bind(word)}) > 0`);
    sql.push(`(${any.join(' or ')})`);
  }
  return sql;
}
