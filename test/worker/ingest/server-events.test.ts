// `POST /v1/sites/{site}/events`: what the site's own server sends, and what is in the log afterwards.

import { env, exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, test } from 'vitest';
import { limits } from '../../../schema/event.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { serverDevice } from '../../../worker/flows/common/visitor-id.ts';
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
  test.each<[string, unknown, number]>([
    ['UTC ms', 1_600_000_000_000, 1_600_000_000_000],
    ['ISO 8601', '2020-09-13T12:26:40Z', 1_600_000_000_000],
    ['a zone', '2020-09-13T14:26:40+02:00', 1_600_000_000_000],
    ['a zone without a colon', '2020-09-13T14:26:40+0200', 1_600_000_000_000],
    ['no zone', '2020-09-13T12:26:40', 1_600_000_000_000],
    ['no seconds', '2020-09-13T12:26', 1_599_999_960_000],
    ['a date', '2020-09-13', 1_599_955_200_000],
    ['1970', 0, 0],
  ])('%s is taken', async (name, at, occurredAt) => {
    const answer = await (await send({ events: [{ kind: 'note', userId: `at ${name}`, at }] })).json();
    expect(answer).toEqual({ accepted: 1, rejected: [] });
    const log = await logOf(await ofUser(`at ${name}`));
    expect(log.map((row) => row.occurred_at)).toEqual([occurredAt]);
  });

  test.each<[string, unknown, RegExp]>([
    ['nonsense', 'yesterday', /ISO 8601/],
    ['null', null, /ISO 8601/],
    ['before 1970', -1, /1970/],
    ['Unix seconds', 1_600_000_000, /Unix seconds.*send milliseconds, 1600000000000/],
    ['Unix seconds in a text', '1600000000', /Unix seconds/],
    ['microseconds', 1_600_000_000_000_000, /Unix microseconds/],
    ['the future', '2101-01-01', /future/],
  ])('%s is refused, with the mend', async (name, at, message) => {
    const answer = await (await send({ events: [{ kind: 'note', userId: `at ${name}`, at }] })).json();
    expect(answer).toEqual({
      accepted: 0,
      rejected: [{ index: 0, code: 'invalid_event', path: 'at', message: expect.stringMatching(message) }],
    });
    expect(await logOf(await ofUser(`at ${name}`))).toEqual([]);
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
    expect(answer).toMatchObject({
      accepted: 2,
      rejected: [{ index: 2, code: 'invalid_event', path: 'at' }],
    });
    for (const { occurred_at } of await logOf(await ofUser('now'))) {
      expect(occurred_at).toBeGreaterThanOrEqual(before);
      expect(occurred_at).toBeLessThanOrEqual(Date.now());
    }
  });
});

test.each<[string, unknown, string, string, RegExp]>([
  ['naming nobody', { kind: 'note' }, 'invalid_event', 'userId', /"userId", "email" or "device"/],
  [
    'naming a placeholder',
    { kind: 'note', userId: 'undefined' },
    'invalid_event',
    'userId',
    /identifies a person/,
  ],
  ['whose email is none', { kind: 'note', email: 'ann' }, 'invalid_event', 'email', /email address/],
  [
    'on a device of text',
    { kind: 'note', userId: '1', device: 'server:x' },
    'invalid_event',
    'device',
    /UUID/,
  ],
  ['with an empty id', { kind: 'note', userId: '1', id: ' ' }, 'invalid_event', 'id', /some text/],
  [
    'with an id too long',
    { kind: 'note', userId: '1', id: 'x'.repeat(129) },
    'invalid_event',
    'id',
    /at most 128/,
  ],
  [
    'with a list for an id',
    { kind: 'note', userId: '1', id: ['1'] },
    'invalid_event',
    'id',
    /text or an integer/,
  ],
  [
    'that is an outcome',
    { kind: 'outcome', userId: '1', result: 'won' },
    'invalid_event',
    'kind',
    /outcomes/,
  ],
  ['that is an adjustment', { kind: 'adjustment', userId: '1' }, 'invalid_event', 'kind', /adjustments/],
  ['that is a visit', { kind: 'visit', userId: '1' }, 'invalid_event', 'kind', /starts automatically/],
  ['without a kind', { userId: '1' }, 'invalid_event', 'kind', /such as "page_view"/],
  ['without a page', { kind: 'page_view', userId: '1' }, 'invalid_event', 'url', /complete URL/],
  [
    'of a relative page',
    { kind: 'page_view', userId: '1', url: '/a' },
    'invalid_event',
    'url',
    /complete URL/,
  ],
  ['without a view', { kind: 'engagement', userId: '1', seconds: 1 }, 'invalid_event', 'view', /page view/],
  [
    'over 8 KiB',
    { kind: 'note', userId: '1', x: 'x'.repeat(limits.maxEventBytes) },
    'too_large',
    '',
    /8 KiB/,
  ],
  ['that is no object', 'note', 'invalid_event', '', /object/],
  ['that is null', null, 'invalid_event', '', /object/],
  ['nested too deep', { kind: 'note', userId: '1', props: nested(40) }, 'invalid_event', '', /30 levels/],
  ['of an excluded email', { kind: 'email_open', email: 'me@own.example' }, 'excluded', 'email', /settings/],
  [
    'of an excluded page',
    { kind: 'note', userId: '1', url: 'https://example.com/admin' },
    ...(['excluded', 'url', /settings/] as const),
  ],
])('an event %s is refused alone, with the field and the mend', async (_, event, code, path, message) => {
  const userId = crypto.randomUUID();
  const answer = await (await send({ events: [event, { kind: 'note', userId }] })).json();
  expect(answer).toEqual({
    accepted: 1,
    rejected: [{ index: 0, code, path, message: expect.stringMatching(message) }],
  });
  expect(await logOf(await ofUser(userId))).toHaveLength(1);
});

