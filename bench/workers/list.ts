// Fills sites with visitors by plain SQL, and reads their hot lists through the flows that the API and the page use.

import type { Visitor } from '../../schema/api/visitor.ts';
import { visitorQuery } from '../../schema/api/visitor-query.ts';
import { settings } from '../../schema/site.ts';
import { countVisitors } from '../../worker/flows/visitors/headcount.ts';
import { countsOf } from '../../worker/flows/visitors/visitor-counts.ts';
import { listVisitors } from '../../worker/flows/visitors/visitor-list.ts';
import { readSite, type SiteConfig } from '../../worker/store/sites/site-config.ts';
import { createSite } from '../../worker/store/sites/sites.ts';
import { counted, type Rows } from './counted.ts';

/**
 * `fill`: creates a site with this many visitors, all identified, or one in fifty. `list`: reads the first page of its hot list this many
 * times. `hot`: reads all that the first page of the dashboard needs this many times.
 */
export type ListJob =
  | { kind: 'fill'; site: string; visitors: number; isAnonymous?: boolean }
  | { kind: 'hot'; site: string; limit: number; times: number }
  | { kind: 'list'; site: string; limit: number; times: number };

/** Rows read by all calls, visitors on a page, and how many of those are identified. */
export interface ListAnswer {
  rows: Rows;
  found: number;
  identified: number;
}

const now = Date.UTC(2026, 0, 5);
/** When the schedule has counted them: it does so five minutes past. */
const countedAt = now - 55 * 60_000;

/** Visitors per statement: D1 allows 30 s for a statement, and this many take a few seconds. */
const visitorsAStatement = 100_000;

/**
 * Visitors ?2 to ?3, in the order of their ids, which a multiplication spreads. Most scores, relative to the landmark, are
 * low: one visitor in six is hot. All are identified, like those on a real hot list.
 */
const numbered = `with recursive n(i) as (select ?2 union all select i + 1 from n where i < ?3),
  v as (select i, unhex(printf('%08x%024x', i * 2654435761 % 4294967296, i)) as id,
    90 * pow((i * 40503 % 65536) / 65536.0, 4) as score from n)`;

/** Email, verified, name and company: the columns that a score copies from the lead. */
const lead = `i || '@example.com', 0, 'Visitor ' || i, 'Company ' || i % 1000`;

/** The statement that fills scores; `columns` and `values` are what they copy from the lead. */
const fillScoresWith = (columns: string, values: string) => `${numbered}
insert into score (site, version, visitor, heat, heat_by_rule, level, arrival, attempt, device, first_seen, last_seen,
  visits, source, state, ${columns})
select ?1, 1, id, score, json_object('page', score), case when score >= 45 then 1 when score >= 20 then 2
    when score >= 5 then 3 else 4 end, ?4 * 64, 0, id, ?4 - i % 5184000 * 1000, ?4 - i % 2592000 * 1000, 1, 'direct',
  '[["",{}],[{},0,[]]]', ${values}
from v order by id`;

const fillLeads = `${numbered}
insert into lead (site, visitor, email, verified, name, company, named_at, traits, search, attempt)
select ?1, id, ${lead}, 0, '{}', '', 0 from v order by id`;

/** Visitors of a site who stay identified: one in fifty, four of five of them with a grade. */
const identifiedPart = 50;

const leadColumns = 'email, verified, name, company';
const fillScores = fillScoresWith(leadColumns, lead);
const ifIdentified = (value: string) => `iif(i % ${identifiedPart} = 0, ${value}, null)`;
const fillMixed = fillScoresWith(
  `${leadColumns}, grade`,
  [
    ...["i || '@example.com'", '0', "'Visitor ' || i", "'Company ' || i % 1000"].map(ifIdentified),
    `iif(i % ${identifiedPart} = 0 and i / ${identifiedPart} % 5 > 0, substr('ABCD', i / ${identifiedPart} % 5, 1), null)`,
  ].join(', '),
);

const sites = new Map<string, SiteConfig>();

export default {
  async fetch(request, { DB }) {
    const job = (await request.json()) as ListJob;
    if (job.kind === 'fill') {
      await fill(DB, job);
      return Response.json({});
    }
    const { db, rows } = counted(DB);
    const site = sites.get(job.site) as SiteConfig;
    const answer: ListAnswer = { rows, found: 0, identified: 0 };
    const query = { status: 'hot', limit: String(job.limit) };
    for (let time = 0; time < job.times; time++) {
      const first = job.kind === 'hot' ? { ...query, sort: 'priority', identified: 'true' } : query;
      const visitors = await pageOf(db, site, first);
      answer.found = visitors.length;
      answer.identified = visitors.filter(({ identified }) => identified).length;
      if (job.kind === 'list') continue;
      await pageOf(db, site, { status: 'hot', identified: 'false', limit: '10' });
      await countsOf(db, site, now);
    }
    return Response.json(answer);
  },
} satisfies ExportedHandler<{ DB: D1Database }>;

async function pageOf(db: D1Database, site: SiteConfig, asked: Record<string, string>): Promise<Visitor[]> {
  const page = await listVisitors(db, site, visitorQuery.parse(asked), now);
  if (page.kind !== 'page') throw new Error(`The list answered ${page.kind}.`);
  return page.data;
}

async function fill(
  db: D1Database,
  { site, visitors, isAnonymous = false }: Extract<ListJob, { kind: 'fill' }>,
): Promise<void> {
  const origins = ['https://example.com'];
  await createSite(
    db,
    { id: site, name: site, origins, settings: settings.parse({}) },
    { actor: 'bench', now },
  );
  const config = (await readSite(db, site)) as SiteConfig;
  for (let from = 1; from <= visitors; from += visitorsAStatement) {
    const to = Math.min(from + visitorsAStatement - 1, visitors);
    await db
      .prepare(isAnonymous ? fillMixed : fillScores)
      .bind(config.key, from, to, now)
      .run();
    if (!isAnonymous) await db.prepare(fillLeads).bind(config.key, from, to).run();
  }
  for await (const _ of countVisitors(db, countedAt));
  sites.set(site, config);
}
