// A link that opens just one person's page for a colleague without an account: made on the page or by the API, expiring,
// revocable, and showing nobody else.

import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { buildApp } from '../../../worker/app.ts';
import { base, call, newSite, newToken } from '../../support/api.ts';
import { signIn, textOf, visit } from '../../support/browser/pages.ts';
import { keyOf } from '../../support/sites.ts';

const dayMs = 86_400_000;

/** A person of Acme, known by email. */
async function person(site: string, email: string, more: object = {}): Promise<string> {
  const events = [
    { kind: 'page_view', url: 'https://acme.test/pricing', device: crypto.randomUUID(), email, ...more },
  ];
  await call(`POST /v1/sites/${site}/events`, { body: { events } });
  return (await call(`GET /v1/sites/${site}/visitors?email=${email}`)).body.data[0].id;
}

/** A site with Ann and her colleague Bob, and a link to Ann. */
async function shared() {
  const site = await newSite();
  const ann = await person(site, 'ann@acme.test');
  const bob = await person(site, 'bob@acme.test');
  const path = `/v1/sites/${site}/visitors/${ann}/shares`;
  const { status, body } = await call(`POST ${path}`, { body: { days: 7 } });
  expect(status).toBe(201);
  return { site, ann, bob, path, share: body.id as string, link: (body.url as string).replace(base, '') };
}

const ended = 'This link has ended';

test('a link shows the person, and nobody else, nothing to press and no way to another page', async () => {
  const { site, ann, bob, link } = await shared();
  const { status, html, headers } = await visit(link);
  expect(status).toBe(200);
  const text = textOf(html);
  for (const part of ['ann@acme.test', 'Timeline', '/pricing']) expect(text).toContain(part);
  for (const other of [bob, 'bob@', 'olleague', ann]) expect(html).not.toContain(other);
  expect(html).not.toMatch(/<form|<button|<input|<nav|<script/);
  const links = [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = '']) => href);
  expect(links.filter((href) => !href.startsWith('#') && !href.startsWith('https://acme.test/'))).toEqual([]);
  expect(html).not.toContain(`/s/${site}`);
  expect(/<title>(.*?)<\/title>/.exec(html)?.[1]).toBe('Shared with you · Leadlight');
  expect(html).toContain('<meta name="robots" content="noindex"');
  expect(
    Object.fromEntries(
      ['referrer-policy', 'cache-control', 'x-robots-tag', 'x-frame-options'].map((name) => [
        name,
        headers.get(name),
      ]),
    ),
  ).toEqual({
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex, nofollow',
    'x-frame-options': 'DENY',
  });
  expect(headers.get('set-cookie')).toBe(null);
});

test('what colleagues wrote about the person, and who they are, is not on the page of a link', async () => {
  const { site, ann, link } = await shared();
  const { id: tokenId, token } = (
    await call('POST /v1/tokens', { body: { role: 'editor', label: 'Cleo Colleague', site } })
  ).body;
  const record = (what: string, body: object) =>
    call(`POST /v1/sites/${site}/visitors/${ann}/${what}`, {
      token,
      body: { id: crypto.randomUUID(), ...body },
    });
  await record('adjustments', { points: 20, reason: 'Dan says she has budget' });
  await record('notes', { text: 'Dan met her' });
  await record('state', { state: 'rejected', reason: 'Dan disagrees' });
  await record('owner', { owner: 'Cleo Colleague' });
  await call(`POST /v1/sites/${site}/visitors/${ann}/adjustments`, {
    body: { id: crypto.randomUUID(), points: 5, reason: 'Dan again' },
  });
  const { html } = await visit(link);
  const text = textOf(html);
  for (const said of ['Adjusted by hand', '+20', '+5']) expect(text).toContain(said);
  for (const hidden of ['Dan', 'Cleo', 'administrator', tokenId, 'bootstrap'])
    expect(html).not.toContain(hidden);
});

test('a long timeline goes on behind the same link, and a cursor of elsewhere leads to its start', async () => {
  const { site, link } = await shared();
  const events = Array.from({ length: 120 }, (_, index) => ({
    ...{ kind: 'page_view', url: `https://acme.test/page-${index}`, email: 'ann@acme.test' },
    at: Date.now() - index * 60_000,
  }));
  await call(`POST /v1/sites/${site}/events`, { body: { events } });
  const { html } = await visit(link);
  const older = /<a href="([^"]*)">Older/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect(older.startsWith(`${link}?cursor=`)).toBe(true);
  const next = await visit(older.replace(/#.*/, ''));
  expect([next.status, next.html.includes('/page-118')]).toEqual([200, true]);
  expect((await visit(`${link}?cursor=made-up`)).location).toBe(link);
});

