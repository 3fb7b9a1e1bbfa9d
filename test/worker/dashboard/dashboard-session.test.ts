// Who gets to the marketer's pages, for how long, and what no other page can make their browser do.

import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { buildApp } from '../../../worker/app.ts';
import { base, call, newSite, newToken } from '../../support/api.ts';
import { signIn, textOf, visit } from '../../support/browser/pages.ts';
import { countHeader, rowsHeader } from '../../support/database/limited-entry.ts';

const known = 'Invalid token';

test('nobody sees more than a form that asks for a token', async () => {
  const site = await newSite();
  const start = await visit('/');
  expect([start.status, textOf(start.html)]).toEqual([200, expect.stringContaining('Access token')]);
  expect(start.html).toMatch(/<input[^>]*name="token"[^>]*type="password"[^>]*autocomplete="off"/);
  for (const path of [`/s/${site}`, `/s/${site}/visitors/x`, '/s/no-such-site', '/s/x/y/z']) {
    const { status, location, html } = await visit(path);
    expect([path, status, location]).toEqual([path, 303, `/?next=${encodeURIComponent(path)}`]);
    expect(html).toBe('');
  }
});

test.each(['admin', 'editor', 'read'])('a token with the role %s opens a session', async (role) => {
  const site = await newSite();
  const cookie = await signIn(await newToken(role, site));
  expect((await visit(`/s/${site}`, { cookie })).status).toBe(200);
});

test('a token that may only write is told why it is refused', async () => {
  const { status, html, headers } = await visit('/sign-in', { form: { token: await newToken('write') } });
  expect([status, headers.get('set-cookie')]).toEqual([403, null]);
  expect(textOf(html)).toContain('A token with the role "write" can only send events');
});

test('wrong tokens all get the same answer', async () => {
  const token = await newToken('read');
  const wrong = [
    'x',
    `${token}x`,
    token.slice(0, -1),
    `ll_${'a'.repeat(12)}_${'b'.repeat(43)}`,
    '<b>',
    '\u0000',
  ];
  const pages = await Promise.all(
    wrong.map((presented) => visit('/sign-in', { form: { token: presented } })),
  );
  for (const { status, headers, html } of pages) {
    expect([status, headers.get('set-cookie'), html]).toEqual([401, null, pages[0]?.html]);
    expect(textOf(html)).toContain(known);
  }
  const empty = await visit('/sign-in', { form: { token: ' ' } });
  expect([empty.status, textOf(empty.html)]).toEqual([400, expect.stringContaining('Paste a token')]);
});

test('a form that is too large, or is none, signs nobody in', async () => {
  for (const body of ['x'.repeat(9_000), `token=${env.ADMIN_TOKEN}&x=${'x'.repeat(9_000)}`, '{"token":1}']) {
    const headers = { 'sec-fetch-site': 'same-origin' };
    const request = new Request(`${base}/sign-in`, { method: 'POST', headers, body });
    expect((await buildApp().fetch(request, env)).status).toBe(400);
  }
});

test('the cookie is for this host alone, hidden from scripts, and holds no token', async () => {
  const token = await newToken('read');
  const { headers } = await visit('/sign-in', { form: { token } });
  const cookie = headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^__Host-leadlight-session=\d{13}\.[\w-]{43};/);
  for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/', 'Max-Age=43200']) {
    expect(cookie.split('; ')).toContain(part);
  }
  expect(cookie).not.toMatch(/domain/i);
  expect(cookie).not.toContain(token.slice('ll_123456789012_'.length));
  expect(await signIn()).not.toContain(env.ADMIN_TOKEN);
});

test('over http, as npm start serves it, the cookie has no prefix that browsers would refuse', async () => {
  const request = new Request('http://localhost:8787/sign-in', {
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ token: env.ADMIN_TOKEN }),
  });
  const cookie = (await buildApp().fetch(request, env)).headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^leadlight-session=/);
  expect(cookie).not.toContain('Secure');
});

