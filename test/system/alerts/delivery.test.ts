// Messages on the wire, from the real server to real receivers: which fail, hang, redirect, are gone, ask to wait, die midway, or
// never stop answering.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Server, startServer } from '../../../demo/server.ts';
import { type Receiver, startReceiver } from '../../support/server/receiver.ts';
import { databaseIn, freePort } from '../../support/server/running-server.ts';

const state = mkdtempSync(join(tmpdir(), 'leadlight-alerts-'));
let server: Server;
let receiver: Receiver;
let site: string;
let visitor: string;

/** An answer that never ends. */
const endless = 'x'.repeat(100_000);

beforeAll(async () => {
  server = await startServer({ port: await freePort(), stateDir: state, token: 't', limits: false });
  receiver = await startReceiver({
    '/fails': (open) => open.writeHead(500).end('it broke'),
    '/hangs': () => undefined,
    '/redirects': (open) => open.writeHead(302, { location: '/elsewhere' }).end(),
    '/gone': (open) => open.writeHead(410).end(),
    '/later': (open) => open.writeHead(429, { 'retry-after': '3600' }).end('slowly'),
    '/dies': (open) => void open.socket?.destroy(),
    '/breaks-off': (open) => {
      open.writeHead(200, { 'content-length': '1000' });
      open.write('half', () => open.socket?.destroy());
    },
    '/endless': (open) => {
      open.writeHead(200);
      const more = () => void (open.write(endless) ? setImmediate(more) : open.once('drain', more));
      open.on('error', () => undefined);
      more();
    },
    '/drips': (open) => {
      open.writeHead(503);
      const timer = setInterval(() => open.write('.'), 100);
      open.on('close', () => clearInterval(timer));
    },
    '/dirty': (open) =>
      open.writeHead(400).end(Buffer.concat([Buffer.from('a\0b\u001b[31m\u202ec'), Buffer.from([0xff])])),
  });
  site = (await call('POST /v1/sites', { name: 'Acme', origins: ['https://acme.test'] })).id;
  const events = [
    { kind: 'page_view', url: 'https://acme.test/', device: crypto.randomUUID(), email: 'ann@acme.test' },
  ];
  await call(`POST /v1/sites/${site}/events`, { events });
  visitor = (await call(`GET /v1/sites/${site}/visitors`)).data[0].id;
});
afterAll(async () => {
  await server?.stop();
  await receiver?.stop();
  rmSync(state, { recursive: true, force: true });
});

