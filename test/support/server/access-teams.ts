// Cloudflare Access as the Worker under test reaches it: `https://TEAM.cloudflareaccess.com` serves the keys that a test has PUT
// there, and counts how often it was asked. It signs and checks nothing.

import { Response } from 'miniflare';

const teams = new Map<string, { keys: string; asked: number }>();

/** Answers what the Worker fetches. Nothing else of the internet is there. */
export async function serveAccessTeams(request: {
  url: string;
  method: string;
  text(): Promise<string>;
}): Promise<Response> {
  const { hostname, pathname } = new URL(request.url);
  if (!hostname.endsWith('.cloudflareaccess.com'))
    return new Response('no internet in tests', { status: 502 });
  if (request.method === 'PUT') {
    teams.set(hostname, { keys: await request.text(), asked: 0 });
    return new Response(null, { status: 204 });
  }
  const team = teams.get(hostname);
  if (!team) return new Response('no such team', { status: 404 });
  if (pathname === '/asked') return new Response(String(team.asked));
  if (pathname !== '/cdn-cgi/access/certs') return new Response('no such page', { status: 404 });
  team.asked += 1;
  return new Response(team.keys, { headers: { 'content-type': 'application/json' } });
}
