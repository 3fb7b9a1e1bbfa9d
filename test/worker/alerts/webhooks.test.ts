// Webhooks by the API: set up, listed, changed and removed, by whom it is allowed, within the limits, and never with a secret.

import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { webhookLimits } from '../../../schema/api/alerts/webhook.ts';
import { call, newSite, newToken } from '../../support/api.ts';
import { keyOf } from '../../support/sites.ts';

const url = 'https://hooks.example.com/T0/B0/secret-path?key=1';
const given = { url, events: ['visitor.hot', 'visitor.outcome'] };

const revisionOf = async (site: string) =>
  (await env.DB.prepare('select revision from site where id = ?').bind(site).first<number>('revision')) ?? 0;

async function addSegment(site: string, id: string, model = 'default') {
  await env.DB.prepare(
    `insert into segment (site, id, name, model, filters, since, created_at) values (${keyOf('?1')}, ?2, 'Hot', ?3, '{}', 1, 1)`,
  )
    .bind(site, id, model)
    .run();
}

async function created(site: string, more: object = {}) {
  const { status, body } = await call(`POST /v1/sites/${site}/webhooks`, { body: { ...given, ...more } });
  expect([status, body.detail]).toEqual([201, undefined]);
  return { ...body, path: `/v1/sites/${site}/webhooks/${body.id}` };
}

test('a webhook is created with a secret that is shown once, and then read, changed and deleted', async () => {
  const site = await newSite();
  const before = await revisionOf(site);
  const { secret, path, ...webhook } = await created(site);
  expect(webhook).toEqual({
    ...{ id: expect.stringMatching(/^whk_[0-9a-f]{20}$/), label: 'hooks.example.com', ...given },
    ...{ format: 'standard', segment: null, model: 'default', enabled: true, disabledReason: null },
    ...{ disabledAt: null, oldSecretUntil: null, createdAt: expect.any(Number) },
  });
  expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
  expect((await call(`GET ${path}`)).body).toEqual(webhook);
  expect((await call(`GET /v1/sites/${site}/webhooks`)).body).toEqual({ data: [webhook] });

  const change = { url: 'https://other.example.com/', events: ['segment.left'], label: ' CRM ' };
  const changed = await call(`PATCH ${path}`, { body: change });
  expect(changed.body).toEqual({ ...webhook, ...change, label: 'CRM' });
  expect((await call(`GET ${path}`)).body).toEqual(changed.body);
  const paused = (await call(`PATCH ${path}`, { body: { enabled: false } })).body;
  expect([paused.enabled, paused.disabledReason]).toEqual([false, 'paused']);
  expect((await call(`PATCH ${path}`, { body: { enabled: true } })).body).toEqual(changed.body);

  expect((await call(`DELETE ${path}`)).status).toBe(204);
  for (const what of ['GET', 'DELETE', 'PATCH'])
    expect((await call(`${what} ${path}`, what === 'PATCH' ? { body: {} } : {})).status).toBe(404);
  expect((await call(`GET /v1/sites/${site}/webhooks`)).body).toEqual({ data: [] });
  // Five changes: each makes writers read the site again.
  expect((await revisionOf(site)) - before).toBeGreaterThanOrEqual(5);
});

test('a new secret signs beside the old one for 24 hours', async () => {
  const site = await newSite();
  const { secret, path } = await created(site);
  const begun = Date.now();
  const { status, body } = await call(`POST ${path}/secret`);
  expect(status).toBe(201);
  expect(body.secret).toMatch(/^whsec_/);
  expect(body.secret).not.toBe(secret);
  expect(body.oldSecretUntil).toBeGreaterThanOrEqual(begun + 24 * 3_600_000);
  expect((await call(`GET ${path}`)).body.oldSecretUntil).toBe(body.oldSecretUntil);
});

