// Which sources, campaigns and landing pages a survey tells apart: those of its period with most buyers.

import { maxSourceRows } from '../../../schema/api/reports/sources.ts';
import { sql } from '../database/sql.ts';
import { type Among, isAmong } from './among.ts';
import type { SurveyRow } from './surveys.ts';

/** Visitors among whom they are looked for: the last who came in the period. */
const maxRead = 200_000;

/** Values of one column, those with most buyers first, then with most leads, then with most visitors. */
const mostOf = (by: 'source' | 'campaign' | 'landing') => sql`select '${by}' as dimension, name from (
  select ${by} as name from o where ${by} is not null
  group by ${by} order by sum(isBuyer) desc, sum(isLead) desc, count(*) desc, name limit ?6)`;

/** Reads a range of `score_by_first_seen` and the row of each of its visitors. */
const names = sql`with o as materialized (
    select s.source, s.campaign, s.landing, s.outcome is 'won' as isBuyer, s.verified is not null as isLead
    from score s indexed by score_by_first_seen
    where s.site = ?1 and s.version = ?2 and s.first_seen >= ?3 and s.first_seen < ?4 and s.source <> ''
      and ${isAmong('?7', '?8')}
    order by s.first_seen desc limit ?5)
  ${mostOf('source')} union all ${mostOf('campaign')} union all ${mostOf('landing')}`;

/** The names by dimension, at most `maxSourceRows` of each, of the visitors who came in a period (UTC ms). */
export async function readSurveyNames(
  db: D1Database,
  { site, version, startsAt, endsAt }: Pick<SurveyRow, 'site' | 'version' | 'startsAt' | 'endsAt'>,
  { channel, source }: Among,
): Promise<Record<'source' | 'campaign' | 'landing', string[]>> {
  const { results } = await db
    .prepare(names)
    .bind(site, version, startsAt, endsAt, maxRead, maxSourceRows, channel, source)
    .all<{ dimension: 'source' | 'campaign' | 'landing'; name: string }>();
  const named = (by: string) => results.filter(({ dimension }) => dimension === by).map(({ name }) => name);
  return { source: named('source'), campaign: named('campaign'), landing: named('landing') };
}
