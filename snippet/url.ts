// What of a URL may leave the page: no fragment, no user info, http(s) only, few query parameters.
// The server does the same again; here it is done so that the rest never travels.

import { option } from './options.ts';

/** Names of `keptParameters` in schema/event.ts, as alternatives of a pattern; put in by build.ts. */
declare const keptParameterNames: string;

const dropped = new RegExp(
  `[?&](?!(utm_[^=&]*|${keptParameterNames}|${`${option('query')}`.replace(/,/g, '|')})=)[^&]*`,
  'g',
);

/** The URL as it may be sent, without its query where it is another host's; undefined for what is not http(s). */
export function cleanUrl({ host, origin, pathname, search }: URL | Location): string | undefined {
  if (!/^http/.test(origin)) return;
  return origin + pathname + (host === location.host ? search.replace(dropped, '').replace(/^&/, '?') : '');
}