test('signing in leads back to the page that was asked for, and never to another host', async () => {
  const cases = [
    ['/s/acme', '/s/acme'],
    ['/s/acme/visitors/A_b-9', '/s/acme/visitors/A_b-9'],
    ['/s/acme?status=warm&q=a%40b&cursor=x-_.y', '/s/acme?status=warm&q=a%40b&cursor=x-_.y'],
    ['/s/acme/install?platform=wix', '/s/acme/install?platform=wix'],
    ['/s/acme/matrix', '/s/acme/matrix'],
    ['/s/acme/companies?sort=people', '/s/acme/companies?sort=people'],
    ['/s/acme/companies/acme.example', '/s/acme/companies/acme.example'],
    [
      "/s/acme/companies/o'hara%20%26%20sons%2C%20z%C3%BCrich",
      "/s/acme/companies/o'hara%20%26%20sons%2C%20z%C3%BCrich",
    ],
    ['/s/acme/companies/a/../../../sign-out', '/'],
    ['/s/acme/nothing', '/'],
    ['//evil.test', '/'],
    ['/\\evil.test', '/'],
    ['https://evil.test/s/acme', '/'],
    ['/s/acme/../../sign-out', '/'],
    ['/s/acme\r\nset-cookie: a=b', '/'],
    ['javascript:alert(1)', '/'],
    ['', '/'],
  ];
  for (const [next = '', location] of cases) {
    const form = { token: env.ADMIN_TOKEN, next };
    expect([next, (await visit('/sign-in', { form })).location]).toEqual([next, location]);
  }
  const { html } = await visit(`/?next=${encodeURIComponent('/s/acme?q="><script>')}`);
  expect(html).toContain('name="next" value="/"');
});

test('a revoked token is out at the next request', async () => {
  const site = await newSite();
  const token = await newToken('read', site);
  const cookie = await signIn(token);
  expect((await visit(`/s/${site}`, { cookie })).status).toBe(200);
  expect((await call(`DELETE /v1/tokens/${token.split('_')[1]}`)).status).toBe(204);
  expect((await visit(`/s/${site}`, { cookie })).status).toBe(303);
});

test('a session ends after its twelve hours, to the second', async () => {
  const site = await newSite();
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const start = Math.ceil(Date.now() / 1_000) * 1_000;
    vi.setSystemTime(start);
    const cookie = await signIn();
    for (const [after, status] of [
      [0, 200],
      [43_199_999, 200],
      [43_200_000, 303],
    ] as const) {
      vi.setSystemTime(start + after);
      expect([after, (await visit(`/s/${site}`, { cookie })).status]).toEqual([after, status]);
    }
  } finally {
    vi.useRealTimers();
  }
});

test('a cookie that is not exactly the one given opens nothing', async () => {
  const site = await newSite();
  const path = `/s/${site}`;
  const readCookie = await signIn(await newToken('read', site));
  const [name, value = ''] = readCookie.split('=');
  const [end, secret = ''] = value.split('.');
  const flipped = secret.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  const forged = {
    'a later end': `${Number(end) + 1}.${secret}`,
    'a changed secret': `${end}.${flipped}`,
    'a secret cut short': `${end}.${secret.slice(0, -1)}`,
    'no secret': `${end}.`,
    'no end': secret,
    'more behind it': `${value}.x`,
    nothing: '',
  };
  for (const [what, changed] of Object.entries(forged)) {
    expect([what, (await visit(path, { cookie: `${name}=${changed}` })).status]).toEqual([what, 303]);
  }
  // Over https the name without the prefix, which a sister domain could set, does not count.
  expect((await visit(path, { cookie: `leadlight-session=${value}` })).status).toBe(303);
  expect((await visit(path, { cookie: readCookie })).status).toBe(200);
});

