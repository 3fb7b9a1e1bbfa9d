// Hostile input against every route that the router has, the pages included: no 5xx, whatever is in the path, the query,
// the headers and the body. The other hostile tests look closer at single doors; this one forgets none.

import { env, exports } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { buildApp } from '../../../worker/app.ts';
import { base, call, newSite } from '../../support/api.ts';
import { browserAgent } from '../../support/beacons.ts';
import { signIn } from '../../support/browser/pages.ts';
import { mutate, mutation, nastySegment, spoil, spoiling } from '../../support/stories/nasty.ts';

/** For each of more than 30 routes. */
const runs = Number(process.env.PROPERTY_RUNS ?? 80) / 10;
const origin = 'https://acme.test';
const event = { kind: 'page_view', url: `${origin}/pricing?utm_source=x`, title: 'Pricing' };

const app = buildApp();
const routes = [
  ...new Set(
    app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`),
  ),
];

/** A body that each route takes, before something is done to it. Routes without a row get `{}`. */
const soundBodies: Record<string, () => unknown> = {
  'POST /e': () => ({
    site: here.site,
    device: crypto.randomUUID(),
    session: crypto.randomUUID(),
    sentAt: Date.now(),
    keep: true,
    events: [{ ...event, id: crypto.randomUUID(), at: Date.now(), props: { plan: 'team' } }],
  }),
  'POST /v1/sites': () => ({ name: 'Acme', origins: [origin] }),
  'PATCH /v1/sites/:site': () => ({
    name: 'Acme',
    settings: { keepQuery: ['q'], exclude: { ips: ['10.0.0.0/8'] } },
  }),
  'POST /v1/tokens': () => ({ role: 'read', site: here.site, label: 'one' }),
  'POST /v1/sites/:site/events': () => ({
    events: [
      {
        ...event,
        userId: '42',
        email: 'ann@acme.com',
        traits: { company: 'Acme' },
        at: '2026-01-01T00:00:00Z',
      },
    ],
  }),
  'POST /v1/sites/:site/models': () => defaultModel,
  'POST /v1/sites/:site/models/:version/publish': () => ({ alerts: false }),
  'POST /v1/sites/:site/visitors/:id/adjustments': () => ({
    id: crypto.randomUUID(),
    points: 1,
    reason: 'x',
  }),
  'POST /v1/sites/:site/visitors/:id/notes': () => ({ id: crypto.randomUUID(), text: 'x' }),
  'POST /v1/sites/:site/visitors/:id/state': () => ({
    id: crypto.randomUUID(),
    state: 'rejected',
    reason: 'x',
  }),
  'POST /v1/sites/:site/visitors/:id/owner': () => ({ id: crypto.randomUUID(), owner: 'x' }),
  'POST /v1/sites/:site/visitors/:id/split': () => ({ device: here.device }),
  'POST /sign-in': () => ({ token: env.ADMIN_TOKEN, next: '/' }),
};

/** Keys that bodies and queries have somewhere. */
const keys = [
  'id',
  'name',
  'site',
  'events',
  'device',
  'email',
  'userId',
  'rules',
  'where',
  'cap',
  'settings',
  'props',
];
const queryKeys = [
  ...[
    'limit',
    'cursor',
    'at',
    'status',
    'identified',
    'email',
    'userId',
    'minScore',
    'company',
    'source',
    'seenSince',
  ],
  ...['q', 'sort', 'order', 'who', 'next', 'segment', '__proto__', 'limit[]'],
];
const headerNames = [
  ...[
    'authorization',
    'cookie',
    'content-type',
    'origin',
    'user-agent',
    'accept',
    'accept-language',
    'sec-gpc',
  ],
  ...[
    'sec-fetch-site',
    'if-none-match',
    'cf-connecting-ip',
    'x-http-method-override',
    'content-encoding',
    'range',
  ],
];

/** A site with someone in it, and a session of the pages. */
const here = { site: '', visitor: '', device: '', cookie: '' };
beforeAll(async () => {
  here.site = await newSite();
  here.device = crypto.randomUUID();
  const events = [{ ...event, device: here.device, email: 'ann@acme.com' }];
  await call(`POST /v1/sites/${here.site}/events`, { body: { events } });
  const listed = await call(`GET /v1/sites/${here.site}/visitors`);
  here.visitor = listed.body.data[0].id;
  here.cookie = await signIn();
});

interface Attempt {
  segments: (string | null)[];
  query: [string, string][];
  headers: [string, string][];
  spoilings: Parameters<typeof spoil>[1][];
  mutations: Parameters<typeof mutate>[1][];
}

const anyAttempt: fc.Arbitrary<Attempt> = fc.record({
  segments: fc.array(fc.option(nastySegment, { freq: 2 }), { minLength: 3, maxLength: 3 }),
  query: fc.array(fc.tuple(fc.constantFrom(...queryKeys), nastySegment), { maxLength: 3 }),
  headers: fc.array(fc.tuple(fc.constantFrom(...headerNames), fc.stringMatching(/^[\x21-\x7e]{0,60}$/)), {
    maxLength: 1,
  }),
  spoilings: fc.array(spoiling(keys), { maxLength: 3 }),
  mutations: fc.array(mutation, { maxLength: 1 }),
});

/** Where a segment is null, the route gets what exists: the request goes deep before it meets what is wrong with it. */
function requestOf(route: string, { segments, query, headers, spoilings, mutations }: Attempt): Request {
  const [method = 'GET', path = '/'] = route.split(' ');
  const known: Record<string, string> = { ':site': here.site, ':id': here.visitor, ':version': '1' };
  const filled = path
    .split('/')
    .map((part, n) =>
      part.startsWith(':') ? (segments[n % 3] ?? known[part] ?? 'x') : part.replace('*', 'x'),
    )
    .join('/');
  const search = query.map(([name, value]) => `${encodeURIComponent(name)}=${value}`).join('&');
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(`${base}${filled}?${search}`, {
    method,
    headers: Object.fromEntries([...Object.entries(soundHeaders(path)), ...headers]),
    ...(hasBody && { body: mutations.reduce(mutate, textOf(route, spoilings)) }),
    redirect: 'manual',
  });
}

function soundHeaders(path: string): Record<string, string> {
  if (path === '/e') return { origin, 'user-agent': browserAgent };
  if (path.startsWith('/v1')) return { authorization: `Bearer ${env.ADMIN_TOKEN}` };
  return { cookie: here.cookie, origin: base, 'sec-fetch-site': 'same-origin' };
}

function textOf(route: string, spoilings: Attempt['spoilings']): string {
  const body = spoilings.reduce<unknown>(spoil, soundBodies[route]?.() ?? {});
  if (route !== 'POST /sign-in') return JSON.stringify(body) ?? '';
  // Not String(): some of what is in a spoilt body has no text of its own.
  const asText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
  return new URLSearchParams(
    Object.entries(body ?? {}).map(([name, value]) => [name, asText(value)]),
  ).toString();
}

test('every row of sound bodies is for a route that exists, and sound', async () => {
  expect(Object.keys(soundBodies).filter((route) => !routes.includes(route))).toEqual([]);
  const sound = { segments: [null, null, null], query: [], headers: [], spoilings: [], mutations: [] };
  for (const route of Object.keys(soundBodies)) {
    const { status } = await exports.default.fetch(requestOf(route, sound));
    expect([route, status < 400]).toEqual([route, true]);
  }
  // And the pages are asked by who is signed in.
  const { status } = await exports.default.fetch(requestOf('GET /s/:site/visitors/:id', sound));
  expect(status).toBe(200);
});

// The site that all of this is about is not to be deleted: there, the path is always spoilt.
test.each(routes)('%s answers below 500, whatever it is sent', async (route) => {
  const isDeletion = route.startsWith('DELETE');
  await fc.assert(
    fc.asyncProperty(anyAttempt, async (attempt) => {
      const segments = isDeletion ? attempt.segments.map((segment) => segment ?? 'none') : attempt.segments;
      const request = requestOf(route, { ...attempt, segments });
      const answer = await exports.default.fetch(request);
      const text = await answer.text();
      expect([request.method, request.url, answer.status < 500, answer.status]).toEqual([
        request.method,
        request.url,
        true,
        answer.status,
      ]);
      if (answer.status >= 400 && new URL(request.url).pathname.startsWith('/v1/')) {
        expect(JSON.parse(text).code).toBeTypeOf('string');
      }
    }),
    { numRuns: runs },
  );
});
