// Addresses of a site's pages. What is looked at by another model than the default says so in each of them.

import { defaultModelName } from '../../../schema/model/model.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';

/** The address of a page of the site, such as `/visitors/…`; '' is its list. It keeps the model that is looked at. */
export function siteHref(site: SiteConfig, page = '', search = new URLSearchParams()): string {
  const { name } = site.served;
  const all = new URLSearchParams([...(name === defaultModelName ? [] : [['model', name]]), ...search]);
  return `/s/${site.id}${page}${all.size > 0 ? `?${all}` : ''}`;
}

/** The lists whose view the pages of a visitor or a company keep in a parameter: that of people, and that of companies. */
type TrailName = 'list' | 'companies';

/** The view of the list that a page was reached from; '' if there is none, or if it is longer than any view. */
export function trailOf(search: URLSearchParams, name: TrailName = 'list'): string {
  const trail = search.get(name) ?? '';
  return trail.length > 2_000 ? '' : trail;
}

/** The same for the address of a page. */
export function trailSearch(trail: string, name: TrailName = 'list'): URLSearchParams {
  return new URLSearchParams(trail === '' ? [] : [[name, trail]]);
}

/** The address of a visitor's page; `search` goes with it. */
export function visitorHref(site: SiteConfig, visitor: string, search?: URLSearchParams): string {
  return siteHref(site, `/visitors/${encodeURIComponent(visitor)}`, search);
}