test('who may only read sees neither secret nor path, and changes nothing; another site sees nothing', async () => {
  const [site, other] = [await newSite(), await newSite()];
  const { id, path } = await created(site);
  const read = await newToken('read', site);
  const seen = await call(`GET ${path}`, { token: read });
  expect([seen.status, seen.body.url]).toEqual([200, 'https://hooks.example.com/…']);
  expect((await call(`GET /v1/sites/${site}/webhooks`, { token: read })).body.data[0].url).toBe(
    seen.body.url,
  );
  const changes = [
    [`POST /v1/sites/${site}/webhooks`, given],
    [`PATCH ${path}`, { label: 'x' }],
    [`DELETE ${path}`],
    [`POST ${path}/test`],
    [`POST ${path}/secret`],
    [`POST ${path}/deliveries/msg_1/replay`],
  ] as const;
  const [editor, foreign] = [await newToken('editor', site), await newToken('editor', other)];
  for (const [what, body] of changes) {
    expect([what, (await call(what, { token: read, body })).status]).toEqual([what, 403]);
    expect([what, (await call(what, { token: foreign, body })).status]).toEqual([what, 404]);
    expect([what, (await call(what.replace(site, other), { token: foreign, body })).status]).toEqual([
      what,
      what.endsWith('/webhooks') ? 201 : 404,
    ]);
  }
  expect((await call(`GET ${path}`, { token: foreign })).status).toBe(404);
  expect((await call(`GET ${path}/deliveries`, { token: foreign })).status).toBe(404);
  expect((await call(`GET ${path}/deliveries`, { token: read })).body).toEqual({
    data: [],
    nextCursor: null,
  });
  expect((await call(`PATCH ${path}`, { token: editor, body: { label: 'Ours' } })).body.url).toBe(url);
  expect(
    (await call(`GET /v1/sites/${site}/webhooks`)).body.data.map((one: { id: string }) => one.id),
  ).toEqual([id]);
});

test('what cannot be set up is refused, and the answer names the field', async () => {
  const site = await newSite();
  await addSegment(site, 'seg_other', 'trial');
  const cases: [body: object, path: string, message: RegExp][] = [
    [{ events: [] }, 'events', /at least one/],
    [{ events: ['visitor.hot', 'visitor.hot'] }, 'events', /once/],
    [{ events: ['visitor.lukewarm'] }, 'events[0]', /./],
    [{ format: 'discord' }, 'format', /./],
    [{ format: 'email', url: 'mailto:sales@example.com' }, 'format', /EMAIL.*MAIL_FROM/],
    [{ url: 'mailto:sales@example.com' }, 'url', /https/],
    [{ url: 'nonsense' }, 'url', /https/],
    [{ segment: 'seg_none' }, 'segment', /no segment/],
    [{ segment: 'seg_other', model: 'default' }, 'segment', /"trial".*"default"/],
    [{ model: 'none' }, 'model', /use one of default/],
    [{ label: '' }, 'label', /./],
    [{ secret: 'mine' }, 'secret', /unknown key/],
  ];
  for (const [more, path, message] of cases) {
    const { status, body } = await call(`POST /v1/sites/${site}/webhooks`, { body: { ...given, ...more } });
    expect([more, status, body.errors?.[0]?.path]).toEqual([more, 400, path]);
    expect(body.errors[0].message).toMatch(message);
  }
  const { path } = await created(site);
  for (const [body, field] of [
    [{ format: 'email' }, 'format'],
    [{ url: 'http://hooks.example.com/' }, 'url'],
    [{ segment: 'seg_none' }, 'segment'],
    [{ segment: 'seg_other' }, 'segment'],
    [{ model: 'default' }, 'model'],
  ] as const) {
    const answer = await call(`PATCH ${path}`, { body });
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, field]);
  }
});

test('a webhook of a segment has its model, and another segment of it later', async () => {
  const site = await newSite();
  for (const id of ['seg_a', 'seg_b']) await addSegment(site, id);
  const { path, ...webhook } = await created(site, { segment: 'seg_a' });
  expect([webhook.segment, webhook.model]).toEqual(['seg_a', 'default']);
  expect((await call(`PATCH ${path}`, { body: { segment: 'seg_b' } })).body.segment).toBe('seg_b');
  expect((await call(`PATCH ${path}`, { body: { segment: null } })).body.segment).toBe(null);
});

