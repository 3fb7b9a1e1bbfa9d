// `POST /v1/sites/{site}/events`: what the site's own server sends, and what is in the log afterwards.

import { env, exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, test } from 'vitest';
import { limits } from '../../../schema/event.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { serverDevice } from '../../../worker/flows/visitor-id.ts';
import { hexOf } from '../../../worker/store/ids.ts';
import { kindFrom, originCodes } from '../../../worker/store/log/events.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { withTextIds } from '../../support/ids.ts';
import { makeSite } from '../../support/sites.ts';

let site: SiteConfig;
beforeAll(async () => {
  site = await makeSite(env.DB, defaultModel, {
    changes: { exclude: { paths: ['/admin*'], emailDomains: ['own.example'] } },
  });
});

function send(body: unknown, { token = 'test-admin-token', id = site.id } = {}): Promise<Response> {
  return exports.default.fetch(
    new Request(`https://t.example.com/v1/sites/${id}/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
}

interface Row {
  device: string;
  id: string;
  kind: string;
  occurred_at: number;
  session: string | null;
  origin: string;
  body: string;
}

async function logOf(
  ...devices: string[]
): Promise<(Omit<Row, 'body'> & { body: Record<string, unknown> })[]> {
  const { results } = await env.DB.prepare(
    `select device, id, kind, occurred_at, session, origin, body from event
     where site = ?1 and device in (select unhex(value) from json_each(?2)) order by arrival, position`,
  )
    .bind(site.key, JSON.stringify(devices.map(hexOf)))
    .all();
  return withTextIds<Row>(results).map((row) => ({
    ...row,
    kind: kindFrom(row.kind),
    origin: originCodes[Number(row.origin)] as string,
    body: JSON.parse(row.body),
  }));
}

const ofUser = (userId: string) => serverDevice(site.visitorKey, 'userId', userId);
const ofEmail = (email: string) => serverDevice(site.visitorKey, 'email', email);

test('who is named by email, userId or device is verified, and each has a stream of their own', async () => {
  const device = crypto.randomUUID();
  const response = await send({
    events: [
      { kind: 'email_open', email: ' Ann@Acme.com ' },
      { kind: 'Trial Started', userId: 42, props: { plan: 'team' } },
      { kind: 'page_view', device, url: 'https://example.com/a?q=1' },
      { kind: 'webinar_attended', device, userId: 'u1', email: 'bob@acme.com' },
    ],
  });
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('{"accepted":4,"rejected":[]}');
  const log = await logOf(await ofEmail('ann@acme.com'), await ofUser('42'), device);
  expect(log.map(({ device, kind, body, origin }) => ({ device, kind, body, origin }))).toEqual([
    {
      device: await ofEmail('ann@acme.com'),
      kind: 'email_open',
      body: { email: 'ann@acme.com', verified: true },
      origin: 'server',
    },
    {
      device: await ofUser('42'),
      kind: 'trial_started',
      body: { label: 'Trial Started', props: { plan: 'team' }, userId: '42', verified: true },
      origin: 'server',
    },
    { device, kind: 'page_view', body: { url: 'https://example.com/a' }, origin: 'server' },
    {
      device,
      kind: 'webinar_attended',
      body: { label: 'webinar_attended', email: 'bob@acme.com', userId: 'u1', verified: true },
      origin: 'server',
    },
  ]);
  expect(log[0]?.id).toMatch(/^[0-9a-f-]{36}$/);
});

test('the traits of an identify are its unknown keys, not the fields of the call', async () => {
  const session = crypto.randomUUID();
  await send({
    events: [{ kind: 'identify', userId: 'traits', session, company: 'Acme', traits: { title: 'CTO' } }],
  });
  const [stored] = await logOf(await ofUser('traits'));
  expect(stored?.session).toBe(session);
  expect(stored?.body).toEqual({
    userId: 'traits',
    verified: true,
    traits: { company: 'Acme', title: 'CTO' },
  });
});

test('an id counts once for each person named', async () => {
  const id = crypto.randomUUID();
  const events = [
    { id, kind: 'email_click', userId: 'one' },
    { id, kind: 'email_click', userId: 'two' },
    { id, kind: 'email_click', userId: 'one' },
  ];
  expect(await (await send({ events })).json()).toEqual({ accepted: 3, rejected: [] });
  expect(await (await send({ events })).json()).toEqual({ accepted: 3, rejected: [] });
  expect(await logOf(await ofUser('one'), await ofUser('two'))).toHaveLength(2);
});

test('500 events of one call are taken, and keep their order', async () => {
  const earning = (n: number) => ({
    kind: n % 100 === 0 ? 'email_reply' : `step ${n}`,
    userId: `ordered ${n % 2}`,
  });
  const events = Array.from({ length: 500 }, (_, n) => earning(n));
  expect(await (await send({ events })).json()).toEqual({ accepted: 500, rejected: [] });
  for (const parity of [0, 1]) {
    const log = await logOf(await ofUser(`ordered ${parity}`));
    const sent = events.filter((_, n) => n % 2 === parity).map(({ kind }) => kind.replace(' ', '_'));
    expect(log.map(({ kind }) => kind).toSorted()).toEqual(sent.toSorted());
    // A transaction takes 100 events; what they earn is worked out in their order within it.
    expect(log.slice(0, 50).map(({ kind }) => kind)).toEqual(sent.slice(0, 50));
  }
});

describe('a moment', () => {
  test.each<[string, unknown, number | null]>([
    ['UTC ms', 1_600_000_000_000, 1_600_000_000_000],
    ['ISO 8601', '2020-09-13T12:26:40Z', 1_600_000_000_000],
    ['ISO 8601 with a zone', '2020-09-13T14:26:40+02:00', 1_600_000_000_000],
    ['1970', 0, 0],
    ['no zone', '2020-09-13T12:26:40', null],
    ['nonsense', 'yesterday', null],
    ['null', null, null],
    ['before 1970', -1, null],
  ])('%s', async (name, at, occurredAt) => {
    const answer = await (await send({ events: [{ kind: 'note', userId: `at ${name}`, at }] })).json();
    expect(answer).toEqual(
      occurredAt === null
        ? { accepted: 0, rejected: [{ index: 0, code: 'invalid_event' }] }
        : { accepted: 1, rejected: [] },
    );
    const log = await logOf(await ofUser(`at ${name}`));
    expect(log.map((row) => row.occurred_at)).toEqual(occurredAt === null ? [] : [occurredAt]);
  });

  test('left out is the arrival; ahead of it is refused, but for what two clocks differ by', async () => {
    const before = Date.now();
    const answer = await (
      await send({
        events: [
          { kind: 'note', userId: 'now' },
          { kind: 'note', userId: 'now', at: before + 400 },
          { kind: 'note', userId: 'now', at: before + 60_000 },
        ],
      })
    ).json();
    expect(answer).toEqual({ accepted: 2, rejected: [{ index: 2, code: 'invalid_event' }] });
    for (const { occurred_at } of await logOf(await ofUser('now'))) {
      expect(occurred_at).toBeGreaterThanOrEqual(before);
      expect(occurred_at).toBeLessThanOrEqual(Date.now());
    }
  });
});

test.each<[string, unknown, string]>([
  ['naming nobody', { kind: 'note' }, 'invalid_event'],
  ['naming a placeholder', { kind: 'note', userId: 'undefined', email: 'none' }, 'invalid_event'],
  ['a device that is no UUID', { kind: 'note', userId: '1', device: 'server:x' }, 'invalid_event'],
  ['an id that is no UUID', { kind: 'note', userId: '1', id: '7' }, 'invalid_event'],
  ['an outcome', { kind: 'outcome', userId: '1', result: 'won' }, 'invalid_event'],
  ['an adjustment', { kind: 'adjustment', userId: '1', points: 50 }, 'invalid_event'],
  ['a visit', { kind: 'visit', userId: '1' }, 'invalid_event'],
  ['a page view without a page', { kind: 'page_view', userId: '1' }, 'invalid_event'],
  ['over 8 KiB', { kind: 'note', userId: '1', x: 'x'.repeat(limits.maxEventBytes) }, 'too_large'],
  ['no object', 'note', 'invalid_event'],
  ['of an excluded email', { kind: 'email_open', email: 'me@own.example' }, 'excluded'],
  ['of an excluded page', { kind: 'note', userId: '1', url: 'https://example.com/admin' }, 'excluded'],
])('an event %s is refused alone', async (_, event, code) => {
  const userId = crypto.randomUUID();
  const answer = await (await send({ events: [event, { kind: 'note', userId }] })).json();
  expect(answer).toEqual({ accepted: 1, rejected: [{ index: 0, code }] });
  expect(await logOf(await ofUser(userId))).toHaveLength(1);
});

test.each<[string, () => Promise<Response>, number, string]>([
  ['no token', () => send({ events: [] }, { token: '' }), 401, 'unauthorized'],
  ['a site that is not', () => send({ events: [] }, { id: 'nobody' }), 404, 'not_found'],
  ['no JSON', () => send('{'), 400, 'invalid_json'],
  ['no events', () => send({ events: [] }), 400, 'invalid_request'],
  ['501 events', () => send({ events: new Array(501).fill(1) }), 400, 'invalid_request'],
  ['over 4 MiB', () => send(`{"events":[1]${' '.repeat(limits.maxServerBodyBytes)}}`), 413, 'too_large'],
])('%s is refused', async (_, ask, status, code) => {
  const response = await ask();
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ code });
});

test('4 MiB are taken', async () => {
  const text = JSON.stringify({ events: [{ kind: 'note', userId: 'large' }] });
  const response = await send(text + ' '.repeat(limits.maxServerBodyBytes - text.length));
  expect(response.status).toBe(200);
});
