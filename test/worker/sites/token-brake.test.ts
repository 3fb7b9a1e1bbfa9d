// The brake on guessing tokens: the same for the API and the sign-in page, by address, before anything is looked up.

import { env } from 'cloudflare:workers';
import { beforeEach, expect, test } from 'vitest';
import { buildApp } from '../../../worker/app.ts';
import { base, call, newToken } from '../../support/api.ts';

const limit = 3;
let tries: Map<string, number>;
beforeEach(() => {
  tries = new Map();
});

/** Counts as Cloudflare's binding does, and lets `limit` through for each key. */
const TOKEN_LIMIT = {
  limit: async ({ key }: { key: string }) => {
    tries.set(key, (tries.get(key) ?? 0) + 1);
    return { success: (tries.get(key) ?? 0) <= limit };
  },
} as RateLimit;

const asGuesser = '192.0.2.7';
const wrong = (n: number) => `ll_${'a'.repeat(12)}_${String(n).padStart(43, 'b')}`;

function ask(path: string, init: RequestInit, from: string, LIMITS: 'on' | 'off' = 'on') {
  const headers = { ...(init.headers as Record<string, string>), 'cf-connecting-ip': from };
  const request = new Request(base + path, { ...init, headers, redirect: 'manual' });
  return buildApp().fetch(request, { ...env, LIMITS, TOKEN_LIMIT });
}

const callApi = (token: string, from: string, LIMITS?: 'on' | 'off') =>
  ask('/v1/sites', { headers: { authorization: `Bearer ${token}` } }, from, LIMITS);

const signIn = (token: string, from: string, LIMITS?: 'on' | 'off') => {
  const headers = { 'sec-fetch-site': 'same-origin' };
  return ask('/sign-in', { method: 'POST', headers, body: new URLSearchParams({ token }) }, from, LIMITS);
};

test.each([
  ['under /v1', callApi],
  [
    'of /healthz',
    (token: string, from: string) => ask('/healthz', { headers: { authorization: `Bearer ${token}` } }, from),
  ],
  ['on the sign-in page', signIn],
])('%s, wrong tokens are refused with 429 and Retry-After beyond the limit', async (_, present) => {
  for (let n = 0; n < limit; n++) expect((await present(wrong(n), asGuesser)).status).toBe(401);
  const refused = await present(wrong(limit), asGuesser);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
  expect(refused.headers.get('set-cookie')).toBeNull();
});

test('guesses count together, wherever they are made', async () => {
  await callApi(wrong(1), asGuesser);
  await signIn(wrong(2), asGuesser);
  await callApi(wrong(3), asGuesser);
  expect((await signIn(wrong(4), asGuesser)).status).toBe(429);
  expect((await callApi(wrong(4), asGuesser)).status).toBe(429);
});

test('beyond the limit a right guess is answered as a wrong one, so that it tells nothing', async () => {
  const token = await newToken('read');
  // The isolate has not seen it be right yet.
  for (let n = 0; n < limit; n++) await callApi(wrong(n), asGuesser);
  const [right, guess] = [await callApi(token, asGuesser), await callApi(wrong(9), asGuesser)];
  expect([right.status, await right.text()]).toEqual([429, await guess.text()]);
});

test('a right token is not slowed by wrong ones from another address', async () => {
  const token = await newToken('read');
  for (let n = 0; n < 10 * limit; n++) await callApi(wrong(n), asGuesser);
  for (let n = 0; n < 10 * limit; n++) expect((await callApi(token, '192.0.2.8')).status).toBe(200);
  expect((await signIn(token, '192.0.2.8')).status).toBe(303);
});

test('a program that calls with a right token counts as one try, and goes on beside a guesser at its address', async () => {
  const token = await newToken('read');
  for (let n = 0; n < 10; n++) expect((await callApi(token, asGuesser)).status).toBe(200);
  expect([...tries]).toEqual([[asGuesser, 1]]);
  for (let n = 0; n < 10; n++) await callApi(wrong(n), asGuesser);
  expect((await callApi(token, asGuesser)).status).toBe(200);
});

test('beyond the limit a guess tells nothing, also of a token that is in use at another address', async () => {
  const token = await newToken('read');
  expect((await callApi(token, '192.0.2.8')).status).toBe(200);
  for (let n = 0; n < limit; n++) await callApi(wrong(n), asGuesser);
  expect((await callApi(token, asGuesser)).status).toBe(429);
  expect((await signIn(token, asGuesser)).status).toBe(429);
  expect((await callApi(token, '192.0.2.8')).status).toBe(200);
});

test('a token that was right and is revoked is refused at once, and counts as a guess from then on', async () => {
  const token = await newToken('read');
  expect((await callApi(token, asGuesser)).status).toBe(200);
  await call(`DELETE /v1/tokens/${token.split('_')[1]}`);
  const statuses: number[] = [];
  for (let n = 0; n < 5; n++) statuses.push((await callApi(token, asGuesser)).status);
  expect(statuses).toEqual([401, 401, 401, 429, 429]);
});

test('addresses of one IPv6 network count together, IPv4 ones apart however they are written', async () => {
  for (const from of ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:DB8:1:2::', '2001:db8:1:3::1']) {
    await callApi(wrong(1), from);
  }
  for (const from of ['192.0.2.1', '192.0.2.2', '::ffff:192.0.2.1']) await callApi(wrong(1), from);
  expect([...tries]).toEqual([
    ['20010db800010002/64', 3],
    ['20010db800010003/64', 1],
    ['192.0.2.1', 1],
    ['192.0.2.2', 1],
    ['::ffff:192.0.2.1', 1],
  ]);
});

test('nothing is counted without a token, nor where limits are off', async () => {
  await ask('/v1/sites', {}, asGuesser);
  await signIn('', asGuesser);
  await callApi(wrong(1), asGuesser, 'off');
  await signIn(wrong(1), asGuesser, 'off');
  expect(tries.size).toBe(0);
});
