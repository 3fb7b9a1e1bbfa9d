// Fills sites with visitors by plain SQL, and reads their hot lists through the flows that the API and the page use.

import { companyQuery } from '../../schema/api/company.ts';
import type { Visitor } from '../../schema/api/visitor.ts';
import { visitorQuery } from '../../schema/api/visitor-query.ts';
import { settings } from '../../schema/site.ts';
import { findColleagues } from '../../worker/flows/companies/colleagues.ts';
import { listCompanies } from '../../worker/flows/companies/company-list.ts';
import { silenceOf } from '../../worker/flows/sites/silence.ts';
import { explainVisitor } from '../../worker/flows/visitors/explain.ts';
import { countVisitors } from '../../worker/flows/visitors/headcount.ts';
import { readHistory } from '../../worker/flows/visitors/timeline.ts';
import { countsOf } from '../../worker/flows/visitors/visitor-counts.ts';
import { findVisitor } from '../../worker/flows/visitors/visitor-detail.ts';
import { listVisitors } from '../../worker/flows/visitors/visitor-list.ts';
import { englishWords } from '../../worker/score/words/score-words.ts';
import { hexOf, visitorFrom } from '../../worker/store/ids.ts';
import { readSite, type SiteConfig } from '../../worker/store/sites/site-config.ts';
import { createSite } from '../../worker/store/sites/sites.ts';
import { counted, type Rows } from './counted.ts';

/**
 * `fill`: creates a site with this many visitors, all identified, or one in fifty. `list`: reads the first page of its hot list this many
 * times. The others read all that a page of the dashboard needs this many times: the first one, that of a visitor with a hundred
 * events, the matrix, the companies.
 */
export type ListJob =
  | { kind: 'fill'; site: string; visitors: number; isAnonymous?: boolean }
  | { kind: PageKind; site: string; limit: number; times: number }
  | { kind: 'list'; site: string; limit: number; times: number };

/** The pages that are measured. */
export type PageKind = 'hot' | 'visitor' | 'matrix' | 'companies';

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

/** The visitor whose page is read: the first who is identified. */
const shownId = visitorFrom(
  ((identifiedPart * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, '0') +
    identifiedPart.toString(16).padStart(24, '0'),
);
const shownEvents = 100;

const fillEvents = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${shownEvents})
insert into event (site, device, id, kind, occurred_at, arrival, position, origin, body)
select ?1, visitor, unhex(printf('%032x', i)), 'V', ?2 - i * 3600000, (?2 - i * 3600000) * 64, 0, 0,
  '{"url":"https://example.com/pricing"}'
from score cross join n where site = ?1 and version = 1 and visitor = unhex(?3) order by i`;

/** The visitor's device, so that these events are theirs. */
const fillStint = `insert into stint (site, device, started_at, visitor, verified, claimed_at)
select site, visitor, 0, visitor, 0, 0 from score where site = ?1 and version = 1 and visitor = unhex(?2)`;

const leadColumns = 'email, verified, name, company';
const fillScores = fillScoresWith(leadColumns, lead);
const ifIdentified = (value: string) => `iif(i % ${identifiedPart} = 0, ${value}, null)`;
const fillMixed = fillScoresWith(
  `${leadColumns}, company_key, company_search, grade`,
  [
    ...["i || '@example.com'", '0', "'Visitor ' || i", "'Company ' || (i % 997)"].map(ifIdentified),
    ...["'company' || (i % 997) || '.example'", "'company ' || (i % 997)"].map(ifIdentified),
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
      if (job.kind === 'list') {
        const visitors = await pageOf(db, site, query);
        answer.found = visitors.length;
        answer.identified = visitors.filter(({ identified }) => identified).length;
      } else {
        answer.found = await readers[job.kind](db, site, job.limit);
        // The lines at the top of every page.
        await silenceOf(db, site, now);
      }
    }
    return Response.json(answer);
  },
} satisfies ExportedHandler<{ DB: D1Database }>;

/** Reads what a page needs; returns how many people, events, cells or companies that is. */
const readers: Record<PageKind, (db: D1Database, site: SiteConfig, limit: number) => Promise<number>> = {
  async hot(db, site, limit) {
    const query = { status: 'hot', limit: String(limit), sort: 'priority', identified: 'true' };
    const visitors = await pageOf(db, site, query);
    await pageOf(db, site, { status: 'hot', identified: 'false', limit: '10' });
    await countsOf(db, site, now);
    return visitors.length;
  },
  async visitor(db, site) {
    const id = shownId;
    const visitor = await findVisitor(db, site, id, now);
    const explanation = await explainVisitor(db, site, { id, at: now, zone: 'UTC', words: englishWords });
    const history = await readHistory(db, site, { id, limit: 100, cursor: undefined });
    if (!visitor || !explanation || history.kind !== 'page') throw new Error('The visitor is not there.');
    await findColleagues(db, site, visitor);
    return history.data.length;
  },
  async matrix(db, site) {
    return (await countsOf(db, site, now)).cells.length;
  },
  async companies(db, site, limit) {
    const page = await listCompanies(db, site, companyQuery.parse({ limit: String(limit) }), now);
    if (page.kind !== 'page') throw new Error(`The list answered ${page.kind}.`);
    return page.data.length;
  },
};

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
  if (isAnonymous) {
    await db.prepare(fillStint).bind(config.key, hexOf(shownId)).run();
    await db.prepare(fillEvents).bind(config.key, now, hexOf(shownId)).run();
  }
  for await (const _ of countVisitors(db, countedAt));
  sites.set(site, config);
}