test('another ADMIN_TOKEN ends every session, and without one nobody signs in', async () => {
  const site = await newSite();
  const sessions = [await signIn(), await signIn(await newToken('read', site))];
  for (const cookie of sessions) {
    for (const secret of ['another', '', undefined] as (string | undefined)[]) {
      const request = new Request(`${base}/s/${site}`, { headers: { cookie }, redirect: 'manual' });
      const answer = await buildApp().fetch(request, { ...env, ADMIN_TOKEN: secret as string });
      expect(answer.status).toBe(303);
    }
  }
  const body = new URLSearchParams({ token: await newToken('read', site) });
  const headers = { 'sec-fetch-site': 'same-origin' };
  const request = new Request(`${base}/sign-in`, { method: 'POST', headers, body });
  const answer = await buildApp().fetch(request, { ...env, ADMIN_TOKEN: '' });
  expect([answer.status, textOf(await answer.text())]).toEqual([503, expect.stringContaining('ADMIN_TOKEN')]);
});

test('signing out takes the cookie away', async () => {
  const { status, location, headers } = await visit('/sign-out', { cookie: await signIn(), form: {} });
  expect([status, location]).toEqual([303, '/']);
  expect(headers.get('set-cookie')).toMatch(
    /^__Host-leadlight-session=; Max-Age=0; Path=\/; HttpOnly; Secure/,
  );
});

test('a copy of the cookie opens nothing after its session was signed out, and other sessions stay', async () => {
  const site = await newSite();
  const token = await newToken('read', site);
  const [copied, other] = [await signIn(token), await signIn(token)];
  expect((await visit(`/s/${site}`, { cookie: copied })).status).toBe(200);
  await visit('/sign-out', { cookie: copied, form: {} });
  expect((await visit(`/s/${site}`, { cookie: copied })).status).toBe(303);
  expect((await visit(`/s/${site}`, { cookie: other })).status).toBe(200);
});

test('signing out with a cookie of nobody, or with none, is answered the same', async () => {
  const nobody = `__Host-leadlight-session=${Date.now() + 1e6}.${'a'.repeat(43)}`;
  for (const cookie of [undefined, '__Host-leadlight-session=x', nobody]) {
    const { status, location } = await visit('/sign-out', { ...(cookie && { cookie }), form: {} });
    expect([status, location]).toEqual([303, '/']);
  }
});

test('a session costs two rows to open, one to sign out, and none for a page', async () => {
  const rowsOf = async (path: string, visited: Parameters<typeof visit>[1]) => {
    const { headers, cookie } = await visit(path, { ...visited, headers: { [countHeader]: '1' } });
    return { rows: Number(headers.get(rowsHeader)), cookie };
  };
  const site = await newSite();
  const opened = await rowsOf('/sign-in', { form: { token: await newToken('read', site) } });
  const page = await rowsOf(`/s/${site}`, { cookie: opened.cookie });
  const closed = await rowsOf('/sign-out', { cookie: opened.cookie, form: {} });
  expect([opened.rows, page.rows, closed.rows]).toEqual([2, 0, 1]);
});

test('no cookie can be checked against a guess of ADMIN_TOKEN: two sessions of one moment share nothing', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const [one, two] = [await signIn(), await signIn()].map((cookie) => cookie.split(/[=.]/));
    expect(one?.slice(0, 2)).toEqual(two?.slice(0, 2));
    expect(one?.[2]).not.toBe(two?.[2]);
  } finally {
    vi.useRealTimers();
  }
  const { results } = await env.DB.prepare('select * from sign_in').all();
  expect(new Set(results.map(({ seal }) => seal)).size).toBe(results.length);
});

test('the database holds no cookie: whoever reads it opens no session', async () => {
  const site = await newSite();
  const cookie = await signIn(await newToken('read', site));
  const [, end, secret = ''] = cookie.split(/[=.]/);
  const { results } = await env.DB.prepare('select seal from sign_in where expires_at = ?1')
    .bind(Number(end))
    .all<{ seal: string }>();
  expect(results.length).toBeGreaterThan(0);
  for (const { seal } of results) {
    expect(seal).not.toContain(secret);
    for (const value of [`${end}.${seal}`, `${end}.${seal.slice(0, 43)}`]) {
      const { status } = await visit(`/s/${site}`, { cookie: `__Host-leadlight-session=${value}` });
      expect(status).toBe(303);
    }
  }
});

