// Where somebody came from at first: its name, channel, campaign and page, as the API, the list, its file, fit rules and the pages
// have it, and what happens when an earlier visit arrives later.

import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { siteById } from '../../../worker/store/sites/site-config.ts';
import { call, newSite } from '../../support/api.ts';
import { beaconOf, page, post, wireEvent } from '../../support/beacons.ts';
import { signIn, textOf, visit } from '../../support/browser/pages.ts';
import { expectFold } from '../../support/checks/fold-check.ts';

const hour = 3_600_000;

async function send(site: string, ...events: object[]): Promise<void> {
  const { status, body } = await call(`POST /v1/sites/${site}/events`, { body: { events } });
  expect([status, body.rejected]).toEqual([200, []]);
}

const view = (email: string, more: object = {}) => ({
  ...{ kind: 'page_view', url: 'https://acme.test/', email },
  ...more,
});

async function list(site: string, search = ''): Promise<Record<string, unknown>[]> {
  const { status, body } = await call(`GET /v1/sites/${site}/visitors${search}`);
  expect(status).toBe(200);
  return body.data;
}

async function personOf(site: string, email: string) {
  const [found] = await list(site, `?email=${email}`);
  return (await call(`GET /v1/sites/${site}/visitors/${found?.id}`)).body;
}

async function expectRefolds(site: string): Promise<void> {
  const config = await siteById(env.DB, site, { maxAgeMs: 0 });
  if (config) await expectFold(env.DB, config);
}

test('a beacon tells it, from a campaign, a search engine of any country, a click id, and an app', async () => {
  const site = await newSite({ origins: [page] });
  const cases = [
    [`${page}/Pricing?utm_source=Google&utm_medium=cpc&utm_campaign=Spring`, undefined],
    [`${page}/`, 'https://www.google.de/'],
    [`${page}/`, 'android-app://com.google.android.googlequicksearchbox/'],
    [`${page}/blog?gclid=1`, undefined],
  ];
  for (const [url, referrer] of cases)
    expect((await post(beaconOf({ id: site }, [wireEvent('page_view', { url, referrer })]))).status).toBe(
      202,
    );
  const found = await list(site, '?sort=firstSeen&order=asc&source=google');
  expect(found.map(({ source, channel }) => `${source} ${channel}`).sort()).toEqual(
    ['google organic_search', 'google organic_search', 'google paid_search', 'google paid_search'].sort(),
  );
  const paid = await list(site, '?channel=paid_search');
  const details = await Promise.all(
    paid.map(async ({ id }) => (await call(`GET /v1/sites/${site}/visitors/${id}`)).body.firstVisit),
  );
  expect(details).toContainEqual({
    ...{ channel: 'paid_search', source: 'google', campaign: 'Spring', landing: '/Pricing', referrer: null },
    ...{ utmSource: 'Google', utmMedium: 'cpc', clickId: null },
  });
  expect(details).toContainEqual({
    ...{ channel: 'paid_search', source: 'google', campaign: null, landing: '/blog', referrer: null },
    ...{ utmSource: null, utmMedium: null, clickId: 'gclid' },
  });
  await expectRefolds(site);
});

test('the list and its file filter by channel and by any spelling of a source; a person without a visit is direct', async () => {
  const site = await newSite();
  await send(
    site,
    view('ann@acme.test', { referrer: 'https://chatgpt.com/' }),
    view('bea@acme.test', { url: 'https://acme.test/?utm_source=fb_ads' }),
    view('cem@acme.test'),
  );
  const outcome = { id: 'deal', email: 'dee@acme.test', result: 'open' };
  expect((await call(`POST /v1/sites/${site}/outcomes`, { body: outcome })).status).toBe(200);
  const emails = async (search: string) => (await list(site, search)).map(({ email }) => email).sort();
  expect(await emails('?channel=ai_assistant')).toEqual(['ann@acme.test']);
  expect(await emails('?source=facebook')).toEqual(['bea@acme.test']);
  expect(await emails('?source=Facebook.com')).toEqual(['bea@acme.test']);
  expect(await emails('?source=facebook&channel=paid_social')).toEqual(['bea@acme.test']);
  expect(await emails('?source=facebook&channel=email')).toEqual([]);
  expect(await emails('?channel=direct')).toEqual(['cem@acme.test', 'dee@acme.test']);
  expect((await personOf(site, 'dee@acme.test')).firstVisit).toBeNull();
  const refused = await call(`GET /v1/sites/${site}/visitors?channel=paid`);
  expect([refused.status, refused.body.errors[0].path]).toEqual([400, 'channel']);
  const file = (await call(`GET /v1/sites/${site}/visitors.csv?channel=ai_assistant`)).body;
  const [head = '', row = ''] = file.split('\r\n');
  expect(
    row.split(',')[
      head
        .replace(/^\uFEFF/, '')
        .split(',')
        .indexOf('channel')
    ],
  ).toBe('ai_assistant');
});

