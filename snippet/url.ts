// Removes from URLs what may not be sent: fragments, user info, most query parameters, and all that is not http(s).
// The server does the same again. Here it is done so that the rest never leaves the browser.

import { options } from './options.ts';

/** The URL as it may be sent, without the query if it is on another host; undefined if it is not http(s). */
export function cleanUrl(address: string): string | undefined {
  const url = new URL(address, document.baseURI);
  // Not `origin`, because a blob: URL has the origin of its page.
  if (!/^http/.test(url.href)) return;
  return (
    url.origin +
    url.pathname +
    (url.host === location.host ? url.search.replace(options.dropped, '').replace(/^&/, '?') : '')
  );
}

/** The page's URL as it may be sent. Has the query of a page that redirected here, which shows where the visitor came from. */
export function pageUrl(query?: string): string {
  return cleanUrl(location.origin + location.pathname + (query || location.search)) + options.route();
}
