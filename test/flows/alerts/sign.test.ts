// Signatures, verified by the library that receivers use.

import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { newSecret, signedHeaders } from '../../../worker/flows/alerts/send/sign.ts';

const body = JSON.stringify({ type: 'visitor.hot', data: { name: 'Zoë 😀', text: 'a.b' } });

test('a library for Standard Webhooks accepts them, and nothing that was changed', async () => {
  const secret = newSecret();
  const now = Date.now();
  const headers = await signedHeaders({ id: 'msg_1', body, secrets: [secret], now });
  expect(headers['webhook-timestamp']).toBe(String(Math.floor(now / 1_000)));
  expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
  const rejected: [body: string, headers: Record<string, string>][] = [
    [body.replace('Zoë', 'Zoe'), headers],
    [body, { ...headers, 'webhook-id': 'msg_2' }],
    [body, { ...headers, 'webhook-timestamp': String(Math.floor(now / 1_000) - 1) }],
  ];
  for (const [text, given] of rejected)
    expect(() => new Webhook(secret).verify(text, given)).toThrow(WebhookVerificationError);
  expect(() => new Webhook(newSecret()).verify(body, headers)).toThrow(WebhookVerificationError);
});

test('during a rotation, receivers with either secret accept them', async () => {
  const secrets = [newSecret(), newSecret()];
  const headers = await signedHeaders({ id: 'msg_1', body, secrets, now: Date.now() });
  expect(headers['webhook-signature']).toMatch(/^v1,\S{44} v1,\S{44}$/);
  for (const secret of secrets) expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
});

test('secrets are 32 random bytes, no two alike', () => {
  const made = Array.from({ length: 50 }, newSecret);
  expect(new Set(made).size).toBe(50);
  for (const secret of made) expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toHaveLength(32);
});