test('each limit holds at its value, and not one beyond', async () => {
  const site = await newSite();
  const { maxUrlChars, maxLabelChars, maxWebhooks } = webhookLimits;
  const at = (length: number) => `https://hooks.example.com/${'x'.repeat(length - 26)}`;
  const post = async (more: object) =>
    (await call(`POST /v1/sites/${site}/webhooks`, { body: { ...given, ...more } })).status;
  expect(await post({ url: at(maxUrlChars) })).toBe(201);
  expect(await post({ url: at(maxUrlChars + 1) })).toBe(400);
  expect(await post({ label: 'x'.repeat(maxLabelChars) })).toBe(201);
  expect(await post({ label: 'x'.repeat(maxLabelChars + 1) })).toBe(400);
  const rest = await Promise.all(Array.from({ length: maxWebhooks }, () => post({})));
  expect(rest.filter((status) => status === 201)).toHaveLength(maxWebhooks - 2);
  expect(rest.filter((status) => status === 409)).toHaveLength(2);
  expect((await call(`GET /v1/sites/${site}/webhooks`)).body.data).toHaveLength(maxWebhooks);
});

test('names that lead to private addresses are refused, whenever they are asked', async () => {
  const site = await newSite();
  const leadTo = (name: string, addresses: string[] | null) =>
    fetch(`https://cloudflare-dns.com/dns-query?name=${name}`, {
      method: 'PUT',
      body: JSON.stringify(addresses),
    });
  const cases: [addresses: string[] | null, message: RegExp | null][] = [
    [['8.8.8.8'], null],
    [['8.8.8.8', '2606:4700::1111'], null],
    [['2606:4700::1111'], null],
    [['127.0.0.1'], /private address/],
    [['8.8.8.8', '10.0.0.1'], /private address/],
    [['8.8.8.8', '::1'], /private address/],
    [['8.8.8.8', '64:ff9b::a00:1'], /private address/],
    [['::ffff:7f00:1'], /private address/],
    [[], /no address/],
    [null, /could not be looked up/],
  ];
  for (const [index, [addresses, message]] of cases.entries()) {
    const name = `n${index}-${crypto.randomUUID().slice(0, 8)}.example.com`;
    await leadTo(name, addresses);
    const { status, body } = await call(`POST /v1/sites/${site}/webhooks`, {
      body: { ...given, url: `https://${name}/` },
    });
    expect([addresses, status, body.errors?.[0]?.path]).toEqual([
      addresses,
      message ? 400 : 201,
      message ? 'url' : undefined,
    ]);
    if (message) expect(body.errors[0].message).toMatch(message);
    if (!message) expect((await call(`DELETE /v1/sites/${site}/webhooks/${body.id}`)).status).toBe(204);
  }
  const turned = `turned-${crypto.randomUUID().slice(0, 8)}.example.com`;
  await leadTo(turned, ['192.168.0.1']);
  const { path } = await created(site);
  const changed = await call(`PATCH ${path}`, { body: { url: `https://${turned}/` } });
  expect([changed.status, changed.body.errors[0].path]).toEqual([400, 'url']);
  // The name was public when the webhook was set up.
  await env.DB.prepare('update webhook set url = ?').bind(`https://${turned}/`).run();
  const { body } = await call(`POST ${path}/test`);
  expect(body).toMatchObject({
    delivered: false,
    status: null,
    answer: expect.stringContaining('private address'),
  });
});

