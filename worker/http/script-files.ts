// The script's files, all of them static assets: `l.js`, its optional parts, and every published build `l.<hash>.js`.

import { snippetParts } from '../../schema/event.ts';
import { hexOfBytes } from '../store/bytes/bytes.ts';

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

/** The immutable copy of the script that is served now. */
export interface PinnedBuild {
  /** `l.<hash>.js`. */
  name: string;
  /** For the tag's `integrity` attribute. */
  integrity: string;
  /** Whether it is part of a release, which later versions serve as well. */
  isPublished: boolean;
}

/** The file in which the build lists the builds that were published. */
const publishedList = 'published.json';

/** The present build, by its content: the same name and digest as snippet/build/build.ts gives it. Null: nothing is built. */
export async function readPinnedBuild(assets: Fetcher, base: string): Promise<PinnedBuild | null> {
  const [script, list] = await Promise.all([
    assets.fetch(new URL('/l.js', base)),
    assets.fetch(new URL(`/${publishedList}`, base)),
  ]);
  const [code, names] = await Promise.all([script.arrayBuffer(), list.text()]);
  if (!script.ok) return null;
  const published: unknown = list.ok ? JSON.parse(names) : [];
  const [short, long] = await Promise.all(
    ['SHA-256', 'SHA-384'].map((name) => crypto.subtle.digest(name, code)),
  );
  const name = `l.${hexOfBytes(new Uint8Array(short as ArrayBuffer)).slice(0, 10)}.js`;
  const digest = btoa(String.fromCharCode(...new Uint8Array(long as ArrayBuffer)));
  return {
    ...{ name, integrity: `sha384-${digest}` },
    isPublished: Array.isArray(published) && published.includes(name),
  };
}
