// The SQL of companies: sums over `score_by_company`, which holds all that they need. Only names written here go into the text;
// every value is bound.

import { sql } from '../database/sql.ts';
import { hexOf } from '../ids.ts';
import { type Bind, binding, type Sql } from '../visitors/visitor-list-range.ts';
import { visitorColumns } from '../visitors/visitor-row.ts';
import {
  type CompanyListQuery,
  type CompanyQuery,
  type Reading,
  reasonBounds,
  topPeopleCount,
} from './company-query.ts';

/** Whether a score counts for its company. Of those outside the levels customers do, disqualified people do not. */
const isCounted = (score: 's' | 'w') => `(${score}.level < 5 or ${score}.outcome is 'won')`;

/** Without this, SQLite walks another index where that has the order that is asked for. */
const scores = (score: 's' | 'w') => `score ${score} indexed by score_by_company`;

/** Parts of statements that read scores at a time. `site`, `version` and `unit` are bound once. */
function partsOf({ site, version, unit, keep, titleTraits }: Reading, bind: Bind) {
  const scope = { site: bind(site), version: bind(version), titles: bind(JSON.stringify(titleTraits)) };
  const [first, second, third] = [bind(keep[0]), bind(keep[1]), bind(keep[2])];
  const points = sql`max(s.heat, 0) / ${bind(unit)}`;
  return {
    ...scope,
    /** A range of the index: everybody with a company, or those of one. */
    people: (score: 's' | 'w', company: string) =>
      `${score}.site = ${scope.site} and ${score}.version = ${scope.version} and ${score}.company_key ${company}`,
    /** The score as it is shown (worker/score/standing/standing-now.ts), in hundredths: whole numbers, whose sum is exact. */
    hundredths: sql`case when ${isCounted('s')} then round(${points} * 100) else 0 end`,
    points: sql`case when ${isCounted('s')} then ${points} else 0 end`,
    isHot: sql`(s.level = 1 and s.heat >= ${first})`,
    /** The level at the time, as worker/score/standing/level.ts `lowered`; null outside the levels. */
    level: sql`case when s.level = 1 and s.heat >= ${first} then 1 when s.level <= 2 and s.heat >= ${second} then 2
      when s.level <= 3 and s.heat >= ${third} then 3 when s.level <= 4 then 4 end`,
  };
}

type Parts = ReturnType<typeof partsOf>;

/** A page of the list: a row for each of the hottest people of each company, or one without a person. */
export function companyListSql(query: CompanyListQuery): Sql {
  const { values, bind } = binding();
  const parts = partsOf(query, bind);
  const value = { score: `sum(${parts.hundredths})`, people: 'count(*)', lastSeen: 'max(s.last_seen)' };
  const having = [
    ...(query.q ?? []).map((ways) => `max(${foundSql(ways, bind)}) = 1`),
    ...(query.minScore === null ? [] : [`${value.score} >= ${bind(query.minScore)}`]),
  ];
  if (query.after) {
    const { value: reached, key } = query.after;
    const sign = query.order === 'desc' ? '<' : '>';
    having.push(`(${value[query.sort]}, s.company_key) ${sign} (${bind(reached)}, ${bind(key)})`);
  }
  const page = sql`select s.company_key as key, ${value[query.sort]} as value from ${scores('s')}
    where ${parts.people('s', 'is not null')} group by s.company_key ${having.length > 0 ? `having ${having.join(' and ')}` : ''}
    order by value ${query.order}, key ${query.order} limit ${query.limit + 1}`;
  return {
    text: sql`${companiesSql(page, parts)} order by o.value ${query.order}, o.key ${query.order}, s.heat desc, s.visitor desc`,
    values,
  };
}

/** Whether one of these spellings is in what the company is known by, or in the name that the person gave for it. */
function foundSql(ways: readonly string[], bind: Bind): string {
  const found = ways
    .map(bind)
    .map((way) => `instr(s.company_key, ${way}) or instr(s.company_search, ${way})`);
  return `(${found.join(' or ')})`;
}