test('a link ends when its days are over, to the second', async () => {
  const site = await newSite();
  const ann = await person(site, 'ann@acme.test');
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const start = Date.now();
    vi.setSystemTime(start);
    for (const days of [1, 7, 30]) {
      vi.setSystemTime(start);
      const { body } = await call(`POST /v1/sites/${site}/visitors/${ann}/shares`, { body: { days } });
      const path = body.url.replace(base, '');
      expect(body.expiresAt).toBe(start + days * dayMs);
      vi.setSystemTime(start + days * dayMs - 1);
      expect([days, (await visit(path)).status]).toEqual([days, 200]);
      vi.setSystemTime(start + days * dayMs);
      const over = await visit(path);
      expect([days, over.status, textOf(over.html)]).toEqual([days, 404, expect.stringContaining(ended)]);
    }
    const { body } = await call(`GET /v1/sites/${site}/visitors/${ann}/shares`);
    expect(body.data).toEqual([]);
  } finally {
    vi.useRealTimers();
  }
});

test('a revoked link is out at once, and both are recorded with who did it', async () => {
  const { site, ann, path, share, link } = await shared();
  const editor = await newToken('editor', site);
  const listed = (await call(`GET ${path}`, { token: editor })).body.data;
  expect(listed).toEqual([
    {
      id: share,
      createdAt: expect.any(Number),
      expiresAt: expect.any(Number),
      by: { id: 'bootstrap', label: null },
    },
  ]);
  expect((await call(`DELETE ${path}/${share}`, { token: editor })).status).toBe(204);
  expect((await visit(link)).status).toBe(404);
  expect((await call(`DELETE ${path}/${share}`, { token: editor })).status).toBe(404);
  const { data } = (await call(`GET /v1/sites/${site}/audit?action=visitor`)).body;
  expect(
    data.map(({ action, actor, detail }: { action: string; actor: { label: string }; detail: object }) => [
      action,
      actor.label,
      detail,
    ]),
  ).toEqual([
    ['visitor.unshare', 'editor of a test', { visitor: ann, share }],
    ['visitor.share', null, { visitor: ann, share, expiresAt: expect.any(Number) }],
  ]);
  expect(JSON.stringify(data)).not.toContain(link.slice('/p/'.length));
});

test('the database holds no link: whoever reads it opens no page', async () => {
  const { link } = await shared();
  const { results } = await env.DB.prepare('select * from share').all();
  expect(JSON.stringify(results)).not.toContain(link.slice('/p/'.length));
  for (const { hash, id } of results) {
    for (const guess of [hash, id]) expect((await visit(`/p/${guess}`)).status).toBe(404);
  }
});

test('every link that opens nothing gets the same answer', async () => {
  const { link } = await shared();
  const last = link.at(-1) === 'A' ? 'B' : 'A';
  const wrong = [
    '/p/x',
    `${link}x`,
    link.slice(0, -1),
    link.slice(0, -1) + last,
    `/p/${'a'.repeat(43)}`,
    '/p/%00',
    '/p/%F0',
    `/p/${'x'.repeat(5_000)}`,
  ];
  const answers = await Promise.all(wrong.map((path) => visit(path)));
  for (const [index, { status, html, headers }] of answers.entries()) {
    expect([wrong[index], status, html]).toEqual([wrong[index], 404, answers[0]?.html]);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  }
  expect(textOf(answers[0]?.html ?? '')).toContain(ended);
});

test('the export of the person tells of their links, and nothing that opens one or names who made it', async () => {
  const { site, ann, bob, path } = await shared();
  await call(`POST ${path}`, { body: { days: 1 } });
  const exportOf = async (visitor: string) =>
    (await call(`GET /v1/sites/${site}/visitors/${visitor}/export`)).body.shares;
  const listed = (await call(`GET ${path}`)).body.data;
  expect(await exportOf(ann)).toEqual(
    listed.map(({ createdAt, expiresAt }: Record<string, number>) => ({ createdAt, expiresAt })),
  );
  expect([listed.length, await exportOf(bob)]).toEqual([2, []]);
});

