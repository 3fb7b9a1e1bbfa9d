// Addresses of a site's pages. What is looked at by another model than the default says so in each of them.

import { defaultModelName } from '../../../schema/model/model.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';

/** The address of a page of the site, such as `/visitors/…`; '' is its list. It keeps the model that is looked at. */
export function siteHref(site: SiteConfig, page = '', search = new URLSearchParams()): string {
  const { name } = site.served;
  const all = new URLSearchParams([...(name === defaultModelName ? [] : [['model', name]]), ...search]);
  return `/s/${site.id}${page}${all.size > 0 ? `?${all}` : ''}`;
}

/** The parameter in which a visitor's pages keep the view of the list that they were reached from. */
const trailName = 'list';

/** That parameter by itself, longer than any view: nobody needs what is longer. */
export function trailOf(search: URLSearchParams): string {
  const trail = search.get(trailName) ?? '';
  return trail.length > 2_000 ? '' : trail;
}

/** The same for the address of a page. */
export function trailSearch(trail: string): URLSearchParams {
  return new URLSearchParams(trail === '' ? [] : [[trailName, trail]]);
}

/** The address of a visitor's page; `search` goes with it. */
export function visitorHref(site: SiteConfig, visitor: string, search?: URLSearchParams): string {
  return siteHref(site, `/visitors/${encodeURIComponent(visitor)}`, search);
}
