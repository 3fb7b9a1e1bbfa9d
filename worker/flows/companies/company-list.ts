// The list of companies: sums over their people, as of one time.

import type { Company, CompanyQuery } from '../../../schema/api/company.ts';
import { leastHundredths } from '../../score/standing/heat-range.ts';
import { soughtWords } from '../../score/words/search-text.ts';
import { readCompanies } from '../../store/companies/companies.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { underFreshSite } from '../common/fresh-site.ts';
import { type NoPage, nextCursorOf, startOf } from '../visitors/list-start.ts';
import { companyView, readingAt } from './company-view.ts';

/** A page, or why it cannot be returned. `at`: the time that it shows, UTC ms. */
export type CompanyListAnswer =
  | { kind: 'page'; data: Company[]; nextCursor: string | null; at: number }
  | NoPage;

/** A page of the site's companies as of now, or of `query.at`. `now` is UTC ms. */
export function listCompanies(
  db: D1Database,
  site: SiteConfig,
  query: CompanyQuery,
  now: number,
): Promise<CompanyListAnswer> {
  return underFreshSite(db, site, (fresh) => list(db, fresh, query, now));
}

async function list(
  db: D1Database,
  site: SiteConfig,
  query: CompanyQuery,
  now: number,
): Promise<CompanyListAnswer> {
  const { model, q, minScore, sort, order, limit } = query;
  const scope = { site, list: `companies:${JSON.stringify([model, q, minScore, sort, order])}` };
  const start = await startOf<[number, string]>(scope, { query, now });
  if (start.kind !== 'start') return start;
  const { at, after } = start;
  const rows = await readCompanies(db, {
    ...readingAt(site, at),
    ...{ sort, order, limit },
    q: q === undefined ? null : soughtWords(q),
    minScore: minScore === undefined ? null : leastHundredths(minScore),
    after: after && { value: after[0], key: after[1] },
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    kind: 'page',
    data: page.map((row) => companyView(row, site.served, at)),
    nextCursor: last ? await nextCursorOf(scope, at, [last.value, last.key]) : null,
    at,
  };
}
