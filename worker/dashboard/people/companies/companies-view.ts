// Which part of the list of companies a page shows: parsed leniently from its URL, and written into the URLs of its links.

import { type Company, type CompanyQuery, companyQuery } from '../../../../schema/api/company.ts';
import { apiLimits } from '../../../../schema/api/shared.ts';
import { visibleText } from '../../../score/conditions/visible-text.ts';
import type { SiteConfig } from '../../../store/sites/site-config.ts';
import { siteHref } from '../../frame/site-href.ts';

const sorts = ['score', 'people', 'lastSeen'] as const;

/** The current view. */
export interface CompaniesView {
  /** '' without a search. */
  q: string;
  sort: (typeof sorts)[number];
  cursor: string | null;
}

/** Parses a URL. Missing or invalid parameters get the values of the first view. */
export function readCompaniesView(search: URLSearchParams): CompaniesView {
  return {
    q: (search.get('q') ?? '').trim().slice(0, 100),
    sort: sorts.find((sort) => sort === search.get('sort')) ?? 'score',
    cursor: search.get('cursor')?.slice(0, apiLimits.maxCursorChars) ?? null,
  };
}

/** The URL of a view. `more` changes it, which resets it to the first page. */
export function companiesHref(
  site: SiteConfig,
  view: CompaniesView,
  more: Partial<CompaniesView> = {},
): string {
  const { q, sort, cursor } = { ...view, cursor: null, ...more };
  const search = new URLSearchParams();
  if (q !== '') search.set('q', q);
  if (sort !== 'score') search.set('sort', sort);
  if (cursor !== null) search.set('cursor', cursor);
  return siteHref(site, '/companies', search);
}

/** The query of the URL of a view, for a company's page that leads back to it; '' for the first view. */
export function companiesTrail(site: SiteConfig, view: CompaniesView): string {
  const { searchParams } = new URL(companiesHref(site, view, { cursor: view.cursor }), 'https://_');
  searchParams.delete('model'); // Each page has that of its own.
  return searchParams.toString();
}

/** The same view as a query of the API's list. */
export function companiesQuery({ q, sort, cursor }: CompaniesView): CompanyQuery {
  return companyQuery.parse({ sort, ...(q !== '' && { q }), ...(cursor !== null && { cursor }) });
}

/** The address of a company's page; `search` goes with it. */
export function companyHref(site: SiteConfig, key: string, search?: URLSearchParams): string {
  return siteHref(site, `/companies/${encodeURIComponent(key)}`, search);
}

/** What a page calls a company. */
export function companyName({ name, key }: Pick<Company, 'name' | 'key'>): string {
  return visibleText(name) ?? key;
}
