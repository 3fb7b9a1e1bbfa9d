// What is kept of a URL (contract §2): the snippet has done it once, but a browser is not believed. Pure.
// http(s) only; no user info; few query parameters; no fragment but a route (`#/orders`), which only tags with `hash` send; no
// secrets in path and route.

import { keptParameters, limits } from '../../../schema/event.ts';
import { redactPath } from './redact.ts';

/** Names of query parameters kept besides the standing ones; from the site's `keepQuery`. */
export type KeptQuery = ReadonlySet<string>;

/** The page's own URL as it may be stored, or null for what is no http(s) URL or is too long even when filtered. */
export function filterPage(raw: string, kept: KeptQuery): string | null {
  const url = webUrl(raw);
  if (!url) return null;
  const page = url.origin + redactPath(url.pathname) + keptQuery(url.search, kept);
  return fits(page + keptRoute(url.hash)) ?? fits(page);
}

/** A file or a link's target: never with its query. Null as for `filterPage`. */
export function filterTarget(raw: string): string | null {
  const url = webUrl(raw);
  return url && fits(url.origin + redactPath(url.pathname));
}

/** A referrer: from the site itself like a page, from another site origin and path only. Null as for `filterPage`. */
export function filterReferrer(
  raw: string,
  { kept, isOwn }: { kept: KeptQuery; isOwn: (origin: string) => boolean },
): string | null {
  const url = webUrl(raw);
  return url && (isOwn(url.origin) ? filterPage(raw, kept) : filterTarget(raw));
}

/** The path as it is in the page, not redacted: what exclusions are compared with. Null for what is no http(s) URL. */
export function pathOf(raw: string): string | null {
  return webUrl(raw)?.pathname ?? null;
}

function webUrl(raw: string): URL | null {
  const url = URL.parse(raw);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url : null;
}

function fits(url: string): string | null {
  return url.length <= limits.maxUrlChars ? url : null;
}

/** The route that a fragment holds, without its parameters; '' for every other fragment. */
function keptRoute(fragment: string): string {
  const [, mark, route] = /^(#!?)(\/[^?&=;#]*)/.exec(fragment) ?? [];
  return mark && route ? mark + redactPath(route) : '';
}

/** Works on the text, so that what is kept is kept as written; a name in disguise (`%75tm_source`) is not kept. */
function keptQuery(search: string, kept: KeptQuery): string {
  if (search.length < 2) return '';
  const parameters = search
    .slice(1)
    .split('&')
    .filter((parameter) => {
      const end = parameter.indexOf('=');
      const name = end < 0 ? parameter : parameter.slice(0, end);
      return name.startsWith('utm_') || Object.hasOwn(keptParameters, name) || kept.has(name);
    });
  return parameters.length > 0 ? `?${parameters.join('&')}` : '';
}
