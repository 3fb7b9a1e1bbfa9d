// Fills sites with leads by plain SQL, and asks for their companies through the flow that the API uses.

import { companyQuery } from '../../schema/api/company.ts';
import { settings } from '../../schema/site.ts';
import { listCompanies } from '../../worker/flows/companies/company-list.ts';
import { readSite, type SiteConfig } from '../../worker/store/sites/site-config.ts';
import { createSite } from '../../worker/store/sites/sites.ts';
import { counted, type Rows } from './counted.ts';

/**
 * `fill`: a site of so many leads. `list`: a page of its companies, so many times, as `query` asks. `count`: only counts the rows
 * that the list must read, as often.
 */
export type CompaniesJob =
  | { kind: 'fill'; site: string; leads: number }
  | { kind: 'list'; site: string; query: Record<string, string>; times: number }
  | { kind: 'count'; site: string; times: number };

/** Rows read by all calls, companies on the page, and people in these. */
export interface CompaniesAnswer {
  rows: Rows;
  found: number;
  people: number;
}

const now = Date.UTC(2026, 0, 5);

/**
 * Leads 1 to ?2 in the order of their ids, which are spread by a multiplication, at three tenths as many companies. Most
 * companies have two or three people, and of 30,000 the largest has a hundred. Scores are as in bench/workers/list.ts.
 */
const fillScores = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ?2),
  v as (select i, unhex(printf('%08x%024x', i * 2654435761 % 4294967296, i)) as id,
    90 * pow((i * 40503 % 65536) / 65536.0, 4) as score,
    cast(?2 * 0.3 * pow((i * 7919 % 100003) / 100003.0, 1.5) as integer) as c from n)
insert into score (site, version, visitor, heat, heat_by_rule, level, arrival, attempt, device, first_seen, last_seen,
  visits, source, state, email, verified, name, company, company_key, company_search, grade)
select ?1, 1, id, score, json_object('page', score), case when score >= 45 then 1 when score >= 20 then 2
    when score >= 5 then 3 else 4 end, ?3 * 64, 0, id, ?3 - i % 5184000 * 1000, ?3 - i % 2592000 * 1000, 1, 'direct',
  '[["",{}],[{},0,[]]]', 'visitor' || i || '@company' || c || '.example', 0, 'Visitor ' || i, 'Company ' || c,
  'company' || c || '.example', 'company ' || c, substr('ABCD', 1 + i % 4, 1)
from v order by id`;

const countPeople = `select count(*) from score indexed by score_by_company
  where site = ?1 and version = 1 and company_key is not null`;

const sites = new Map<string, SiteConfig>();

export default {
  async fetch(request, { DB }) {
    const job = (await request.json()) as CompaniesJob;
    if (job.kind === 'fill') {
      await fill(DB, job);
      return Response.json({});
    }
    const { db, rows } = counted(DB);
    const site = sites.get(job.site) as SiteConfig;
    const answer: CompaniesAnswer = { rows, found: 0, people: 0 };
    for (let time = 0; time < job.times; time++) {
      if (job.kind === 'count') {
        await db.prepare(countPeople).bind(site.key).run();
        continue;
      }
      const page = await listCompanies(db, site, companyQuery.parse(job.query), now);
      if (page.kind !== 'page') throw new Error(`The list answered ${page.kind}.`);
      answer.found = page.data.length;
      answer.people = page.data.reduce((sum, { people }) => sum + people, 0);
    }
    return Response.json(answer);
  },
} satisfies ExportedHandler<{ DB: D1Database }>;

async function fill(db: D1Database, { site, leads }: Extract<CompaniesJob, { kind: 'fill' }>): Promise<void> {
  await createSite(
    db,
    { id: site, name: site, origins: ['https://example.com'], settings: settings.parse({}) },
    { actor: 'bench', now },
  );
  const config = (await readSite(db, site)) as SiteConfig;
  await db.prepare(fillScores).bind(config.key, leads, now).run();
  sites.set(site, config);
}
