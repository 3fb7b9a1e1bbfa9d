// A Worker routed at `example.com/x/*` is first-party there: the tag's script and its beacons may stand under any path.

import { snippetParts } from '../schema/event.ts';

const script = `l(?:\\.(?:[0-9a-f]+|${snippetParts.join('|')}))?\\.js`;
const scriptPath = new RegExp(`^/${script}$`);

/** `/x/e`, `/x/l.js` and its parts, however deep; never a path of the API. */
const underPath = new RegExp(`^/(?!v1/).+(/(?:e|${script}))$`);

/** The request as it would have come to the Worker's own host, where the path is the script's or the beacons'. */
export function withoutPrefix(request: Request): Request {
  const url = new URL(request.url);
  const [, path] = underPath.exec(url.pathname) ?? [];
  // Nobody reads beacons: `GET /s/e` is the page of a site whose id is `e`.
  if (!path || (path === '/e' && request.method !== 'POST' && request.method !== 'OPTIONS')) return request;
  url.pathname = path;
  return new Request(url, request);
}

/** Whether the request is for the script, which assets answer; only a prefix brings it this far. */
export function asksForScript({ method, url }: Request): boolean {
  return (method === 'GET' || method === 'HEAD') && scriptPath.test(new URL(url).pathname);
}
