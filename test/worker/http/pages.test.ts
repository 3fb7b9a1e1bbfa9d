// Addresses without a page, with a slash too many, and the samples of /docs.

import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { base, call, newSite } from '../../support/api.ts';
import { signIn, textOf, visit } from '../../support/browser/pages.ts';

test.each(['/nothing', '/docs/nothing', '/favicon', '/v2', '/sites'])(
  '%s is a page that says so',
  async (path) => {
    const { status, headers, html } = await visit(path, { headers: { accept: 'text/html,*/*;q=0.8' } });
    expect([status, headers.get('content-type')]).toEqual([404, expect.stringMatching(/^text\/html/)]);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(textOf(html)).toContain('There is no such page');
  },
);

test.each([
  ['/v1', 'text/html'],
  ['/v1/nothing', 'text/html'],
  ['/nothing', 'application/json'],
  ['/nothing.json', 'text/html'],
])('%s, asked for as %s, is a problem as JSON', async (path, accept) => {
  const { headers, body } = await call(`GET ${path}`, { headers: { accept } });
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(body.code).toBe('not_found');
});

test('a form sent to no page is a problem as JSON', async () => {
  expect((await call('POST /nothing', { body: {} })).body.code).toBe('not_found');
});

test('within a site, too, an address without a page is a page', async () => {
  const site = await newSite();
  const { status, html } = await visit(`/s/${site}/nothing`, { cookie: await signIn() });
  expect([status, textOf(html)]).toEqual([404, expect.stringContaining('There is no such page')]);
});

test('an address with a slash at its end leads to the one without, with its parameters', async () => {
  const site = await newSite();
  const cookie = await signIn();
  for (const [path, to] of [
    ['/docs/', '/docs'],
    ['/docs//', '/docs'],
    [`/s/${site}/`, `/s/${site}`],
    [`/s/${site}/?status=warm&q=a%20b`, `/s/${site}?status=warm&q=a%20b`],
    ['//evil.test/', '//evil.test'],
  ] as const) {
    const { status, location } = await visit(path, { cookie });
    expect([status, location]).toEqual([307, base + to]);
  }
  expect((await visit('/', { cookie })).location ?? '/').not.toMatch(/^\/\//);
  expect((await call('GET /v1/sites/')).status).toBe(404);
});

test('every sample of /docs runs as it is printed, given a token and ids', async () => {
  const site = await newSite();
  const event = { id: crypto.randomUUID(), kind: 'identify', email: 'ann@acme.test' };
  await call(`POST /v1/sites/${site}/events`, { body: { events: [event] } });
  const [visitor] = (await call(`GET /v1/sites/${site}/visitors`)).body.data;
  await call(`POST /v1/sites/${site}/models/1/preview`, { plan: 'paid' });
  const hook = { url: 'https://hooks.example.com/', events: ['visitor.hot'] };
  const webhook = (await call(`POST /v1/sites/${site}/webhooks`, { body: hook })).body.id;
  const filters = { status: 'hot' };
  const segment = (await call(`POST /v1/sites/${site}/segments`, { body: { name: 'Hot', filters } })).body.id;
  const { html } = await visit('/docs');
  const samples = [...html.matchAll(/<pre[^>]*>([^<]*)<\/pre>/g)]
    .flatMap(([, text = '']) => text.replaceAll('&quot;', '"').split('\n'))
    .filter((line) => line.trim().startsWith('curl'));
  expect(samples.length).toBeGreaterThan(10);
  const variables: Record<string, string> = {
    SITE: site,
    ID: visitor.id,
    VERSION: '1',
    DOMAIN: 'acme.test',
    WEBHOOK: webhook,
    SEGMENT: segment,
    TOKEN: env.ADMIN_TOKEN,
  };
  for (const sample of samples) {
    const run = sample.replace(/\$(\w+)/g, (name, variable: string) => variables[variable] ?? name);
    const [, token, url = ''] = /^\s*curl(?: -H "Authorization: Bearer ([^"]+)")? "([^"]+)"$/.exec(run) ?? [];
    expect([sample, url.startsWith(`${base}/`)]).toEqual([sample, true]);
    const { status } = await call(`GET ${url.slice(base.length)}`, { token: token ?? null, plan: 'paid' });
    // Nothing waits to be fitted, as the description says.
    expect([sample, status]).toEqual([sample, url.endsWith('/prediction/sample') ? 409 : 200]);
  }
});
