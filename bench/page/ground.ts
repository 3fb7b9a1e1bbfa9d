// A local site with one script at a time: serves it, accepts every request that it sends, and records them.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Script } from './peers.ts';

/** The running site. */
export interface Ground {
  origin: string;
  /** The script that pages load; null: none. */
  script: Script | null;
  /** How long a response takes. */
  delayMs: number;
  /** URL and body of each request, except those for pages and for the script. */
  requests: string[];
  close(): void;
}

/** The configurations that Segment and RudderStack load before they send anything. */
const configurations: [path: RegExp, answer: (origin: string) => unknown][] = [
  [
    /\/projects\/bench\/settings$/,
    (origin) => ({
      integrations: { 'Segment.io': { apiKey: 'bench', apiHost: `${origin.slice(7)}/v1`, protocol: 'http' } },
    }),
  ],
  [
    /\/sourceConfig\/$/,
    () => ({ source: { id: 'bench', config: {}, connections: [], destinations: [], dataplanes: {} } }),
  ],
];

/** Starts the site on a free port. */
export async function startGround(): Promise<Ground> {
  const server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const ground: Ground = {
    origin: `http://localhost:${port}`,
    script: null,
    delayMs: 0,
    requests: [],
    close() {
      server.closeAllConnections();
      server.close();
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = decodeURIComponent(request.url ?? '/');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (url.startsWith('/script.js')) {
      return void response.setHeader('content-type', 'text/javascript').end(ground.script?.code ?? '');
    }
    if (url === '/favicon.ico') return void response.writeHead(204).end();
    if (url.startsWith('/page')) return void response.setHeader('content-type', 'text/html').end(page());
    ground.requests.push(`${url} ${decodeBody(chunks)}`);
    const [, configuration] = configurations.find(([path]) => path.test(url.split('?')[0] ?? '')) ?? [];
    if (ground.delayMs) await sleep(ground.delayMs);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(configuration?.(ground.origin) ?? {}));
  }

  function page(): string {
    const { script } = ground;
    const tag = script ? `<script defer src="/script.js${script.query}"></script>` : '';
    return `<!doctype html><title>Page</title>${tag}<a href="/page/after">on</a>
      <form action="/page/after"><input name="q" value="x"></form>`;
  }

  return ground;
}

/** A body as text. Also decodes forms, and base64 in forms, which PostHog sends when the page is left. */
function decodeBody(chunks: Buffer[]): string {
  const text = Buffer.concat(chunks).toString();
  const data = new URLSearchParams(text).get('data');
  if (data) return Buffer.from(data, 'base64').toString();
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
