// The part of Cloudflare's API that wrangler calls to deploy this Worker, on this machine: an account for the real wrangler.
// Its database is SQLite. Responds 404 to all other requests.

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';

/** A request. */
interface Asked {
  /** For example `GET /d1/database`: without the account and the query. */
  route: string;
  body: string;
}

/** An empty account, and what wrangler did to it. */
export interface CloudflareAccount {
  /** The environment in which wrangler uses this account. */
  env: Record<string, string>;
  /** The routes that were called, in order. */
  asked: string[];
  /** The bodies of the requests that changed something, by route. */
  bodies: Map<string, string>;
  /** The database of the Worker. */
  database: DatabaseSync;
  stop(): Promise<void>;
}

const worker = '/workers/scripts/leadlight';
const found = { uuid: 'd1-uuid', name: 'leadlight', jurisdiction: null, version: 'production' };

/** Serves an empty account. */
export async function startAccount(): Promise<CloudflareAccount> {
  const database = new DatabaseSync(':memory:');
  const bodies = new Map<string, string>();
  const asked: string[] = [];
  const has = (route: string) => bodies.has(route);
  const routes: Record<string, (body: string) => unknown> = {
    'GET /d1/database': () => (has('POST /d1/database') ? [found] : []),
    'POST /d1/database': () => ({ ...found, created_in_region: 'WEUR' }),
    'GET /d1/database/leadlight': () => found,
    'GET /d1/database/d1-uuid': () => found,
    'POST /d1/database/d1-uuid/query': (body) => [query(database, JSON.parse(body).sql)],
    'GET /d1/database/d1-uuid/time_travel/bookmark': () => ({ bookmark: '0000-bookmark' }),
    'GET /workers/subdomain': () => ({ subdomain: 'me' }),
    [`POST ${worker}/assets-upload-session`]: () => ({ jwt: 'jwt', buckets: [] }),
    [`PUT ${worker}`]: () => ({ startup_time_ms: 100, deployment_id: '0123456789abcdef0123456789abcdef' }),
    [`GET ${worker}/secrets`]: () =>
      has(`PUT ${worker}`) ? [{ name: 'ADMIN_TOKEN', type: 'secret_text' }] : undefined,
    'GET /workers/workers/leadlight': () => ({ subdomain: { enabled: true, previews_enabled: false } }),
    [`POST ${worker}/subdomain`]: () => ({ enabled: true, previews_enabled: false }),
    [`PUT ${worker}/schedules`]: () => ({}),
  };
  const server = createServer(async (request, response) => {
    const { route, body } = await read(request);
    asked.push(route);
    const result = routes[route]?.(body);
    if (result !== undefined && !route.startsWith('GET')) bodies.set(route, body);
    response.writeHead(result === undefined ? 404 : 200, { 'content-type': 'application/json' });
    const errors = result === undefined ? [{ code: 10007, message: `No ${route} here.` }] : [];
    response.end(
      JSON.stringify({ success: errors.length === 0, errors, messages: [], result: result ?? null }),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    bodies,
    database,
    env: {
      CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${port}`,
      CLOUDFLARE_API_TOKEN: 'token',
      CLOUDFLARE_ACCOUNT_ID: 'account',
    },
    stop: () => new Promise<void>((stopped) => server.close(() => stopped())),
  };
}

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { pathname } = new URL(request.url ?? '', 'http://localhost');
  const route = `${request.method} ${pathname.replace('/accounts/account', '')}`;
  return { route, body: Buffer.concat(chunks).toString() };
}

/** Like D1's server: splits at each semicolon, even in comments. */
function query(database: DatabaseSync, sql: string) {
  const isSelect = /^\s*select/i.test(sql);
  const results = isSelect ? database.prepare(sql).all() : [];
  if (!isSelect) for (const piece of sql.split(';')) if (piece.trim() !== '') database.exec(piece);
  return { results, success: true, meta: { duration: 1 } };
}
