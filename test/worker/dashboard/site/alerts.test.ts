// The pages of alerts: they do what the API does, show a secret once, and tell readers no address.

import { expect, test } from 'vitest';
import { call, newSite, newToken } from '../../../support/api.ts';
import { signIn, textOf, visit } from '../../../support/browser/pages.ts';

const url = 'https://hooks.example.com/T0/B0/secret-path';
const slack = { format: 'slack', url, events: 'visitor.hot', segment: '', label: '' };

const webhooksOf = async (site: string) => (await call(`GET /v1/sites/${site}/webhooks`)).body.data;

async function owner(role = 'admin') {
  const site = await newSite();
  return { site, cookie: await signIn(await newToken(role, site)) };
}

/** Adds an alert on the page. */
async function added(site: string, cookie: string, more: Record<string, string> = {}) {
  const answer = await visit(`/s/${site}/alerts`, { cookie, form: { ...slack, ...more } });
  const [webhook] = (await webhooksOf(site)).slice(-1);
  return { answer, webhook, path: `/s/${site}/alerts/${webhook?.id}` };
}

test('an alert is added, and the next page offers its test', async () => {
  const { site, cookie } = await owner('editor');
  const empty = await visit(`/s/${site}/alerts`, { cookie });
  expect(textOf(empty.html)).toContain('Nobody is told yet');
  const { answer, webhook, path } = await added(site, cookie, { label: 'Sales' });
  expect([answer.status, answer.location]).toEqual([303, `${path}?done=add`]);
  expect(webhook).toMatchObject({
    url,
    format: 'slack',
    events: ['visitor.hot'],
    label: 'Sales',
    segment: null,
  });
  const page = await visit(`${path}?done=add`, { cookie });
  expect(textOf(page.html)).toMatch(/Sales Added\. 4\. Test it/);
  expect(page.html).toContain('name="form" value="test"');
  expect(textOf((await visit(`/s/${site}/alerts`, { cookie })).html)).toContain(
    'Sales Slack Became hot Everybody Active',
  );
});

test('the secret of a program is in the answer that makes it, and in no other', async () => {
  const { site, cookie } = await owner();
  const { answer, path } = await added(site, cookie, { format: 'standard' });
  const secret = /whsec_[\w+/]{43}=/.exec(answer.html)?.[0] ?? '';
  expect([answer.status, secret.length]).toEqual([200, 50]);
  expect(answer.html).not.toContain('24 hours');
  expect((await visit(path, { cookie })).html).not.toContain('whsec_');
  const renewed = await visit(path, { cookie, form: { form: 'secret' } });
  expect(renewed.html).toMatch(/whsec_[\w+/]{43}=/);
  expect(renewed.html).not.toContain(secret);
  expect(renewed.html).toContain('24 hours');
});

test('what is wrong stands beside its field, and what was typed stays', async () => {
  const { site, cookie } = await owner();
  const refused = await visit(`/s/${site}/alerts`, {
    cookie,
    form: { ...slack, url: 'https://2130706433/hook', label: 'Mine' },
  });
  expect(refused.status).toBe(400);
  expect(refused.html).toMatch(/id="url"[^>]*aria-invalid="true"/);
  expect(refused.html).toContain('value="https://2130706433/hook"');
  expect(refused.html).toContain('value="Mine"');
  const nothing = await visit(`/s/${site}/alerts`, { cookie, form: { format: 'slack', url: '' } });
  expect(textOf(nothing.html)).toContain('Choose at least one.');
  expect(await webhooksOf(site)).toEqual([]);
});

test('an alert is paused, goes on, is changed and deleted', async () => {
  const { site, cookie } = await owner();
  const { path } = await added(site, cookie);
  const press = (form: Record<string, string>) => visit(path, { cookie, form });
  expect((await press({ form: 'pause' })).location).toBe(`${path}?done=pause`);
  expect((await webhooksOf(site))[0]).toMatchObject({ enabled: false, disabledReason: 'paused' });
  expect((await press({ form: 'resume' })).location).toBe(`${path}?done=resume`);
  const change = { ...slack, form: 'change', format: 'teams', events: 'visitor.cooled', label: 'Team' };
  expect((await press(change)).location).toBe(`${path}?done=change`);
  expect((await webhooksOf(site))[0]).toMatchObject({
    ...{ enabled: true, format: 'teams', events: ['visitor.cooled'], label: 'Team' },
  });
  const refused = await press({ ...change, url: 'http://10.0.0.1/' });
  expect([refused.status, (await webhooksOf(site))[0].url]).toEqual([400, url]);
  expect(refused.html).toContain('value="http://10.0.0.1/"');
  expect((await press({ form: 'nonsense' })).status).toBe(409);
  expect((await press({ form: 'delete' })).location).toBe(`/s/${site}/alerts?done=delete`);
  expect(await webhooksOf(site)).toEqual([]);
  expect((await press({ form: 'pause' })).status).toBe(404);
});

test('a reader sees what is told, but neither the whole address nor a form', async () => {
  const { site, cookie } = await owner();
  const { path } = await added(site, cookie);
  const reader = await signIn(await newToken('read', site));
  for (const page of [path, `/s/${site}/alerts`]) {
    const { status, html } = await visit(page, { cookie: reader });
    expect([page, status, html.includes('secret-path'), /<form[^>]*alerts/.test(html)]).toEqual([
      page,
      200,
      false,
      false,
    ]);
  }
});

test('an alert is about the members of a segment', async () => {
  const { site, cookie } = await owner();
  const { body } = await call(`POST /v1/sites/${site}/segments`, {
    body: { name: '<b>Hot</b>', filters: { status: 'hot' } },
  });
  const { webhook } = await added(site, cookie, { segment: body.id });
  expect(webhook.segment).toBe(body.id);
  const { html } = await visit(`/s/${site}/alerts`, { cookie });
  expect(html).toContain('<bdi>&lt;b&gt;Hot&lt;/b&gt;</bdi>');
  expect(html).not.toContain('<b>Hot</b>');
  const unknown = await visit(`/s/${site}/alerts`, { cookie, form: { ...slack, segment: 'seg_none' } });
  expect(unknown.html).toMatch(/id="segment"[^>]*aria-invalid="true"/);
});

test('the pages speak German', async () => {
  const { site, cookie } = await owner();
  const { path } = await added(site, cookie);
  const headers = { 'accept-language': 'de' };
  const list = textOf((await visit(`/s/${site}/alerts`, { cookie, headers })).html);
  expect(list).toContain('Meldung hinzufügen 1. Wohin?');
  const page = textOf((await visit(path, { cookie, headers })).html);
  expect(page).toMatch(/Ist heiß geworden/);
  expect(page).toContain('Test senden');
});