function nested(levels: number): unknown {
  return levels === 0 ? 1 : { deep: nested(levels - 1) };
}

describe('an id that is no UUID', () => {
  const storedId = async (id: unknown, userId: string, more = {}) => {
    const event = { id, kind: 'page_view', url: 'https://example.com/', userId, ...more };
    return (await (await send({ events: [{ kind: 'note', userId }, event] })).json()) as {
      accepted: number;
      ids?: { index: number; id: string }[];
    };
  };

  test('is stored as a UUID that the answer shows, and counts once', async () => {
    const first = await storedId('crm:7', 'text id');
    expect(first).toMatchObject({ accepted: 2, rejected: [], ids: [{ index: 1 }] });
    const id = first.ids?.[0]?.id;
    expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect((await storedId('crm:7', 'text id')).ids).toEqual(first.ids);
    expect((await storedId('crm:8', 'text id')).ids).not.toEqual(first.ids);
    const log = await logOf(await ofUser('text id'));
    expect(log.filter((row) => row.id === id)).toHaveLength(1);
  });

  test.each([42, '42', ' 42 '])('may be the number 42, or its text: %j', async (id) => {
    const known = await storedId('42', 'number id');
    expect((await storedId(id, 'number id')).ids).toEqual(known.ids);
  });

  test('ties an engagement to its page view, and a session together', async () => {
    const { ids } = await storedId('view 1', 'view id', { session: 'session 1' });
    await send({
      events: [
        {
          ...{ kind: 'engagement', userId: 'view id', view: 'view 1', session: 'session 1' },
          seconds: 5,
          scroll: 9,
        },
      ],
    });
    const log = await logOf(await ofUser('view id'));
    const engagement = log.find(({ kind }) => kind === 'engagement');
    expect(engagement?.body.view).toBe(ids?.[0]?.id);
    expect(engagement?.session).toBe(log.find(({ kind }) => kind === 'page_view')?.session);
    expect(engagement?.session).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('a UUID is stored as it is, in lower case, and not shown', async () => {
    const id = crypto.randomUUID();
    expect(await storedId(id.toUpperCase(), 'uuid')).toEqual({ accepted: 2, rejected: [] });
    expect((await logOf(await ofUser('uuid'))).map((row) => row.id)).toContain(id);
  });
});

describe('what is taken with a warning', () => {
  test.each<[string, Record<string, unknown>, string, string, RegExp]>([
    ['email_opened', { kind: 'email_opened' }, 'near_kind', 'kind', /"email_open"/],
    [
      'Page View',
      { kind: 'Page View', url: 'https://example.com/' },
      'near_kind',
      'kind',
      /stored as "page_view": use this name/,
    ],
    ['outcomes', { kind: 'outcomes' }, 'near_kind', 'kind', /POST …\/outcomes/],
    ['traits', { kind: 'note', traits: { company: 'Acme' } }, 'ignored', 'traits', /"identify"/],
    [
      'traits of a form',
      { kind: 'form_fill', form: 'a', traits: { a: 1 } },
      'ignored',
      'traits',
      /"identify"/,
    ],
    ['fields', { kind: 'note', fields: { a: 1 } }, 'ignored', 'fields', /form_fill/],
    [
      'a field not collected',
      { kind: 'form_fill', fields: { a: 1 } },
      'ignored',
      'fields.a',
      /collectFields/,
    ],
    ['an unknown field', { kind: 'note', plan: 'team' }, 'ignored', 'plan', /"props"/],
    [
      'props of a download',
      { kind: 'download', file: 'https://a.test/b', props: { a: 1 } },
      'ignored',
      'props',
      /custom/,
    ],
    ['a prop that is a list', { kind: 'note', props: { a: [1], b: 1 } }, 'ignored', 'props.a', /not kept/],
    ['a long prop', { kind: 'note', props: { a: 'x'.repeat(501) } }, 'ignored', 'props.a', /500 characters/],
    [
      'a trait that is a list',
      { kind: 'identify', traits: { tags: ['a'] } },
      'ignored',
      'traits.tags',
      /not kept/,
    ],
    ['an email that is none', { kind: 'note', email: 'n/a' }, 'ignored', 'email', /email address/],
    [
      'a page elsewhere',
      { kind: 'note', url: 'https://other.example/a' },
      'foreign_host',
      'url',
      /other\.example/,
    ],
    ['a relative referrer', { kind: 'note', referrer: '/home' }, 'ignored', 'referrer', /complete URL/],
  ])('%s', async (name, event, code, path, message) => {
    const userId = `warned ${name}`;
    expect(
      await (
        await send({
          events: [
            { kind: 'note', userId },
            { ...event, userId },
          ],
        })
      ).json(),
    ).toEqual({
      accepted: 2,
      rejected: [],
      warnings: [{ index: 1, code, path, message: expect.stringMatching(message) }],
    });
    expect(await logOf(await ofUser(userId))).toHaveLength(2);
  });

  test.each<[string, Record<string, unknown>]>([
    ['an empty email', { kind: 'note', email: '' }],
    ['a trait that is null', { kind: 'identify', traits: { company: null, title: '' } }],
    ['empty traits', { kind: 'note', traits: null }],
    ['a name of its own', { kind: 'pricing_page_viewed' }],
    ['an email_open by another spelling', { kind: 'Email Open' }],
    ['a page of the site', { kind: 'note', url: 'https://example.com/a' }],
  ])('not for %s', async (name, event) => {
    const userId = `sound ${name}`;
    expect(await (await send({ events: [{ ...event, userId }] })).json()).toEqual({
      accepted: 1,
      rejected: [],
    });
  });
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