test('a sign-in deletes the rows of sessions that have ended, and no other', async () => {
  const site = await newSite();
  const cookie = await signIn(await newToken('read', site));
  await env.DB.prepare("insert into sign_in values (?1, 'ended', 'bootstrap')")
    .bind(Date.now() - 1)
    .run();
  await signIn();
  const left = await env.DB.prepare('select count(*) n from sign_in where expires_at <= ?1')
    .bind(Date.now())
    .first('n');
  expect(left).toBe(0);
  expect((await visit(`/s/${site}`, { cookie })).status).toBe(200);
});

test('a session ends with its token, to the millisecond', async () => {
  const site = await newSite();
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const start = Date.now();
    const body = { role: 'read', label: 'for an hour', site, expiresAt: start + 3_600_000 };
    const { token } = (await call('POST /v1/tokens', { body })).body;
    const opened = await visit('/sign-in', { form: { token } });
    expect(opened.headers.get('set-cookie')).toContain('Max-Age=3600;');
    for (const [after, status] of [
      [3_599_999, 200],
      [3_600_000, 303],
    ] as const) {
      vi.setSystemTime(start + after);
      expect([after, (await visit(`/s/${site}`, { cookie: opened.cookie })).status]).toEqual([after, status]);
    }
    const late = await visit('/sign-in', { form: { token } });
    expect([late.status, late.headers.get('set-cookie')]).toEqual([401, null]);
    expect(textOf(late.html)).toContain('This token has expired.');
  } finally {
    vi.useRealTimers();
  }
});

test('a token that is made to expire sooner takes its open sessions along', async () => {
  const site = await newSite();
  const token = await newToken('read', site);
  const cookie = await signIn(token);
  await env.DB.prepare('update token set expires_at = ?2 where id = ?1')
    .bind(token.split('_')[1], Date.now())
    .run();
  expect((await visit(`/s/${site}`, { cookie })).status).toBe(303);
});

test.each([
  ['from another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' }, 403],
  ['from a sister domain', { 'sec-fetch-site': 'same-site', origin: 'https://www.leadlight.test' }, 403],
  [
    'said to be ours by Origin alone, by a browser that says otherwise',
    { 'sec-fetch-site': 'cross-site', origin: base },
    403,
  ],
  ['from an opaque origin', { origin: 'null' }, 403],
  ['from another origin, by an older browser', { origin: 'https://leadlight.test.evil.test' }, 403],
  ['over http', { origin: 'http://leadlight.test' }, 403],
  ['from nowhere', {}, 403],
  ['from our own page', { 'sec-fetch-site': 'same-origin', origin: base }, 303],
  ['from our own page, by an older browser', { origin: base }, 303],
])('a form %s', async (_, headers, expected) => {
  for (const [path, form] of [
    ['/sign-in', `token=${env.ADMIN_TOKEN}`],
    ['/sign-out', ''],
  ]) {
    const init = { method: 'POST', body: form as string, redirect: 'manual' as const };
    const type = 'application/x-www-form-urlencoded';
    const request = new Request(base + path, { ...init, headers: { ...headers, 'content-type': type } });
    const answer = await buildApp().fetch(request, env);
    expect([path, answer.status, answer.headers.has('set-cookie')]).toEqual([
      path,
      expected,
      expected === 303,
    ]);
  }
});

test('too many pages are refused by token, where limits are on', async () => {
  const site = await newSite();
  const cookie = await signIn();
  const asked: string[] = [];
  const API_LIMIT = {
    limit: async ({ key }: { key: string }) => ({ success: asked.push(key) === 0 }),
  } as RateLimit;
  const request = new Request(`${base}/s/${site}`, { headers: { cookie } });
  const opened = await buildApp().fetch(request, { ...env, LIMITS: 'on', API_LIMIT });
  expect([opened.status, opened.headers.get('retry-after')]).toEqual([429, '60']);
  expect(asked).toEqual(['bootstrap']);
});