/** The company, as rows of the list. */
export function companySql(query: CompanyQuery): Sql {
  const { values, bind } = binding();
  const parts = partsOf(query, bind);
  const page = sql`select key, 0 as value from (${keySql(query, parts, bind)})`;
  return { text: sql`${companiesSql(page, parts)} order by s.heat desc, s.visitor desc`, values };
}

/** A page of the people of a company, hottest first, and one more. */
export function peopleSql(query: CompanyQuery): Sql {
  const { values, bind } = binding();
  const parts = partsOf(query, bind);
  const { after, limit } = query;
  const rest =
    after && ` and (s.heat, s.visitor) < (${bind(after.heat)}, unhex(${bind(hexOf(after.visitor))}))`;
  const text = sql`select ${visitorColumns} from ${scores('s')} where ${parts.people('s', `= (${keySql(query, parts, bind)})`)}
    ${rest ?? ''} order by s.heat desc, s.visitor desc limit ${limit + 1}`;
  return { text, values };
}

/** What gave the hottest people of a company most of their points, or took them. */
export function reasonsSql(query: CompanyQuery): Sql {
  const { values, bind } = binding();
  const parts = partsOf(query, bind);
  const text = sql`select hex(s.visitor) as visitor, s.name, s.email, r.key as rule, r.value as heat from (
      select s.visitor, s.name, s.email, s.heat_by_rule from ${scores('s')}
      where ${parts.people('s', `= (${keySql(query, parts, bind)})`)} and ${isCounted('s')} and s.heat > 0
      order by s.heat desc, s.visitor desc limit ${reasonBounds.people}) s
    cross join json_each(s.heat_by_rule) r where r.value <> 0
    order by abs(r.value) desc, s.visitor desc, r.key limit ${reasonBounds.reasons}`;
  return { text, values };
}

/** The first of the keys that somebody belongs to. */
function keySql({ keys }: CompanyQuery, parts: Parts, bind: Bind): string {
  return sql`select j.value as key from json_each(${bind(JSON.stringify(keys))}) j
    where exists (select 1 from ${scores('w')} where ${parts.people('w', '= j.value')}) limit 1`;
}

/** What is shown of the companies of a page (`key` and `value`), with a row for each of their hottest people `s`. */
function companiesSql(page: string, parts: Parts): string {
  const ofCompany = (score: 's' | 'w') => parts.people(score, '= o.key');
  return sql`with page as materialized (${page}),
  sums as materialized (
    select o.key, o.value, count(*) as people, sum(${parts.isHot}) as hot, sum(s.level = 5 and s.outcome is 'won') as customers,
      sum(s.level = 5 and s.outcome is not 'won') as disqualified, sum(${parts.hundredths}) as hundredths,
      total(${parts.points}) as points, min(s.first_seen) as firstSeen, max(s.last_seen) as lastSeen,
      group_concat(distinct s.grade || ${parts.level}) as cells, group_concat(distinct s.outcome) as outcomes
    from page o cross join ${scores('s')} on ${ofCompany('s')} group by o.key),
  company as materialized (
    select o.*, (select s.company from ${scores('s')} where ${ofCompany('s')} and s.company is not null group by s.company
        order by max(s.verified) desc, count(*) desc, max(s.last_seen) desc, s.company limit 1) as name,
      (select w.source from score w where w.site = ${parts.site} and w.version = ${parts.version} and w.visitor = (
        select s.visitor from ${scores('s')} where ${ofCompany('s')} order by s.first_seen, s.visitor limit 1)) as source
    from sums o)
  select o.*, hex(s.visitor) as visitor, s.email, s.name as personName, s.heat, s.level, s.outcome, s.grade,
    (select q.value->>'value' from json_each(l.traits) q cross join json_each(${parts.titles}) r
        on r.value = lower(replace(replace(replace(q.key, ' ', ''), '_', ''), '-', ''))
      where q.value->>'verified' >= l.verified
      order by q.value->>'verified' desc, r.key limit 1) as title
  from company o
  left join score s on s.site = ${parts.site} and s.version = ${parts.version} and s.visitor in (
    select w.visitor from ${scores('w')} where ${ofCompany('w')} and ${isCounted('w')} order by w.heat desc, w.visitor desc limit ${topPeopleCount})
  left join lead l on l.site = s.site and l.visitor = s.visitor`;
}
