// What of a URL may leave the page: no fragment, no user info, http(s) only, few query parameters.
// The server does the same again; here it is done so that the rest never travels.

import { options } from './options.ts';

/** The URL as it may be sent, without its query where it is another host's; undefined for what is not http(s). */
export function cleanUrl(address: string): string | undefined {
  const { host, origin, pathname, protocol, search } = new URL(address, document.baseURI);
  // Not the origin, which a blob: shares with its page.
  if (!/^http/.test(protocol)) return;
  return (
    origin + pathname + (host === location.host ? search.replace(options.dropped, '').replace(/^&/, '?') : '')
  );
}

/** The page's URL as it may be sent. A query is that of the page which has redirected here: it says where the visitor came from. */
export function pageUrl(query?: string): string {
  return cleanUrl(location.origin + location.pathname + (query || location.search)) + options.route();
}