test('a site that the token is not for looks like one that does not exist', async () => {
  const [mine, other] = [await newSite(), await newSite({ name: 'Secret plans' })];
  const cookie = await signIn(await newToken('read', mine));
  const missing = await visit('/s/no-such-site', { cookie });
  for (const path of [`/s/${other}`, `/s/${other}?status=everyone`, `/s/${other}/visitors/x`]) {
    const { status, html } = await visit(path, { cookie });
    expect([path, status, html]).toEqual([path, 404, missing.html]);
  }
  const start = await visit('/', { cookie });
  expect(start.location).toBe(`/s/${mine}`);
  expect((await visit(`/s/${mine}`, { cookie })).html).not.toContain('Secret plans');
});

test('every page may load our style and script and nothing else, is never kept and never framed', async () => {
  const site = await newSite();
  const cookie = await signIn();
  const pages = [
    await visit('/'),
    await visit('/', { cookie }),
    await visit(`/s/${site}`, { cookie }),
    await visit(`/s/${site}/visitors/nobody`, { cookie }),
    await visit('/s/no-such-site', { cookie }),
    await visit('/sign-in'),
    await visit('/sign-in', { form: { token: 'wrong' } }),
    await visit('/sign-in', { form: {}, headers: { 'sec-fetch-site': 'cross-site' } }),
  ];
  const hash = /\/assets\/(\w+)\.js/.exec(pages[2]?.html ?? '')?.[1];
  for (const { headers, html } of pages) {
    expect(headers.get('content-type')).toMatch(/^text\/html; charset=utf-8$/i);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toBe(
      `default-src 'none'; script-src ${base}/assets/${hash}.js; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(html).toMatch(/^<!doctype html><html lang="en">/);
    const own = `<script type="module" src="/assets/${hash}.js"></script>`;
    expect(html.replace(own, '')).not.toMatch(/<script|<style| style=| on[a-z]+=/i);
  }
  for (const path of ['/sign-out', `/s/${site}`]) {
    const { status, headers } = await visit(path);
    expect([path, status, headers.get('cache-control')]).toEqual([path, 303, 'no-store']);
  }
});

test('style, script and icon have addresses of their content, and are kept for good', async () => {
  const { html } = await visit(`/s/${await newSite()}`, { cookie: await signIn() });
  const paths = html.match(/\/assets\/\w+\.\w+/g) ?? [];
  expect(paths.length).toBe(3);
  for (const path of paths) {
    const { status, headers } = await visit(path as string);
    expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(headers.get('content-type')).toMatch(/^(text\/(css|javascript); charset=utf-8|image\/svg\+xml)$/);
  }
  const other = await visit('/assets/of-another-version.css');
  expect([other.status, other.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect((await visit('/assets/x.constructor')).status).toBe(404);
});

test('when the database fails the page says so, and nothing of it', async () => {
  const site = await newSite();
  const cookie = await signIn();
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  for (const [message, status, told] of [
    ['D1_ERROR: D1 DB is overloaded. Too many requests queued.', 503, 'The database is busy'],
    ["D1_ERROR: You have exceeded D1's free tier daily row write limit", 503, 'again after midnight UTC'],
    ['D1_ERROR: Exceeded maximum DB size.', 503, 'The database is full'],
    ['D1_ERROR: no such table: secrets: SQLITE_ERROR', 500, 'Something went wrong on our side'],
  ] as const) {
    const fail = () => Promise.reject(new Error(message));
    const statement = { bind: () => statement, all: fail, run: fail, raw: fail, first: fail };
    const broken = { ...env, DB: { prepare: () => statement, batch: fail } as unknown as D1Database };
    const request = new Request(`${base}/s/${site}`, { headers: { cookie } });
    const answer = await buildApp().fetch(request, broken);
    const html = await answer.text();
    expect([answer.status, textOf(html)]).toEqual([status, expect.stringContaining(told)]);
    expect(answer.headers.has('retry-after')).toBe(status === 503);
    expect(html).not.toContain(message);
  }
  expect(log).toHaveBeenCalledTimes(4);
  log.mockRestore();
});
