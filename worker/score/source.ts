// The source of a visit, derived from one event's URL and referrer.

import { keptParameters } from '../../schema/event.ts';

/** The stored source of a person without a visit, for example one that the server identified. */
export const unseen = '';

/** The source of a visit that nothing led to. */
export const directSource = 'direct';

/** A stored source as it is shown. */
export function shownSource(stored: string): string {
  return stored === unseen ? directSource : stored;
}

/**
 * `utm_source`, else the network of a click id, else the referrer's host without `www.`, else `direct`.
 * A referrer on the page's own host is not a source.
 */
export function sourceOf(url: URL | null, referrer: string | undefined): string {
  if (url?.search) {
    const utm = url.searchParams.get('utm_source');
    if (utm) return utm.toLowerCase();
    for (const [parameter, network] of Object.entries(keptParameters)) {
      if (network && url.searchParams.has(parameter)) return network;
    }
  }
  const host = referrer ? hostOf(referrer) : null;
  return host && host !== url?.hostname ? host.replace(/^www\./, '') : directSource;
}

function hostOf(text: string): string | null {
  return URL.parse(text)?.hostname ?? null;
}