// biome-ignore lint/suspicious/noExplicitAny: an answer is what a test is about to look into
async function call(what: string, body?: unknown): Promise<any> {
  const [method = '', path = ''] = what.split(' ');
  const answer = await fetch(server.url + path, {
    method,
    headers: { authorization: 'Bearer t' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${what} answered ${answer.status}: ${text}`);
  return text ? JSON.parse(text) : null;
}

async function webhookTo(path: string, more: object = {}) {
  const given = { url: receiver.url + path, events: ['visitor.hot'], ...more };
  const made = await call(`POST /v1/sites/${site}/webhooks`, given);
  return { ...made, path: `/v1/sites/${site}/webhooks/${made.id}` };
}

let count = 0;

/** Writes deliveries as a transaction that moves a visitor does. */
function due(webhook: string, ids: number, more: Record<string, unknown> = {}): string[] {
  const database = databaseIn(state);
  const made = Array.from({ length: ids }, () => {
    const id = `msg_${Date.now().toString(36).padStart(9, '0')}${String(++count).padStart(20, '0')}`;
    const row = {
      ...{ webhook, id, type: 'visitor.hot', at: Date.now(), detail: '{"previous":null}', state: 'waiting' },
      ...{ due: Date.now() - 1, attempts: 0, ...more },
    };
    const names = Object.keys(row);
    database
      .prepare(
        `insert into delivery (site, visitor, ${names.join(', ')}) select key,
           (select visitor from score limit 1), ${names.map(() => '?').join(', ')} from site where id = ?`,
      )
      .run(...(Object.values(row) as (string | number)[]), site);
    return id;
  });
  database.close();
  return made;
}

/** Makes what waits due now, as time does. */
function passTime(): void {
  const database = databaseIn(state);
  database
    .prepare(`update delivery set due = ? where state = 'waiting' and due is not null`)
    .run(Date.now() - 60_000);
  database.close();
}

const minute = () => server.runScheduled(new Date(Date.now() - (Date.now() % 60_000)));

const deliveriesOf = async ({ path }: { path: string }) =>
  (await call(`GET ${path}/deliveries?limit=200`)).data;

test('a message is signed, arrives once, and is told as delivered', async () => {
  const webhook = await webhookTo('/ok');
  const [id = ''] = due(webhook.id, 1);
  await minute();
  await minute();
  const [one, ...others] = receiver.to('/ok');
  expect(others).toEqual([]);
  const said = new Webhook(webhook.secret).verify(one?.body ?? '', one?.headers as Record<string, string>);
  expect(said).toMatchObject({
    type: 'visitor.hot',
    data: { visitor: { id: visitor, email: 'ann@acme.test' } },
  });
  expect([one?.id, one?.headers['content-type']]).toEqual([id, 'application/json']);
  expect(await deliveriesOf(webhook)).toEqual([
    {
      ...{
        id,
        type: 'visitor.hot',
        at: expect.any(Number),
        visitor,
        state: 'delivered',
        attempts: 1,
        status: 204,
      },
      ...{ answer: '', payload: said, triedAt: expect.any(Number), nextAttempt: null, sentWith: null },
    },
  ]);
});

test('for a day after a new secret, receivers with either verify', async () => {
  const webhook = await webhookTo('/rotated');
  const { secret } = await call(`POST ${webhook.path}/secret`);
  due(webhook.id, 1);
  await minute();
  const [one] = receiver.to('/rotated');
  for (const known of [webhook.secret, secret])
    new Webhook(known).verify(one?.body ?? '', one?.headers as Record<string, string>);
  const database = databaseIn(state);
  database.prepare('update webhook set old_secret_until = ?').run(Date.now() - 1);
  database.close();
  due(webhook.id, 1);
  await minute();
  const later = receiver.to('/rotated')[1];
  expect(() =>
    new Webhook(webhook.secret).verify(later?.body ?? '', later?.headers as Record<string, string>),
  ).toThrow();
  new Webhook(secret).verify(later?.body ?? '', later?.headers as Record<string, string>);
});

test('retries send the same bytes with the same id, at growing distances, until it works or a day is over', async () => {
  const webhook = await webhookTo('/fails');
  const [id = ''] = due(webhook.id, 1);
  const waits: number[] = [];
  for (let attempt = 0; attempt < 4; attempt++) {
    await minute();
    const [{ state: now, attempts, status, answer, nextAttempt, triedAt }] = await deliveriesOf(webhook);
    expect([now, attempts, status, answer]).toEqual(['waiting', attempt + 1, 500, 'it broke']);
    waits.push((nextAttempt - triedAt) / 1_000);
    passTime();
  }
  const sent = receiver.to('/fails');
  expect(sent.map((one) => one.id)).toEqual([id, id, id, id]);
  expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
  for (const [index, least] of [5, 30, 120, 600].entries()) {
    expect(waits[index]).toBeGreaterThanOrEqual(least);
    expect(waits[index]).toBeLessThanOrEqual(least * 1.2 + 0.001);
  }
  const database = databaseIn(state);
  database.prepare('update delivery set until = ? where id = ?').run(Date.now() + 1_000, id);
  database.close();
  passTime();
  await minute();
  const [last] = await deliveriesOf(webhook);
  expect([last.state, last.nextAttempt, last.attempts]).toEqual(['failed', null, 5]);
  passTime();
  await minute();
  expect(receiver.to('/fails')).toHaveLength(5);
  await call(`POST ${webhook.path}/deliveries/${id}/replay`);
  await expect.poll(() => receiver.to('/fails').length).toBe(6);
  expect(receiver.to('/fails')[5]).toMatchObject({ id, body: sent[0]?.body });
});

test('each way to fail is told in words, and none is taken for a success', async () => {
  const cases: [path: string, state: string, status: number | null, answer: RegExp][] = [
    ['/redirects', 'waiting', 302, /^Redirects are not followed: \/elsewhere$/],
    ['/dies', 'waiting', null, /^No answer: \S/],
    ['/breaks-off', 'delivered', 200, /^half$/],
    ['/endless', 'delivered', 200, /^x{1024}$/],
    ['/dirty', 'waiting', 400, /^a b \[31m c\ufffd$/],
    ['/hangs', 'waiting', null, /^No answer within 10 s$/],
    ['/drips', 'waiting', 503, /^\.{2,}$/],
  ];
  const webhooks = await Promise.all(cases.map(([path]) => webhookTo(path)));
  for (const { id } of webhooks) due(id, 1);
  await minute();
  for (const [index, [path, told, status, answer]] of cases.entries()) {
    const [one] = await deliveriesOf(webhooks[index]);
    expect([path, one.state, one.status, one.answer]).toEqual([
      path,
      told,
      status,
      expect.stringMatching(answer),
    ]);
  }
  expect(receiver.to('/elsewhere')).toEqual([]);
});

test('a receiver that asks to wait is left alone for as long, within the day', async () => {
  const webhook = await webhookTo('/later');
  const [id] = due(webhook.id, 1);
  await minute();
  const [{ nextAttempt, triedAt, answer }] = await deliveriesOf(webhook);
  expect([nextAttempt - triedAt, answer]).toEqual([3_600_000, 'slowly']);
  const database = databaseIn(state);
  const until = Date.now() + 1_800_000;
  database.prepare('update delivery set until = ?, due = 1 where id = ?').run(until, id ?? '');
  database.close();
  await minute();
  expect((await deliveriesOf(webhook))[0].nextAttempt).toBe(until);
});

test('410 disables the webhook, and nothing is sent until somebody enables it', async () => {
  const webhook = await webhookTo('/gone');
  due(webhook.id, 1);
  await minute();
  due(webhook.id, 1);
  await minute();
  const read = await call(`GET ${webhook.path}`);
  expect([read.enabled, read.disabledReason]).toEqual([false, 'gone']);
  expect(receiver.to('/gone')).toHaveLength(1);
  expect((await deliveriesOf(webhook)).map((one: { state: string }) => one.state)).toEqual([
    'waiting',
    'failed',
  ]);
  await call(`PATCH ${webhook.path}`, { enabled: true, url: `${receiver.url}/back` });
  await minute();
  expect(receiver.to('/back')).toHaveLength(1);
});

test('a webhook that hangs holds up no other, and all of one that answers arrive in one run', async () => {
  const [hanging, quick] = [await webhookTo('/hangs?again'), await webhookTo('/quick')];
  const before = receiver.to('/quick').length;
  due(hanging.id, 60, { due: 1 });
  due(quick.id, 60);
  const begun = Date.now();
  await minute();
  const arrived = receiver.to('/quick').slice(before);
  expect(new Set(arrived.map(({ id }) => id)).size).toBe(60);
  expect(arrived).toHaveLength(60);
  expect(Math.max(...arrived.map(({ at }) => at)) - begun).toBeLessThan(9_000);
  expect(receiver.to('/hangs?again')).toHaveLength(3);
});

test('two runs at a time send nothing twice', async () => {
  const webhook = await webhookTo('/twice');
  const ids = due(webhook.id, 80);
  await Promise.all([minute(), minute(), minute()]);
  expect(
    receiver
      .to('/twice')
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(ids.toSorted());
});

test('a test message is sent at once, with the answer and the time it took', async () => {
  const webhook = await webhookTo('/fails');
  const before = receiver.to('/fails').length;
  const result = await call(`POST ${webhook.path}/test`);
  expect(result).toEqual({
    ...{ delivered: false, status: 500, answer: 'it broke', milliseconds: expect.any(Number) },
    payload: JSON.parse(receiver.to('/fails')[before]?.body ?? ''),
  });
  const { body, headers } = receiver.to('/fails')[before] ?? { body: '', headers: {} };
  new Webhook(webhook.secret).verify(body, headers as Record<string, string>);
  expect(await deliveriesOf(webhook)).toEqual([]);
});
