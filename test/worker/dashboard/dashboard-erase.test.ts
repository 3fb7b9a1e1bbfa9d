// Export and erasure on the pages: who may, what is said before, and what is gone after.

import { expect, test } from 'vitest';
import { call, newSite, newToken } from '../../support/api.ts';
import { signIn, textOf, visit } from '../../support/browser/pages.ts';

const own = { 'sec-fetch-site': 'same-origin' };

/** A site and the path of its only visitor: two events on one device. */
async function oneVisitor(): Promise<{ site: string; path: string }> {
  const site = await newSite();
  const device = crypto.randomUUID();
  const event = (kind: string, more: object) => ({ id: crypto.randomUUID(), kind, device, ...more });
  const events = [
    event('page_view', { url: 'https://acme.test/' }),
    event('identify', { email: 'ann@acme.test', userId: '42' }),
  ];
  await call(`POST /v1/sites/${site}/events`, { body: { events } });
  const [{ id }] = (await call(`GET /v1/sites/${site}/visitors`)).body.data;
  return { site, path: `/s/${site}/visitors/${id}` };
}

test('an administrator is told what will be gone, and then it is', async () => {
  const cookie = await signIn();
  const { site, path } = await oneVisitor();
  expect((await visit(path, { cookie })).html).toContain(`href="${path}/erase"`);

  const asked = await visit(`${path}/erase`, { cookie });
  expect(asked.status).toBe(200);
  const text = textOf(asked.html);
  for (const said of [
    'Erase ann@acme.test',
    '2 events',
    '1 device',
    'the email ann@acme.test',
    'the user id 42',
  ])
    expect(text).toContain(said);
  expect((await call(`GET /v1/sites/${site}/visitors`)).body.data).toHaveLength(1);

  const done = await visit(`${path}/erase`, { cookie, form: {}, headers: own });
  expect([done.status, textOf(done.html)]).toEqual([200, expect.stringContaining('Removed 2 events')]);
  expect((await call(`GET /v1/sites/${site}/visitors`)).body.data).toEqual([]);
  for (const page of [path, `${path}/erase`, `${path}/export`])
    expect((await visit(page, { cookie })).status).toBe(404);
});

test('erases, within the free plan, somebody whose device and email other people use as well', async () => {
  const cookie = await signIn();
  const { site, path } = await oneVisitor();
  const shared = crypto.randomUUID();
  const identify = (email: string, device: string) => ({ kind: 'identify', email, device });
  const events = [
    identify('ann@acme.test', shared),
    { kind: 'page_view', url: 'https://acme.test/', device: shared },
    identify('bob@acme.test', shared),
    identify('bob@acme.test', crypto.randomUUID()),
  ];
  for (const event of events)
    await call(`POST /v1/sites/${site}/events`, {
      body: { events: [{ ...event, id: crypto.randomUUID() }] },
    });
  const done = await visit(`${path}/erase`, { cookie, form: {}, headers: own });
  expect([done.status, textOf(done.html)]).toEqual([200, expect.stringContaining('Erased')]);
  const left = (await call(`GET /v1/sites/${site}/visitors`)).body.data;
  expect(left.map(({ email }: { email: string | null }) => email)).toEqual(['bob@acme.test']);
});

test('a form that another site sends erases nobody', async () => {
  const cookie = await signIn();
  const { site, path } = await oneVisitor();
  const sent = await visit(`${path}/erase`, {
    cookie,
    form: {},
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  expect(sent.status).toBe(403);
  expect((await call(`GET /v1/sites/${site}/visitors`)).body.data).toHaveLength(1);
});

test.each(['read', 'editor'])(
  'a token with the role %s may export, and neither sees nor does more',
  async (role) => {
    const { site, path } = await oneVisitor();
    const cookie = await signIn(await newToken(role, site));
    const page = await visit(path, { cookie });
    expect(page.html).toContain(`href="${path}/export"`);
    expect(page.html).not.toContain('/erase"');
    expect((await visit(`${path}/erase`, { cookie })).status).toBe(403);
    expect((await visit(`${path}/erase`, { cookie, form: {}, headers: own })).status).toBe(403);
    const file = await visit(`${path}/export`, { cookie });
    expect(JSON.parse(file.html).visitor.email).toBe('ann@acme.test');
  },
);

test('the export is a file to keep, and nothing keeps it on the way', async () => {
  const cookie = await signIn();
  const { path } = await oneVisitor();
  const { headers } = await visit(`${path}/export`, { cookie });
  expect([headers.get('content-disposition'), headers.get('cache-control')]).toEqual([
    expect.stringMatching(/^attachment; filename="visitor-[\w-]+\.json"$/),
    'no-store',
  ]);
});
