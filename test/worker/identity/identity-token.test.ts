// Which identify tokens are believed, made as other people's servers make them: with jose, and with the claims that their
// libraries add by themselves.

import { type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { expect, test } from 'vitest';
import { clockSkewSeconds, vouchedIdentity } from '../../../worker/intake/identity-token.ts';

const secret = 'the identity secret of the site';
const key = new TextEncoder().encode(secret);
const site = 'acme';
const now = Date.UTC(2026, 10, 27, 12);
const seconds = now / 1_000;
const ann = { sub: '42', exp: seconds + 300 };

const sign = (claims: JWTPayload, alg = 'HS256', by = key) =>
  new SignJWT(claims).setProtectedHeader({ alg, typ: 'JWT' }).sign(by);
const vouched = (token: string) => vouchedIdentity(token, { secret, site, now });

test.each<[string, JWTPayload]>([
  ['no more than it must', ann],
  ['the time it was made', { ...ann, iat: seconds }],
  ['the time it was made, in fractions of a second', { ...ann, iat: seconds - 0.25 }],
  [
    'times of a clock that is as far ahead as allowed',
    { ...ann, iat: seconds + clockSkewSeconds, nbf: seconds + clockSkewSeconds },
  ],
  ['an issuer, an id and claims of its own', { ...ann, iss: 'https://acme.test', jti: 'x', plan: 'pro' }],
  ['the site as its audience', { ...ann, aud: 'acme' }],
  ['the site among its audiences', { ...ann, aud: ['https://acme.test', 'acme'] }],
  ['the last second of its life', { ...ann, exp: seconds + 1 }],
])('a token with %s is believed', async (_, claims) => {
  expect(await vouched(await sign(claims))).toEqual({ userId: '42' });
});

test.each<[string, JWTPayload]>([
  ['without an end', { sub: '42' }],
  ['whose end is no number', { sub: '42', exp: '2030-01-01' as unknown as number }],
  ['that ends now', { ...ann, exp: seconds }],
  ['that has ended, within what clocks may differ', { ...ann, exp: seconds - 1 }],
  ['made a second later than clocks may differ', { ...ann, iat: seconds + clockSkewSeconds + 1 }],
  ['made tomorrow', { ...ann, iat: seconds + 86_400, exp: seconds + 90_000 }],
  ['whose time is no number', { ...ann, iat: 'now' as unknown as number }],
  ['not valid yet', { ...ann, nbf: seconds + clockSkewSeconds + 1 }],
  ['for another site', { ...ann, aud: 'other' }],
  ['for an audience that begins like the site', { ...ann, aud: 'acme-2' }],
  ['for an audience that the site begins with', { ...ann, aud: 'ac' }],
  ['for several others', { ...ann, aud: ['other', 'ACME'] }],
  ['for nobody', { ...ann, aud: [] }],
  ['for an empty audience', { ...ann, aud: '' }],
  ['whose audience is no text', { ...ann, aud: { acme: true } as unknown as string }],
  ['whose audience is null', { ...ann, aud: null as unknown as string }],
  ['that names nobody', { ...ann, sub: 'undefined' }],
])('a token %s vouches for nothing', async (_, claims) => {
  expect(await vouched(await sign(claims))).toBeNull();
});

test('only HS256 with the secret of the site is believed, whatever the token says of itself', async () => {
  const { privateKey } = (await crypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 2_048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: 'SHA-256',
    },
    true,
    ['sign', 'verify'],
  )) as CryptoKeyPair;
  const whole = await sign(ann);
  const [head, body] = whole.split('.');
  const forged = [
    await sign(ann, 'HS384'),
    await sign(ann, 'HS512'),
    await new SignJWT(ann).setProtectedHeader({ alg: 'RS256' }).sign(privateKey),
    await sign(ann, 'HS256', new TextEncoder().encode('another secret, of the attacker')),
    new UnsecuredJWT(ann).encode(),
    `${head}.${body}.`,
    `${head}.${body}`,
    whole.slice(0, -1),
    '',
    'a.b.c',
    'x'.repeat(5_000),
  ];
  for (const token of forged) expect([token, await vouched(token)]).toEqual([token, null]);
  expect(await vouched(whole)).toEqual({ userId: '42' });
});
