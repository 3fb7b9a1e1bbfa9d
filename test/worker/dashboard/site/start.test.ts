// The first steps of a new site: each is done once it has happened and not before, and at the end nothing points to them.

import { beforeAll, expect, test } from 'vitest';
import { defaultModel } from '../../../../schema/model/default-model.ts';
import { call, newSite, newToken } from '../../../support/api.ts';
import { signIn, textOf, visit } from '../../../support/browser/pages.ts';

let cookie: string;

beforeAll(async () => {
  cookie = await signIn();
});

const device = 'd0000000-0000-4000-8000-000000000001';

/** What a browser sends from the site. */
async function send(site: string, event: Record<string, unknown>): Promise<void> {
  const events = [{ id: crypto.randomUUID(), at: Date.now(), url: 'https://acme.test/', ...event }];
  const body = { site, device, session: device, sentAt: Date.now(), events };
  const headers = { origin: 'https://acme.test', 'user-agent': 'Mozilla/5.0 Firefox/153.0' };
  expect((await call('POST /e', { body, headers, token: null })).body.accepted).toBe(1);
}

async function open(site: string, path = '/start', headers = {}) {
  const { status, html } = await visit(`/s/${site}${path}`, { cookie, headers });
  expect(status).toBe(200);
  return { html, text: textOf(html) };
}

/** The titles of the steps that are done. */
async function doneOf(site: string): Promise<string[]> {
  const { html } = await open(site);
  const items = html.match(/<li class="card step-done"[\s\S]*?<\/h2>/g) ?? [];
  return items.map((item) => textOf(item).replace('Done: ', ''));
}

const titles = [
  'Make the site',
  'Put the tag on its pages',
  'Let a page count',
  'Send a form',
  'See the first lead',
];

test('each step is done once it has happened, in whatever order, and the page says what is left', async () => {
  const site = await newSite();
  expect(await doneOf(site)).toEqual(titles.slice(0, 1));
  const { html, text } = await open(site);
  expect(text).toContain('1 of 5 are done');
  expect(html.match(/data-live="5"/g)).toHaveLength(2);
  for (const path of ['/settings', '/install', '']) expect(html).toContain(`href="/s/${site}${path}"`);
  expect(html).toContain('href="https://acme.test"');

  await send(site, { kind: 'page_view' });
  expect(await doneOf(site)).toEqual(titles.slice(0, 2));
  await send(site, { kind: 'page_view', url: 'https://acme.test/careers' });
  expect(await doneOf(site)).toEqual(titles.slice(0, 2));
  await send(site, { kind: 'page_view', url: 'https://acme.test/preise' });
  expect(await doneOf(site)).toEqual(titles.slice(0, 3));
  expect((await open(site, '')).html).toContain(`href="/s/${site}/start"`);

  await send(site, { kind: 'form_fill', form: 'contact', email: 'ann@acme.test' });
  const all = await open(site);
  expect(all.text).toContain('All five are done');
  expect(all.html).toContain(`href="/s/${site}?status=hot"`);
  expect(all.html).not.toContain('class="card"');
  expect((await open(site, '')).html).not.toContain(`href="/s/${site}/start"`);
});

test('who is known without points above the lowest level is no lead yet', async () => {
  const site = await newSite();
  await send(site, { kind: 'identify', email: 'ann@acme.test' });
  expect(await doneOf(site)).toEqual([titles[0], titles[1], titles[3]]);
  expect((await open(site, '')).html).toContain(`href="/s/${site}/start"`);
});

test('what only the site’s server sends is no sign of the tag', async () => {
  const site = await newSite();
  const events = [{ id: crypto.randomUUID(), kind: 'form_fill', form: 'contact', email: 'bob@acme.test' }];
  await call(`POST /v1/sites/${site}/events`, { body: { events } });
  expect(await doneOf(site)).toEqual([titles[0], titles[3], titles[4]]);
});

test('a model that the owner publishes counts as looked at, a draft does not', async () => {
  const site = await newSite();
  await call(`POST /v1/sites/${site}/models`, { body: { ...defaultModel, halfLifeDays: 14 } });
  expect(await doneOf(site)).toEqual([titles[0]]);
  await call(`POST /v1/sites/${site}/models/2/publish`, { body: {}, plan: 'paid' });
  expect(await doneOf(site)).toEqual([titles[0], titles[2]]);
});

test('a site’s hostile name is text, in both languages, and readers see the steps too', async () => {
  const site = await newSite({ name: '<script>hacked=1</script>`x`' });
  const other = await signIn(await newToken('read', site));
  for (const language of ['en', 'de']) {
    const { status, html } = await visit(`/s/${site}/start`, {
      cookie: other,
      headers: { 'accept-language': language },
    });
    expect([status, html.includes('<script>hacked')]).toEqual([200, false]);
    expect(textOf(html)).toContain(
      language === 'de' ? '1 von 5 sind erledigt' : '<script>hacked=1</script>`x` is there.',
    );
  }
});