test('what occurred earlier is the first visit, whenever it arrives', async () => {
  const site = await newSite();
  const now = Date.now();
  await send(site, view('ann@acme.test', { at: now - hour, referrer: 'https://news.test/a' }));
  await send(site, view('ann@acme.test', { at: now, referrer: 'https://bing.com/' }));
  expect(await personOf(site, 'ann@acme.test')).toMatchObject({ source: 'news.test', channel: 'referral' });
  const url = 'https://acme.test/%C3%BCber?utm_medium=email&utm_campaign=May';
  await send(site, view('ann@acme.test', { at: now - 2 * hour, url }));
  expect((await personOf(site, 'ann@acme.test')).firstVisit).toMatchObject({
    ...{ source: 'direct', channel: 'email', campaign: 'May', landing: '/über' },
  });
  await expectRefolds(site);
});

const fit = {
  rules: [
    { id: 'ai', label: 'Asked an assistant', where: { channel: 'ai_assistant' }, points: 50 },
    { id: 'search', label: 'Searched', where: { source: 'google.com' }, points: 30 },
    { id: 'boss', label: 'Boss', where: { seniority: 'executive' }, points: 40 },
  ],
  grades: { A: 70, B: 45, C: 20 },
};

/** Publishes the default model with these fit rules. */
async function publish(site: string): Promise<void> {
  const drafted = await call(`POST /v1/sites/${site}/models`, { body: { ...defaultModel, fit } });
  expect([drafted.status, drafted.body.warnings]).toEqual([201, []]);
  const { version } = drafted.body;
  expect((await call(`POST /v1/sites/${site}/models/${version}/preview`, { plan: 'paid' })).status).toBe(200);
  expect((await call(`POST /v1/sites/${site}/models/${version}/publish`, { plan: 'paid' })).status).toBe(200);
}

test('fit rules read it, not traits of its names; alone it grades whom a rule matches', async () => {
  const site = await newSite();
  const device = crypto.randomUUID();
  await send(
    site,
    view('ann@acme.test', { referrer: 'https://claude.ai/' }),
    view('bea@acme.test', { referrer: 'https://www.google.fr/' }),
    view('cem@acme.test', { kind: 'identify', traits: { channel: 'ai_assistant', source: 'google' } }),
    { kind: 'page_view', url: 'https://acme.test/', referrer: 'https://claude.ai/', device },
  );
  await publish(site);
  const graded = Object.fromEntries(
    (await list(site)).map(({ email, fitScore, grade }) => [email, [fitScore, grade]]),
  );
  expect(graded).toEqual({
    ...{ 'ann@acme.test': [50, 'B'], 'bea@acme.test': [30, 'C'], 'cem@acme.test': [null, null] },
    null: [null, null],
  });
  await expectRefolds(site);
  const ann = await personOf(site, 'ann@acme.test');
  const explained = (await call(`GET /v1/sites/${site}/visitors/${ann.id}/explanation`)).body;
  expect(explained.fit.lines[0]).toMatchObject({
    worth: 50,
    conditions: [{ value: 'ai_assistant', holds: true }],
  });
});

test('the fit follows when an earlier visit arrives, when a person gets one at all, and when a trait is learned', async () => {
  const site = await newSite();
  await publish(site);
  const now = Date.now();
  await send(site, view('ann@acme.test', { at: now - hour, referrer: 'https://news.test/' }));
  expect(await personOf(site, 'ann@acme.test')).toMatchObject({ fitScore: null, grade: null });
  await send(site, view('ann@acme.test', { at: now - 2 * hour, referrer: 'https://chatgpt.com/' }));
  expect(await personOf(site, 'ann@acme.test')).toMatchObject({ fitScore: 50, channel: 'ai_assistant' });
  await send(site, view('ann@acme.test', { kind: 'identify', at: now, traits: { title: 'CEO' } }));
  expect(await personOf(site, 'ann@acme.test')).toMatchObject({ fitScore: 90, grade: 'A' });

  const outcome = { id: 'deal', email: 'dee@acme.test', result: 'open' };
  expect((await call(`POST /v1/sites/${site}/outcomes`, { body: outcome })).status).toBe(200);
  await send(site, view('dee@acme.test', { referrer: 'https://www.google.com/' }));
  expect(await personOf(site, 'dee@acme.test')).toMatchObject({ fitScore: 30, channel: 'organic_search' });
  await expectRefolds(site);
});

test('the pages say it in words', async () => {
  const site = await newSite();
  await send(
    site,
    view('ann@acme.test', {
      url: 'https://acme.test/pricing?utm_source=LinkedIn&utm_medium=cpc&utm_campaign=May',
    }),
  );
  const cookie = await signIn();
  const read = async (path: string, language = 'en') =>
    textOf((await visit(path, { cookie, headers: { 'accept-language': language } })).html);
  expect(await read(`/s/${site}?status=everyone`)).toContain('linkedin, paid social');
  expect(await read(`/s/${site}?status=everyone&channel=paid_social`)).toMatch(
    /Channel: paid social.*ann@acme\.test/s,
  );
  expect(await read(`/s/${site}?status=everyone&channel=email`)).not.toContain('ann@acme.test');
  const { id } = await personOf(site, 'ann@acme.test');
  const person = await read(`/s/${site}/visitors/${id}`);
  expect(person).toContain('linkedin, paid social');
  expect(person).toMatch(
    /First visit: campaign May.*First visit: page \/pricing.*First visit: tagged LinkedIn \/ cpc/s,
  );
});
