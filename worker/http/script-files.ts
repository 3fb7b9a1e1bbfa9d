// The script's files, all of them static assets: `l.js`, its optional parts, and every published build `l.<hash>.js`.

import { snippetParts } from '../../schema/event.ts';

/** The name of such a file, as a regular expression source. */
export const scriptName = `l(?:\\.(?:[0-9a-f]+|${snippetParts.join('|')}))?\\.js`;

const scriptPath = new RegExp(`^/${scriptName}$`);

/** Whether the request is for a script file. Existing files only get here under a prefix (`run_worker_first` in wrangler.toml). */
export function asksForScript({ method, url }: Request): boolean {
  return (method === 'GET' || method === 'HEAD') && scriptPath.test(new URL(url).pathname);
}

/**
 * Responds with the file. Assets send a 404 with the headers of its path, including a year of caching. But a missing build may
 * exist a moment later, while a deployment spreads, so no cache may store the 404.
 */
export async function serveScript(request: Request, assets: Fetcher): Promise<Response> {
  const response = await assets.fetch(request);
  if (response.status < 400) return response;
  const failure = new Response(response.body, response);
  failure.headers.set('cache-control', 'no-store');
  return failure;
}
