// A Worker routed at `example.com/x/*` is first-party there: the tag's script and its beacons may stand under any path.

import { scriptName } from './script-files.ts';

/** `/x/e`, `/x/l.js` and its parts, however deep; never a path of the API. */
const underPath = new RegExp(`^/(?!v1/).+(/(?:e|${scriptName}))$`);

/** The request as it would have come to the Worker's own host, where the path is the script's or the beacons'. */
export function withoutPrefix(request: Request): Request {
  const url = new URL(request.url);
  const [, path] = underPath.exec(url.pathname) ?? [];
  // Nobody reads beacons: `GET /s/e` is the page of a site whose id is `e`.
  if (!path || (path === '/e' && request.method !== 'POST' && request.method !== 'OPTIONS')) return request;
  url.pathname = path;
  return new Request(url, request);
}
