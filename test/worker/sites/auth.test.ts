// Who gets in: tokens, roles, sites; and what is refused before any route runs.

import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { apiLimits } from '../../../schema/api/shared.ts';
import { buildApp } from '../../../worker/app.ts';
import { call, newSite, newToken } from '../../support/api.ts';

const routes = buildApp().routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/v1'));
const everyRoute = [
  ...new Set(routes.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, 'x')}`)),
];

test('the router has the routes that the next test is about', () => {
  expect(everyRoute).toEqual(
    expect.arrayContaining(['GET /v1/sites', 'POST /v1/tokens', 'GET /v1/sites/x/model']),
  );
});

test.each(everyRoute)('%s answers 401 without a token', async (route) => {
  const { status, headers, body } = await call(route, { token: null });
  expect([status, body.code]).toEqual([401, 'unauthorized']);
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(headers.get('www-authenticate')).toBe('Bearer realm="leadlight"');
});

test.each(['GET /v1', 'GET /v1/', 'GET /v1/nothing', 'OPTIONS /v1/sites', 'PUT /v1/sites', 'HEAD /v1/sites'])(
  '%s answers 401 without a token too: nothing under /v1 tells what is there',
  async (route) => {
    expect((await call(route, { token: null })).status).toBe(401);
  },
);

test('a token must be one that is known, presented as Bearer', async () => {
  const token = await newToken('read');
  const [head, id] = token.split('_');
  const presented = {
    'an unknown token': `Bearer ll_${'a'.repeat(12)}_${'b'.repeat(43)}`,
    'the right id with another secret': `Bearer ${head}_${id}_${'b'.repeat(43)}`,
    'a token cut short': `Bearer ${token.slice(0, -1)}`,
    'a token and more': `Bearer ${token}x`,
    'the admin token cut short': `Bearer ${env.ADMIN_TOKEN.slice(0, -1)}`,
    'an empty token': 'Bearer ',
    'another scheme': `Basic ${token}`,
    'no scheme': token,
    undefined: 'Bearer undefined',
  };
  for (const [what, authorization] of Object.entries(presented)) {
    const { status } = await call('GET /v1/sites', { token: null, headers: { authorization } });
    expect([what, status]).toEqual([what, 401]);
  }
  for (const authorization of [`Bearer ${token}`, `bearer  ${token} `]) {
    expect((await call('GET /v1/sites', { token: null, headers: { authorization } })).status).toBe(200);
  }
});

test('without ADMIN_TOKEN, no bootstrap token gets in, an empty one least', async () => {
  for (const secret of [undefined, ''] as (string | undefined)[]) {
    for (const authorization of [
      'Bearer ',
      'Bearer',
      'Bearer undefined',
      'Bearer null',
      'Bearer test-admin-token',
    ]) {
      const request = new Request('https://leadlight.test/v1/sites', { headers: { authorization } });
      const answer = await buildApp().fetch(request, { ...env, ADMIN_TOKEN: secret as string });
      expect(answer.status).toBe(401);
    }
  }
});

test('only the hash of a token is stored', async () => {
  const token = await newToken('admin');
  const { results } = await env.DB.prepare('select * from token').all();
  expect(results.length).toBeGreaterThan(0);
  expect(JSON.stringify(results)).not.toContain(token.split('_').slice(2).join('_'));
});

/** A call of each kind, and the roles that may make it. */
const matrix: [call: string, body: unknown, roles: string[]][] = [
  ['GET /v1/sites', undefined, ['admin', 'editor', 'read']],
  ['HEAD /v1/sites', undefined, ['admin', 'editor', 'read']],
  ['GET /v1/sites/SITE', undefined, ['admin', 'editor', 'read']],
  ['GET /v1/sites/SITE/model', undefined, ['admin', 'editor', 'read']],
  ['GET /v1/usage', undefined, ['admin', 'editor', 'read']],
  ['GET /v1/tokens', undefined, ['admin']],
  ['POST /v1/tokens', {}, ['admin']],
  ['DELETE /v1/tokens/none', undefined, ['admin']],
  ['POST /v1/sites', {}, ['admin']],
  ['PATCH /v1/sites/SITE', {}, ['admin']],
  ['DELETE /v1/sites/none', undefined, ['admin']],
  ['POST /v1/sites/SITE/identity-secret', undefined, ['admin']],
  ['POST /v1/sites/SITE/models', {}, ['admin', 'editor']],
  ['POST /v1/sites/SITE/models/1/publish', {}, ['admin', 'editor']],
  ['POST /v1/sites/SITE/visitors/v/adjustments', {}, ['admin', 'editor']],
  ['POST /v1/sites/SITE/visitors/v/notes', {}, ['admin', 'editor']],
  ['POST /v1/sites/SITE/visitors/v/state', {}, ['admin', 'editor']],
  ['POST /v1/sites/SITE/visitors/v/owner', {}, ['admin', 'editor']],
  ['DELETE /v1/sites/SITE/visitors/v/events/e', undefined, ['admin', 'editor']],
  ['POST /v1/sites/SITE/visitors/v/split', {}, ['admin', 'editor']],
  ['DELETE /v1/sites/SITE/visitors/v', undefined, ['admin']],
  ['POST /v1/sites/SITE/erasures', {}, ['admin']],
  ['POST /v1/sites/SITE/events', { events: [] }, ['admin', 'editor', 'write']],
  ['POST /v1/sites/SITE/anything-new', {}, ['admin', 'editor']],
];

test('each role may do what the contract grants it, and nothing else', async () => {
  const site = await newSite();
  for (const role of ['admin', 'editor', 'read', 'write']) {
    const token = await newToken(role);
    for (const [what, body, roles] of matrix) {
      const { status } = await call(what.replace('SITE', site), { token, body });
      expect([role, what, status === 403]).toEqual([role, what, !roles.includes(role)]);
      expect([role, what, status === 401 || status >= 500]).toEqual([role, what, false]);
    }
  }
  const { body } = await call('POST /v1/sites', { token: await newToken('read'), body: {} });
  expect(body).toMatchObject({ status: 403, code: 'insufficient_role' });
});

test('a site answers the token of another exactly as if it did not exist', async () => {
  const [own, other] = [await newSite(), await newSite()];
  const calls = matrix
    .map(([what, body]) => [what, body] as const)
    .filter(([what]) => what.includes('/SITE'));
  expect(calls.length).toBeGreaterThan(5);
  for (const role of ['admin', 'editor', 'read', 'write']) {
    const token = await newToken(role, own);
    for (const [what, body] of calls) {
      const foreign = await call(what.replace('SITE', other), { token, body });
      const missing = await call(what.replace('SITE', 'no-such-site'), { token, body });
      expect([what, foreign.status, foreign.body.code]).toEqual([what, 404, 'not_found']);
      expect(foreign.body).toEqual(missing.body);
      expect([...foreign.headers]).toEqual([...missing.headers]);
    }
  }
  expect((await call('GET /v1/sites/no-such-site')).body).toEqual(
    (await call(`GET /v1/sites/${other}`, { token: await newToken('read', own) })).body,
  );
});

test('a token of a site sees that site and its tokens only, and makes no token beyond it', async () => {
  const [own, other] = [await newSite(), await newSite()];
  const token = await newToken('admin', own);
  const foreign = await call('POST /v1/tokens', { body: { role: 'read', label: 'theirs', site: other } });
  expect((await call('GET /v1/sites', { token })).body.data.map((site: { id: string }) => site.id)).toEqual([
    own,
  ]);

  const body = { role: 'admin', label: 'mine' };
  expect((await call('POST /v1/tokens', { token, body })).body.site).toBe(own);
  for (const site of [other, 'no-such-site']) {
    expect((await call('POST /v1/tokens', { token, body: { ...body, site } })).status).toBe(404);
  }
  const sites = (await call('GET /v1/tokens?limit=200', { token })).body.data.map(
    (each: { site: string }) => each.site,
  );
  expect(new Set(sites)).toEqual(new Set([own]));
  expect((await call(`DELETE /v1/tokens/${foreign.body.id}`, { token })).status).toBe(404);
  expect((await call('GET /v1/sites', { token: foreign.body.token })).status).toBe(200);
  expect(
    (await call('POST /v1/sites', { token, body: { name: 'x', origins: ['https://x.test'] } })).status,
  ).toBe(403);
});

test('a revoked token stops to work at once', async () => {
  const made = await call('POST /v1/tokens', { body: { role: 'read', label: 'short-lived' } });
  const { id, token } = made.body;
  expect((await call('GET /v1/sites', { token })).status).toBe(200);
  expect((await call(`DELETE /v1/tokens/${id}`)).status).toBe(204);
  expect((await call('GET /v1/sites', { token })).status).toBe(401);
  expect((await call(`DELETE /v1/tokens/${id}`)).status).toBe(404);
});

test('a token that expires works until then, is refused with the reason afterwards, and stays in the list', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const expiresAt = Date.now() + 60_000;
    const iso = new Date(expiresAt).toISOString();
    for (const given of [expiresAt, iso, iso.replace('Z', '+00:00')]) {
      const made = await call('POST /v1/tokens', { body: { role: 'admin', label: 'x', expiresAt: given } });
      expect([made.status, made.body.expiresAt]).toEqual([201, expiresAt]);
      const { id, token } = made.body;
      vi.setSystemTime(expiresAt - 1);
      expect((await call('GET /v1/sites', { token })).status).toBe(200);
      vi.setSystemTime(expiresAt);
      const late = await call('GET /v1/sites', { token });
      expect([late.status, late.body.code]).toEqual([401, 'unauthorized']);
      expect(late.body.detail).toBe(`This token expired on ${iso}. Ask an admin for a new one.`);
      expect(late.headers.get('www-authenticate')).toContain('error="invalid_token"');
      // Who has only the id learns nothing of it.
      const guess = await call('GET /v1/sites', { token: `ll_${id}_${'b'.repeat(43)}` });
      expect([guess.status, guess.body.detail]).toEqual([401, expect.stringContaining('is unknown')]);
      const listed = (await call('GET /v1/tokens?limit=200')).body.data;
      expect(listed).toContainEqual(expect.objectContaining({ id, expiresAt }));
      expect((await call(`DELETE /v1/tokens/${id}`)).status).toBe(204);
      vi.setSystemTime(expiresAt - 60_000);
    }
  } finally {
    vi.useRealTimers();
  }
});

test('a token expires in the future or never', async () => {
  const make = (expiresAt: unknown) =>
    call('POST /v1/tokens', {
      body: { role: 'read', label: 'x', ...(expiresAt !== undefined && { expiresAt }) },
    });
  for (const given of [Date.now() - 1, 0, '2020-01-01T00:00:00Z', 'tomorrow', null, -1]) {
    const { status, body } = await make(given);
    expect([given, status, body.errors?.[0]?.path]).toEqual([given, 400, 'expiresAt']);
  }
  expect((await make(undefined)).body.expiresAt).toBeNull();
});

test('with limits on, a token that calls too often is told when to go on', async () => {
  const asked: string[] = [];
  const API_LIMIT = {
    limit: async ({ key }: { key: string }) => ({ success: asked.push(key) <= 2 }),
  } as RateLimit;
  const ask = (LIMITS: 'on' | 'off') =>
    buildApp().fetch(
      new Request('https://leadlight.test/v1/sites', {
        headers: { authorization: `Bearer ${env.ADMIN_TOKEN}` },
      }),
      { ...env, LIMITS, API_LIMIT },
    );
  expect([(await ask('on')).status, (await ask('on')).status]).toEqual([200, 200]);
  const refused = await ask('on');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
  expect(await refused.json()).toMatchObject({ code: 'rate_limited' });
  expect((await ask('off')).status).toBe(200);
  expect(asked).toEqual(['bootstrap', 'bootstrap', 'bootstrap']);
});

const site = (json: string) => ({ body: json });
const nested = (depth: number) => `{"name":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

test.each([
  ['no JSON', site('name=x'), 400, 'invalid_json'],
  ['JSON cut short', site('{"name":"x"'), 400, 'invalid_json'],
  ['bytes that are not UTF-8', { body: new Blob([new Uint8Array([0x22, 0xff, 0x22])]) }, 400, 'invalid_json'],
  ['the deepest JSON that is let through', site(nested(apiLimits.maxDepth)), 400, 'invalid_request'],
  ['JSON one level too deep', site(nested(apiLimits.maxDepth + 1)), 400, 'invalid_json'],
  ['JSON 100,000 levels deep', site(nested(100_000)), 400, 'invalid_json'],
  [
    'brackets inside a string',
    site(`{"name":"${'['.repeat(100)}\\"{{{","origins":["https://a.test"]}`),
    201,
    undefined,
  ],
  ['no body', {}, 400, 'invalid_request'],
  ['a list', site('[]'), 400, 'invalid_request'],
  ['null', site('null'), 400, 'invalid_request'],
  ['a key of __proto__', site('{"__proto__":{"name":"x"}}'), 400, 'invalid_request'],
  ['the largest body', site(`"${'x'.repeat(apiLimits.maxBodyBytes - 2)}"`), 400, 'invalid_request'],
  ['a body one byte too large', site(`"${'x'.repeat(apiLimits.maxBodyBytes - 1)}"`), 413, 'too_large'],
  [
    'a body too large in bytes, not in characters',
    site(`"${'é'.repeat(apiLimits.maxBodyBytes / 2)}"`),
    413,
    'too_large',
  ],
])('a body of %s', async (_, { body }: { body?: unknown }, status, code) => {
  const answer = await call('POST /v1/sites', { body });
  expect([answer.status, answer.body.code]).toEqual([status, code]);
});

test('a stream of unknown length is cut off at the limit', async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 64 * 1024;
      controller.enqueue(new Uint8Array(64 * 1024).fill(32));
      if (sent > 64 * 1024 * 1024) controller.close();
    },
  });
  const request = new Request('https://leadlight.test/v1/sites', {
    method: 'POST',
    headers: { authorization: `Bearer ${env.ADMIN_TOKEN}` },
    body: endless,
  });
  const answer = await buildApp().fetch(request, env);
  expect(answer.status).toBe(413);
  expect(sent).toBeLessThan(2 * 1024 * 1024);
});

