// If the Worker is routed at `example.com/x/*`, it is first-party there: the script and its beacons work under any path.

import { scriptName } from './script-files.ts';

/** `/x/e`, `/x/l.js` and its parts, at any depth; never a path of the API. */
const underPath = new RegExp(`^/(?!v1/).+(/(?:e|${scriptName}))$`);

/** Rewrites a request for the script or for beacons to its path on the Worker's own host. */
export function withoutPrefix(request: Request): Request {
  const url = new URL(request.url);
  const [, path] = underPath.exec(url.pathname) ?? [];
  // Beacons are never read: `GET /s/e` is the page of a site with the id `e`.
  if (!path || (path === '/e' && request.method !== 'POST' && request.method !== 'OPTIONS')) return request;
  url.pathname = path;
  return new Request(url, request);
}