test('erasing the person ends the links and leaves no row of them', async () => {
  const { site, ann, bob, link } = await shared();
  const other = (await call(`POST /v1/sites/${site}/visitors/${bob}/shares`, { body: { days: 1 } })).body;
  expect((await call(`DELETE /v1/sites/${site}/visitors/${ann}`)).status).toBe(200);
  expect((await visit(link)).status).toBe(404);
  const { results } = await env.DB.prepare(`select id from share where site = ${keyOf('?1')}`)
    .bind(site)
    .all();
  expect(results).toEqual([{ id: other.id }]);
  expect((await visit(other.url.replace(base, ''))).status).toBe(200);
});

test('once the person is merged into another, their link opens nothing; erasing the survivor removes its row', async () => {
  const site = await newSite();
  const bea = await person(site, 'bea@acme.test');
  const known = await person(site, 'b@acme.test', { userId: 'u-1' });
  const links = new Map<string, string>();
  for (const visitor of [bea, known]) {
    const { body } = await call(`POST /v1/sites/${site}/visitors/${visitor}/shares`, { body: { days: 7 } });
    links.set(visitor, body.url.replace(base, ''));
  }
  await env.DB.prepare(
    `insert into absorbed (site, visitor, survivor) select site, visitor, (select visitor from lead where email = 'b@acme.test' and site = ${keyOf('?1')})
     from lead where site = ${keyOf('?1')} and email = 'bea@acme.test'`,
  )
    .bind(site)
    .run();
  await env.DB.prepare(
    `delete from score where site = ${keyOf('?1')} and visitor = (select visitor from absorbed where site = ${keyOf('?1')})`,
  )
    .bind(site)
    .run();
  await env.DB.prepare(`delete from lead where site = ${keyOf('?1')} and email = 'bea@acme.test'`)
    .bind(site)
    .run();
  expect((await call(`GET /v1/sites/${site}/visitors/${bea}`)).body.id).toBe(known);
  const merged = await visit(links.get(bea) ?? '');
  expect([merged.status, merged.html.includes('b@acme')]).toEqual([404, false]);
  expect((await visit(links.get(known) ?? '')).status).toBe(200);
  expect((await call(`DELETE /v1/sites/${site}/visitors/${known}`)).status).toBe(200);
  const { results } = await env.DB.prepare(`select id from share where site = ${keyOf('?1')}`)
    .bind(site)
    .all();
  expect(results).toEqual([]);
});

test('deleting the site ends its links', async () => {
  const { site, link } = await shared();
  expect((await call(`DELETE /v1/sites/${site}`, { plan: 'paid' })).status).toBe(204);
  expect((await visit(link)).status).toBe(404);
});

test('programs that preview links are told nothing about anybody', async () => {
  const { link } = await shared();
  const agents = [
    'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
    'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
    'WhatsApp/2.23.20.0',
    'TelegramBot (like TwitterBot)',
    'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com',
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  ];
  for (const agent of agents) {
    const { status, html } = await visit(link, { headers: { 'user-agent': agent } });
    expect([agent, status]).toEqual([agent, 403]);
    expect(html).not.toContain('ann@acme');
  }
  const person =
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15';
  expect((await visit(link, { headers: { 'user-agent': person } })).status).toBe(200);
});

test('guesses of one address are braked together with those of tokens, and a link that works there is not', async () => {
  const { link } = await shared();
  const open = async (path: string, address: string) => {
    const request = new Request(base + path, { headers: { 'cf-connecting-ip': address } });
    return (await buildApp().fetch(request, { ...env, LIMITS: 'on' })).status;
  };
  const address = '192.0.2.77';
  expect(await open(link, address)).toBe(200);
  const statuses = [];
  for (let i = 0; i < 80; i++) statuses.push(await open(`/p/${String(i).padStart(43, 'a')}`, address));
  expect([statuses[0], statuses.at(-1)]).toEqual([404, 429]);
  expect(await open(link, address)).toBe(200);
});

test('a failure is logged without the secret', async () => {
  const { link } = await shared();
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const DB = new Proxy(env.DB, {
    get: () => () => {
      throw new Error('down');
    },
  });
  const answer = await buildApp().fetch(new Request(base + link), { ...env, DB });
  expect(answer.status).toBe(500);
  expect(log.mock.calls.flat().map(String).join(' ')).toContain('GET /p/…');
  expect(log.mock.calls.flat().map(String).join(' ')).not.toContain(link.slice('/p/'.length));
  log.mockRestore();
});