test('a body is JSON whatever its content-type: curl says it is a form', async () => {
  for (const type of [
    'application/x-www-form-urlencoded',
    'text/plain',
    'application/json; charset=utf-8',
    'x',
  ]) {
    const body = { name: 'Acme', origins: ['https://acme.test'] };
    expect((await call('POST /v1/sites', { body, headers: { 'content-type': type } })).status).toBe(201);
  }
});

test('an unknown path is 404, a known one under another method 405 and says which', async () => {
  const unknown = await call('GET /v1/nothing');
  expect([unknown.status, unknown.body.code]).toEqual([404, 'not_found']);
  const asJson = { accept: 'application/json' };
  expect((await call('GET /nothing', { token: null, headers: asJson })).body).toMatchObject({
    status: 404,
    code: 'not_found',
  });
  const put = await call('PUT /v1/sites', { body: {} });
  expect([put.status, put.body.code, put.headers.get('allow')]).toEqual([
    405,
    'method_not_allowed',
    'POST, GET, HEAD',
  ]);
  const health = await call('DELETE /healthz', { token: null });
  expect([health.status, health.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});

test('health is public', async () => {
  const { status, headers, body } = await call('GET /healthz', { token: null });
  expect(headers.get('cache-control')).toBeNull();
  expect([status, body]).toEqual([200, { ok: true, version: expect.stringMatching(/^\d+\.\d+\.\d+$/) }]);
});

test('HEAD answers as GET does, without the body', async () => {
  for (const path of ['/healthz', '/v1/sites', '/openapi.json', '/docs']) {
    const { status, body } = await call(`HEAD ${path}`);
    expect([path, status, body]).toEqual([path, 200, '']);
  }
});

test('answers carry the headers that keep them where they belong', async () => {
  for (const [path, cache] of [
    ['/v1/sites', 'no-store'],
    ['/v1/nothing', 'no-store'],
    ['/v1/usage', 'no-store'],
    ['/healthz', 'no-store'],
    ['/openapi.json', null],
  ] as const) {
    const { headers } = await call(`GET ${path}`, { headers: { origin: 'https://elsewhere.test' } });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe(cache);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
});