test('deliveries are paged newest first, filtered by state, and replayed with what went in the same post', async () => {
  const site = await newSite();
  const { id: webhook, path } = await created(site);
  const add = (id: string, row: Record<string, unknown>) => {
    const all = {
      ...{
        webhook,
        id,
        type: 'visitor.hot',
        at: 5,
        visitor: null,
        detail: '{}',
        state: 'delivered',
        due: null,
      },
      ...{
        attempts: 1,
        until: 9,
        head: null,
        body: '{"a":1}',
        status: 200,
        answer: 'ok',
        tried_at: 7,
        ...row,
      },
    };
    const names = Object.keys(all);
    return env.DB.prepare(
      `insert into delivery (site, ${names.join(', ')}) values (${keyOf('?')}, ${names.map(() => '?').join(', ')})`,
    )
      .bind(site, ...Object.values(all))
      .run();
  };
  await add('msg_1', {});
  await add('msg_2', { head: 'msg_2', state: 'failed', status: null, answer: 'No answer' });
  await add('msg_3', { head: 'msg_2', state: 'failed', body: null });
  await add('msg_4', {
    state: 'quiet',
    attempts: 0,
    until: null,
    body: null,
    status: null,
    answer: null,
    tried_at: null,
  });

  const first = (await call(`GET ${path}/deliveries?limit=3`)).body;
  expect(first.data.map(({ id }: { id: string }) => id)).toEqual(['msg_4', 'msg_3', 'msg_2']);
  expect(first.data[1]).toEqual({
    ...{ id: 'msg_3', type: 'visitor.hot', at: 5, visitor: null, state: 'failed', attempts: 1, status: 200 },
    ...{ answer: 'ok', payload: { a: 1 }, triedAt: 7, nextAttempt: null, sentWith: 'msg_2' },
  });
  const rest = (await call(`GET ${path}/deliveries?limit=3&cursor=${first.nextCursor}`)).body;
  expect([rest.data.map(({ id }: { id: string }) => id), rest.nextCursor]).toEqual([['msg_1'], null]);
  const failed = (await call(`GET ${path}/deliveries?state=failed`)).body;
  expect(failed.data.map(({ id }: { id: string }) => id)).toEqual(['msg_3', 'msg_2']);
  const { path: elsewhere } = await created(site);
  expect((await call(`GET ${elsewhere}/deliveries?cursor=${first.nextCursor}`)).body.code).toBe(
    'invalid_cursor',
  );
  expect((await call(`GET ${path}/deliveries?state=lost`)).status).toBe(400);

  await call(`PATCH ${path}`, { body: { enabled: false } });
  expect((await call(`POST ${path}/deliveries/msg_1/replay`)).body.code).toBe('conflict');
  await call(`PATCH ${path}`, { body: { enabled: true } });
  const states = async () =>
    (
      await env.DB.prepare(
        'select id, state, body is not null as has from delivery where webhook = ? order by id',
      )
        .bind(webhook)
        .all()
    ).results.map(({ id, state, has }) => `${id} ${state} ${has}`);
  expect((await call(`POST ${path}/deliveries/msg_none/replay`)).status).toBe(404);
  expect((await call(`POST ${elsewhere}/deliveries/msg_1/replay`)).status).toBe(404);
  expect((await states())[0]).toBe('msg_1 delivered 1');
  expect((await call(`POST ${path}/deliveries/msg_3/replay`)).status).toBe(202);
  expect(await states()).toEqual(
    expect.arrayContaining(['msg_1 delivered 1', 'msg_2 waiting 1', 'msg_3 waiting 0', 'msg_4 quiet 0']),
  );
  expect((await call(`POST ${path}/deliveries/msg_1/replay`)).status).toBe(202);
  expect((await states())[0]).toBe('msg_1 waiting 1');
  await call(`DELETE ${path}`);
  expect(await states()).toEqual([]);
});

test('no answer and no entry of the audit holds a secret or a path of a receiver', async () => {
  const site = await newSite();
  const { secret, path, id } = await created(site, { label: 'Sales' });
  await call(`PATCH ${path}`, { body: { url: `${url}&more=1`, enabled: true } });
  await call(`POST ${path}/test`);
  await call(`POST ${path}/secret`);
  await call(`DELETE ${path}`);
  const { data } = (await call(`GET /v1/sites/${site}/audit?action=webhook`)).body;
  expect(
    data.map(({ action, detail }: { action: string; detail: object }) => [action, detail]).toSorted(),
  ).toEqual(
    [
      ['webhook.create', { webhook: id, label: 'Sales', format: 'standard' }],
      ['webhook.update', { webhook: id, label: 'Sales', changed: 'url, enabled' }],
      ['webhook.test', { webhook: id, label: 'Sales' }],
      ['webhook.secret', { webhook: id, label: 'Sales' }],
      ['webhook.delete', { webhook: id, label: 'Sales' }],
    ].toSorted(),
  );
  expect(JSON.stringify(data)).not.toMatch(/secret-path|whsec_/);
  expect(JSON.stringify(data)).not.toContain(secret);
});
