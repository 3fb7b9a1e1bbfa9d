// The internet as the Worker under test reaches it: Cloudflare Access, a resolver for names, and receivers of webhooks. Nothing else is
// there.

import { Response } from 'miniflare';
import { serveAccessTeams } from './access-teams.ts';

/** Addresses of names, as a test has PUT them; other names have one public address. */
const names = new Map<string, string[]>();

const publicAddress = '93.184.215.14';

/** Answers what the Worker fetches. */
export async function serveInternet(request: {
  url: string;
  method: string;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
}): Promise<Response> {
  const url = new URL(request.url);
  if (url.hostname === 'cloudflare-dns.com') return resolve(url, request);
  return url.hostname.endsWith(receivers) ? receive(url, request) : serveAccessTeams(request);
}

/** What the names of receivers end in: each takes what is POSTed, and answers a GET with what came: paths and bodies as JSON. */
const receivers = '.receiver.example.com';

const received = new Map<string, { path: string; id: string; body: string }[]>();

async function receive(
  { hostname, pathname: path }: URL,
  request: { method: string; headers: { get(name: string): string | null }; text(): Promise<string> },
): Promise<Response> {
  const all = received.get(hostname) ?? [];
  if (request.method === 'GET') return Response.json(all);
  const id = request.headers.get('webhook-id') ?? '';
  received.set(hostname, [...all, { path, id, body: await request.text() }]);
  return new Response(null, { status: 204 });
}

/** DNS over HTTPS in JSON. PUT `?name=NAME` with a JSON array of addresses sets them, and with `null` breaks the resolver for it. */
async function resolve(
  { searchParams }: URL,
  request: { method: string; text(): Promise<string> },
): Promise<Response> {
  const name = searchParams.get('name') ?? '';
  if (request.method === 'PUT') {
    names.set(name, JSON.parse(await request.text()));
    return new Response(null, { status: 204 });
  }
  const addresses = names.has(name) ? names.get(name) : [publicAddress];
  if (!addresses) return new Response('busy', { status: 503 });
  const type = Number(searchParams.get('type'));
  const found = addresses.filter((address) => address.includes(':') === (type === 28));
  const records = found.map((data) => ({ name, type, TTL: 60, data }));
  const alias = { name, type: 5, TTL: 60, data: `edge.${name}.` };
  const body = {
    Status: addresses.length > 0 ? 0 : 3,
    Answer: records.length > 0 ? [alias, ...records] : [],
  };
  return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/dns-json' } });
}
