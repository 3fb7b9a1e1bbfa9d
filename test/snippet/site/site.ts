// A website under test: serves pages with the built snippet and keeps the beacons they send. It knows nothing of scoring; what
// is asserted is what left the browser. All hosts that end in .test lead to it (see `launchEngine`).

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSnippet } from '../../../snippet/build/build.ts';
import { html, type PageOptions, watch } from './site-page.ts';

/** An event as it arrived. */
export interface SentEvent {
  id: string;
  kind: string;
  at: number;
  url?: string;
  [field: string]: unknown;
}

/** A beacon as it arrived. */
export interface SentBeacon {
  site: string;
  device: string;
  session?: string;
  sentAt: number;
  automated?: boolean;
  keep: boolean;
  mode: string;
  consent: string;
  gpc?: boolean;
  events: SentEvent[];
}

/** The site while it runs. */
export interface TestSite {
  /** Its address, on localhost or another host. */
  url(path?: string, host?: string): string;
  /** Sets the page at a path; paths without one get a plain page with the plain tag. */
  page(path: string, options: PageOptions): void;
  /** Every beacon since the last `clear`, in order of arrival, with the request's headers. */
  readonly beacons: { body: SentBeacon; headers: IncomingMessage['headers'] }[];
  /** Every request since the last `clear`, preflights among them. */
  readonly requests: { method: string; host: string; path: string }[];
  /** The texts of all beacons since the last `clear`, answered or not. A browser repeats a request whose connection dies: that is one. */
  readonly attempts: Set<string>;
  /** What pages have complained of since the last `clear`, where they are `isWatched`. */
  readonly complaints: string[];
  /** Whether pages tell what goes wrong in them, from before the tag: errors, what they log as such, breaches of their policy. */
  isWatched: boolean;
  /** The distinct events in them, of a kind or all, as they occurred: requests may overtake each other. */
  events(kind?: string): SentEvent[];
  /** Waits for so many events of a kind; fails after 5 seconds, saying what came instead. */
  arrived(kind: string, count?: number): Promise<SentEvent[]>;
  /** Long enough for what must not come to have come, the view of a page whose title has changed among it. */
  quiet(): Promise<void>;
  /** How beacons are answered from now on. Status 0: not at all, as without a network. */
  answer: { status: number; headers?: Record<string, string>; delayMs?: number };
  /** Looks at the text of a beacon first: a status refuses it with that. */
  refuse: (text: string) => number | false;
  /** Where it is a proxy (`host:port`), for browsers that cannot be told that all hosts are this machine. */
  readonly proxy: string;
  /** Forgets all that came and was set, and moves to another port: what pages of the test before have to say goes nowhere. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Builds the snippet: its files, by the path that each is asked for at. */
async function buildScripts(): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'snippet-'));
  await buildSnippet(folder);
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const scripts = new Map(names.map((name) => [`/${name}`, readFileSync(join(folder, name), 'utf8')]));
  rmSync(folder, { recursive: true });
  return scripts;
}

/** Built once for all the test files that share this module. */
let built: ReturnType<typeof buildScripts> | undefined;

/** Starts a site that serves the snippet. */
export async function startSite(): Promise<TestSite> {
  built ??= buildScripts();
  const scripts = await built;
  const pages = new Map<string, PageOptions>();
  const beacons: TestSite['beacons'] = [];
  const requests: TestSite['requests'] = [];
  const attempts: TestSite['attempts'] = new Set();
  const complaints: string[] = [];

  async function take(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    // A browser that takes the site for its proxy asks with the whole URL.
    const { pathname, host, port: asked } = new URL(request.url ?? '/', `http://${request.headers.host}`);
    if (asked !== portOf(own)) return request.socket.destroy();
    requests.push({ method: request.method ?? '', host, path: pathname });
    if (pathname === '/e' || pathname === '/collect') return takeBeacon(request, response);
    if (pathname === '/watch.js') return response.setHeader('content-type', 'text/javascript').end(watch);
    if (pathname === '/complaints') return takeComplaint(request, response);
    const script = scripts.get(pathname);
    if (script) {
      response.setHeader('access-control-allow-origin', '*');
      return response.setHeader('content-type', 'text/javascript').end(script);
    }
    if (/\.(pdf|zip|sketch|PDF)$/.test(pathname)) {
      return response.setHeader('content-disposition', 'attachment').end('file');
    }
    if (pathname === '/favicon.ico') return response.writeHead(204).end();
    const page = pages.get(pathname) ?? {};
    response.setHeader('content-type', 'text/html; charset=utf-8');
    for (const [name, value] of Object.entries(page.headers ?? {})) response.setHeader(name, value);
    if (page.delayMs) await sleep(page.delayMs);
    response.statusCode = page.status ?? 200;
    return response.end(page.text ?? html(pathname, page, site.isWatched));
  }

  async function takeBeacon(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { headers, delayMs } = site.answer;
    const body = await read(request);
    if (request.method === 'POST') attempts.add(body);
    if (site.answer.status === 0) return void request.socket.destroy();
    const status = site.refuse(body) || site.answer.status;
    if (request.method === 'POST' && status < 400) {
      beacons.push({ body: JSON.parse(body), headers: request.headers });
    }
    if (delayMs) await sleep(delayMs);
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
    response.setHeader('access-control-allow-credentials', 'true');
    response.setHeader('access-control-expose-headers', 'Retry-After');
    response.writeHead(status, headers).end('{"accepted":1,"rejected":[]}');
  }

  async function takeComplaint(request: IncomingMessage, response: ServerResponse): Promise<void> {
    complaints.push(await read(request));
    response.writeHead(204).end();
  }

  const proxy = await listen(take);
  let own = await listen(take);

  const site: TestSite = {
    url: (path = '/', host = 'localhost') => `http://${host}:${portOf(own)}${path}`,
    page: (path, options) => void pages.set(path, options),
    proxy: `127.0.0.1:${portOf(proxy)}`,
    beacons,
    requests,
    attempts,
    complaints,
    isWatched: false,
    events(kind) {
      const all = beacons.flatMap(({ body }) => body.events);
      const distinct = all.filter((event, index) => all.findIndex(({ id }) => id === event.id) === index);
      return distinct
        .filter((event) => kind === undefined || event.kind === kind)
        .sort((one, other) => one.at - other.at);
    },
    async arrived(kind, count = 1) {
      const patience = Date.now() + 5_000;
      while (site.events(kind).length < count && Date.now() < patience) await sleep(20);
      const found = site.events(kind);
      if (found.length < count) {
        throw new Error(
          `${found.length} of ${count} ${kind} came; there came ${JSON.stringify(site.events())}`,
        );
      }
      return found;
    },
    quiet: () => sleep(800),
    answer: { status: 202 },
    refuse: () => false,
    async clear() {
      await stop(own);
      own = await listen(take);
      for (const list of [beacons, requests, complaints]) list.length = 0;
      pages.clear();
      attempts.clear();
      site.isWatched = false;
      site.answer = { status: 202 };
      site.refuse = () => false;
    },
    close: async () => void (await Promise.all([proxy, own].map(stop))),
  };
  return site;
}

/** A server on a port of its own. */
async function listen(
  take: (request: IncomingMessage, response: ServerResponse) => Promise<unknown>,
): Promise<Server> {
  const server = createServer((request, response) => {
    take(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const portOf = (server: Server) => String((server.address() as AddressInfo).port);

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
