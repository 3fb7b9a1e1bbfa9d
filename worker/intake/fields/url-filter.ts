// Filters a URL before it is stored (docs/reference/privacy.md). The snippet does the same, but browsers are not trusted.
// Pure. http(s) only; no user info; few query parameters; no fragment except a route (`#/orders`), which only tags with
// `hash` send; no secrets in path and route.

import { keptParameters, limits } from '../../../schema/event.ts';
import { redactPath } from './redact.ts';

/** Names of query parameters to keep in addition to the built-in ones; from the site's `keepQuery`. */
export type KeptQuery = ReadonlySet<string>;

/** The page's URL as it may be stored; null if it is not http(s), or too long even after filtering. */
export function filterPage(raw: string, kept: KeptQuery): string | null {
  const url = webUrl(raw);
  if (!url) return null;
  const page = url.origin + redactPath(url.pathname) + keptQuery(url.search, kept);
  return fits(page + keptRoute(url.hash)) ?? fits(page);
}

/** The URL of a file or a link's target, always without its query. Null as for `filterPage`. */
export function filterTarget(raw: string): string | null {
  const url = webUrl(raw);
  return url && fits(url.origin + redactPath(url.pathname));
}

/**
 * A referrer: from the site itself like a page; from another site only origin and path; of an app only its id
 * (`android-app://com.linkedin.android/`). Null as for `filterPage`.
 */
export function filterReferrer(
  raw: string,
  { kept, isOwn }: { kept: KeptQuery; isOwn: (origin: string) => boolean },
): string | null {
  const url = webUrl(raw);
  if (!url) return appOf(raw);
  return isOwn(url.origin) ? filterPage(raw, kept) : filterTarget(raw);
}

function appOf(raw: string): string | null {
  const [, app] = /^((?:android|ios)-app:\/\/[\w.-]+)(?:[/?#]|$)/i.exec(raw) ?? [];
  return app === undefined ? null : fits(`${app.toLowerCase()}/`);
}

/** The path as in the page, not redacted, for exclusions. Null if the URL is not http(s). */
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

/** The route in a fragment, without its parameters; '' for every other fragment. */
function keptRoute(fragment: string): string {
  const [, mark, route] = /^(#!?)(\/[^?&=;#]*)/.exec(fragment) ?? [];
  return mark && route ? mark + redactPath(route) : '';
}

/** Works on the text, so that kept parameters stay unchanged. An encoded name (`%75tm_source`) is not kept. */
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
