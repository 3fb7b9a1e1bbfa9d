// `exclude.emailDomains`: whoever has such an email is left out in the same way by every route that can name a person.

import { SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { call, newSite } from '../../support/api.ts';

const origin = 'https://acme.test';
let site: string;
let secret: string;

beforeAll(async () => {
  site = await newSite({
    settings: { exclude: { emailDomains: ['own.example', '@Partner.example', '*.müller.example'] } },
  });
  secret = (await call(`POST /v1/sites/${site}/identity-secret`)).body.identitySecret;
});

const left = [
  'ann@own.example',
  ' Ann@OWN.Example ',
  'ann+x@mail.own.example',
  'a@partner.example',
  'eva@müller.example',
];
const kept = ['ann@notown.example', 'own.example@acme.test', 'ann@own.example.test'];

const token = (claims: Record<string, unknown>) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(secret));

async function beacon(event: Record<string, unknown>) {
  const { status, body } = await call('POST /e', {
    token: null,
    headers: { origin },
    body: {
      ...{ site, device: crypto.randomUUID(), sentAt: Date.now() },
      events: [{ id: crypto.randomUUID(), at: Date.now(), url: `${origin}/`, ...event }],
    },
  });
  expect(status).toBe(202);
  return body;
}

const events = async (event: Record<string, unknown>) =>
  (await call(`POST /v1/sites/${site}/events`, { body: { events: [event] } })).body;
const outcomes = async (body: unknown) => (await call(`POST /v1/sites/${site}/outcomes`, { body })).body;

const routes: [string, (email: string) => Promise<{ accepted: number; dropped?: string }>][] = [
  ['a form of a page', (email) => beacon({ kind: 'form_fill', form: 'demo', email })],
  ['identify in a page', (email) => beacon({ kind: 'identify', email })],
  ['identify with a userId', (email) => beacon({ kind: 'identify', email, userId: email.length })],
  ['a token', async (email) => beacon({ kind: 'identify', token: await token({ email }) })],
  [
    'a page whose token names the userId only',
    async (email) => beacon({ kind: 'identify', email, token: await token({ sub: `t${email.length}` }) }),
  ],
  ['a server-side event', (email) => events({ kind: 'email_reply', email })],
  [
    'a server-side page view',
    (email) => events({ kind: 'page_view', url: `${origin}/`, email, userId: 'u' }),
  ],
  ['a server-side identify', (email) => events({ kind: 'identify', email, device: crypto.randomUUID() })],
  ['an outcome', (email) => outcomes({ id: `1 ${email}`, email, result: 'won' })],
  ['an outcome with a userId', (email) => outcomes({ id: `2 ${email}`, email, userId: 'u', result: 'won' })],
  ['a list of outcomes', (email) => outcomes([{ id: `3 ${email}`, email, result: 'won' }])],
];

describe.each(routes)('%s', (_, send) => {
  test.each(left)('of %j is left out', async (email) => {
    const { warnings, ...answer } = (await send(email)) as Record<string, unknown>;
    expect(warnings).toBeUndefined();
    if ('dropped' in answer) expect(answer).toEqual({ accepted: 0, rejected: [], dropped: 'excluded' });
    else
      expect(answer).toEqual({
        accepted: 0,
        rejected: [{ index: 0, code: 'excluded', path: 'email', message: expect.stringMatching(/settings/) }],
      });
    const found = await call(`GET /v1/sites/${site}/visitors?email=${encodeURIComponent(email.trim())}`);
    expect(found.body.data).toEqual([]);
  });

  test.each(kept)('of %j is kept', async (email) => {
    expect(await send(email)).toEqual({ accepted: 1, rejected: [] });
  });
});

test('an outcome of a visitor whose email is left out by now is refused, by id as well', async () => {
  const early = await newSite();
  const at = `/v1/sites/${early}`;
  await call(`POST ${at}/events`, { body: { events: [{ kind: 'email_reply', email: 'ann@own.example' }] } });
  const [{ id: visitor }] = (await call(`GET ${at}/visitors`)).body.data;
  await call(`PATCH ${at}`, { body: { settings: { exclude: { emailDomains: ['own.example'] } } } });
  const body = [
    { id: '1', visitor, result: 'won' },
    { id: '2', email: 'bob@acme.test', result: 'won' },
  ];
  expect((await call(`POST ${at}/outcomes`, { body })).body).toMatchObject({
    accepted: 1,
    rejected: [{ index: 0, code: 'excluded' }],
  });
});
