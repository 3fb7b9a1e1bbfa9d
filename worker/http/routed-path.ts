// Paths that mean another path. If the Worker is routed at `example.com/x/*`, it is first-party there: the script and its beacons
// work under any path. `/docs/` and `/s/demo/` redirect to the pages without the slash.

import type { MiddlewareHandler } from 'hono';
import { scriptName } from './script-files.ts';

/** `/x/e`, `/x/l.js` and its parts, at any depth; never a path of the API. */
const underPath = new RegExp(`^/(?!v1/).+(/(?:e|${scriptName}))$`);

/** Rewrites a request for the script or for beacons to its path on the Worker's own host. */
export function withoutPrefix(request: Request): Request {
  const url = new URL(request.url);
  const [, path] = underPath.exec(url.pathname) ?? [];
  // Beacons cannot be read: `GET /s/e` is the page of a site with the id `e`.
  if (!path || (path === '/e' && request.method !== 'POST' && request.method !== 'OPTIONS')) return request;
  url.pathname = path;
  return new Request(url, request);
}

/** Redirects a page's URL with slashes at its end to the one without. Not cached, because the URL may be used later. */
export const withoutTrailingSlash: MiddlewareHandler = async (c, next) => {
  const url = new URL(c.req.url);
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (!isRead || url.pathname === '/' || !url.pathname.endsWith('/') || url.pathname.startsWith('/v1/')) {
    return next();
  }
  url.pathname = url.pathname.replace(/\/+$/, '');
  // Uses the whole URL, because a redirect to `//example.com/` would lead to another host.
  c.header('cache-control', 'no-store');
  return c.redirect(url.href, 307);
};