test.each([
  ['read', 'POST', 403],
  ['write', 'POST', 403],
  ['editor', 'POST', 201],
  ['admin', 'POST', 201],
  ['read', 'GET', 200],
  ['write', 'GET', 403],
])('the role %s gets for %s %i', async (role, method, status) => {
  const site = await newSite();
  const ann = await person(site, 'ann@acme.test');
  const token = await newToken(role, site);
  const body = method === 'POST' ? { body: { days: 1 } } : {};
  expect((await call(`${method} /v1/sites/${site}/visitors/${ann}/shares`, { token, ...body })).status).toBe(
    status,
  );
});

test.each([{}, { days: 2 }, { days: '7' }, { days: -1 }, { days: 1e9 }, { days: 7, visitor: 'x' }])(
  'a link with %j is refused',
  async (body) => {
    const site = await newSite();
    const ann = await person(site, 'ann@acme.test');
    expect((await call(`POST /v1/sites/${site}/visitors/${ann}/shares`, { body })).status).toBe(400);
    expect((await call(`GET /v1/sites/${site}/visitors/${ann}/shares`)).body.data).toEqual([]);
  },
);

test('nobody has links, nor does a person of another site, and a person has at most twenty', async () => {
  const { site, ann, path, share } = await shared();
  const other = await newSite();
  for (const visitor of ['nobody', 'A'.repeat(22), ann]) {
    const where = `/v1/sites/${other}/visitors/${visitor}/shares`;
    expect((await call(`POST ${where}`, { body: { days: 1 } })).status).toBe(404);
    expect((await call(`GET ${where}`)).status).toBe(404);
    expect((await call(`DELETE ${where}/${share}`)).status).toBe(404);
  }
  for (let made = 1; made < 20; made++) {
    expect((await call(`POST ${path}`, { body: { days: 30 } })).status).toBe(201);
  }
  expect((await call(`POST ${path}`, { body: { days: 30 } })).status).toBe(409);
  expect((await call(`GET ${path}`)).body.data.length).toBe(20);
  expect((await call(`DELETE ${path}/${share}`)).status).toBe(204);
  expect((await call(`POST ${path}`, { body: { days: 30 } })).status).toBe(201);
  expect((await visit(`/s/${site}`)).status).toBe(303);
});

test('an editor makes a link on the page, sees it once, and revokes it there; a reader finds no button', async () => {
  const site = await newSite();
  const ann = await person(site, 'ann@acme.test');
  const page = `/s/${site}/visitors/${ann}`;
  const cookie = await signIn(await newToken('editor', site));
  expect((await visit(page, { cookie })).html).toContain('Links for colleagues');
  const made = await visit(`${page}/shares`, { cookie, form: { form: 'make', days: '1' } });
  const link = /\/p\/[\w-]{43}/.exec(made.html)?.[0] ?? '';
  expect([made.status, (await visit(link)).status]).toEqual([200, 200]);
  const listed = await visit(page, { cookie });
  expect(textOf(listed.html)).toMatch(/Valid until \w+ \w+ , made by editor of a test Revoke/);
  expect(listed.html).not.toContain(link);
  const share = /name="share" value="(\w+)"/.exec(listed.html)?.[1] ?? '';

  const reader = await signIn(await newToken('read', site));
  expect((await visit(page, { cookie: reader })).html).not.toContain('Links for colleagues');
  for (const form of [
    { form: 'make', days: '1' },
    { form: 'revoke', share },
  ]) {
    expect(
      (await visit(`${page}/shares`, { cookie: reader, form: form as Record<string, string> })).status,
    ).toBe(403);
  }
  const revoked = await visit(`${page}/shares`, { cookie, form: { form: 'revoke', share } });
  expect([revoked.status, revoked.location]).toEqual([303, `${page}#shares`]);
  expect((await visit(link)).status).toBe(404);
  for (const form of [{ form: 'make', days: '2' }, { form: 'make' }, { form: 'x' }]) {
    expect((await visit(`${page}/shares`, { cookie, form: form as Record<string, string> })).status).toBe(
      400,
    );
  }
});

test('hostile names are text on the page of a link', async () => {
  const site = await newSite();
  const name = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
  const ann = await person(site, 'ann@acme.test', { kind: 'identify', traits: { name, company: name } });
  const { body } = await call(`POST /v1/sites/${site}/visitors/${ann}/shares`, { body: { days: 1 } });
  const { status, html } = await visit(body.url.replace(base, ''));
  expect(status).toBe(200);
  expect(textOf(html)).toContain('<script>alert(1)</script>');
  expect(html).not.toMatch(/<script|<img/);
});
