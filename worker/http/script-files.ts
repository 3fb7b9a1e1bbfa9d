// The script's files, all of them assets: `l.js`, its optional parts, and every published build `l.<hash>.js`.

import { snippetParts } from '../../schema/event.ts';

/** The name of such a file, as the source of a regular expression. */
export const scriptName = `l(?:\\.(?:[0-9a-f]+|${snippetParts.join('|')}))?\\.js`;

const scriptPath = new RegExp(`^/${scriptName}$`);

/** Whether the request is for one of them. Those that exist come here under a prefix only (`run_worker_first` in wrangler.toml). */
export function asksForScript({ method, url }: Request): boolean {
  return (method === 'GET' || method === 'HEAD') && scriptPath.test(new URL(url).pathname);
}

/**
 * Responds with the file. Assets send a 404 with the headers of its path, a year of caching among them. But a build that is
 * missing now may be there in a moment, while a deployment spreads: no cache may keep that it is missing.
 */
export async function serveScript(request: Request, assets: Fetcher): Promise<Response> {
  const response = await assets.fetch(request);
  if (response.status < 400) return response;
  const failure = new Response(response.body, response);
  failure.headers.set('cache-control', 'no-store');
  return failure;
}
