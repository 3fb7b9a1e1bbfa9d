// Serves demo/site as a static host would: the pages of a fictional product, each with Leadlight's tag.

import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { toldLine } from './people/told.ts';

const folder = resolve(import.meta.dirname, 'site');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.pdf': 'application/pdf',
};

/** The running demo site. */
export interface DemoSite {
  url: string;
  stop(): Promise<void>;
}

/** The path at which the demo's webhook is told. */
export const toldPath = '/leadlight-webhook';

/**
 * Serves the site on 127.0.0.1. What is POSTed to `toldPath` goes to `tell` as a line (demo/people/told.ts). `/pricing` is pricing.html inside layout.html; an unknown path gets the 404 page.
 * The layout has the script tag that the README tells site owners to paste; `leadlight`, the URL of the Worker, replaces
 * `{{leadlight}}`.
 */
export async function serveSite(
  port: number,
  leadlight: string,
  tell: (line: string) => void = console.log,
): Promise<DemoSite> {
  const server = createServer(async (request, response) => {
    if (request.method === 'POST' && request.url === toldPath) {
      const line = await toldLine(request).catch(() => null);
      if (line !== null) tell(line);
      response.writeHead(line === null ? 400 : 204).end();
      return;
    }
    if (request.method === 'POST') {
      // A form was submitted. Redirect to a GET, so that a reload does not submit it again.
      response.writeHead(303, { location: request.url }).end();
      return;
    }
    const file = fileOf(request.url ?? '/');
    if (file && extname(file) !== '.html') {
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
      createReadStream(file).pipe(response);
      return;
    }
    sendPage(response, file ?? join(folder, '404.html'), leadlight);
  });
  await new Promise<void>((listening, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', listening);
  });
  return {
    url: `http://localhost:${port}`,
    stop() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

/** The file for a request's path, or null; never a file outside the folder. */
function fileOf(requestUrl: string): string | null {
  const { pathname } = new URL(requestUrl, 'http://site');
  let path: string;
  try {
    path = normalize(decodeURIComponent(pathname));
  } catch {
    return null;
  }
  const name = path.endsWith('/') ? `${path}index.html` : path;
  const candidates = [join(folder, name), join(folder, `${name}.html`)];
  const isServed = (file: string) => file.startsWith(folder) && existsSync(file) && statSync(file).isFile();
  return candidates.find(isServed) ?? null;
}

/** A page file has a title and description, then its `<main>`; the layout has everything that all pages share. */
function sendPage(response: ServerResponse, file: string, leadlight: string): void {
  const page = readFileSync(file, 'utf8');
  const mainAt = page.indexOf('<main');
  const here = file.slice(folder.length).replace(/(index)?\.html$/, '');
  const html = readFileSync(join(folder, 'layout.html'), 'utf8')
    .replaceAll('{{leadlight}}', leadlight)
    .replace('{{head}}', () => page.slice(0, mainAt).trim())
    .replace(`<a href="${here}">`, `<a href="${here}" aria-current="page">`)
    .replace('{{main}}', () => page.slice(mainAt).trim());
  const status = file.endsWith('404.html') ? 404 : 200;
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(html);
}
