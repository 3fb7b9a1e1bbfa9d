// Whatever is sent to the two doors of the log, the answer is below 500, and what was stored is sound.

import { env, exports } from 'cloudflare:workers';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { limits } from '../../../schema/event.ts';
import { browserKinds } from '../../../schema/kinds.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { post } from '../../support/beacons.ts';
import { makeSite } from '../../support/sites.ts';

let site: SiteConfig;
beforeAll(async () => {
  const changes = { collectFields: ['title', '__proto__', 'constructor'], keepQuery: ['q'] };
  site = await makeSite(env.DB, defaultModel, { changes });
});

const numRuns = Math.min(300, Number(process.env.PROPERTY_RUNS ?? 50));

/** Values that break parsers, stores and templates. */
const nasty = fc.oneof(
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom<unknown>(
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udfff\ud800',
    '<script>alert(1)</script>',
    `'; drop table event; --`,
    '=cmd|calc',
    '__proto__',
    `${'a'.repeat(40_000)}@acme.com`,
    'x'.repeat(7_000),
    '%'.repeat(500),
    'http://[::1',
    'https://example.com/%ff%zz/\ud800',
    1e308,
    -0,
    2 ** 53,
    -1,
    Number.MAX_SAFE_INTEGER,
    null,
    true,
    [],
    {},
    [[[[[[[[]]]]]]]],
  ),
);

const someUuid = fc.uuid();
const key = fc.constantFrom(
  ...[
    'id',
    'kind',
    'at',
    'url',
    'referrer',
    'title',
    'file',
    'form',
    'email',
    'fields',
    'view',
    'seconds',
    'scroll',
  ],
  ...[
    'target',
    'userId',
    'traits',
    'token',
    'props',
    'device',
    'session',
    '__proto__',
    'constructor',
    'toString',
  ],
);

/** An event that would be taken, before something is done to it. */
const soundEvent = fc.record({
  id: someUuid,
  kind: fc.oneof(
    fc.constantFrom(...browserKinds),
    fc.constantFrom('Demo Booked', 'email_open', 'visit', 'constructor'),
  ),
  at: fc.integer({ min: Date.now() - 10_000, max: Date.now() }),
  url: fc.constantFrom('https://example.com/pricing?q=1', 'https://example.com/u/ann@acme.com'),
  view: someUuid,
  seconds: fc.nat(100),
  scroll: fc.nat(100),
  file: fc.constant('https://example.com/a.pdf'),
  target: fc.constant('https://other.example/'),
  email: fc.emailAddress(),
  fields: fc.dictionary(fc.string({ maxLength: 5 }), nasty),
  props: fc.dictionary(fc.string({ unit: 'binary', maxLength: 5 }), nasty),
});

const spoiltEvent = fc
  .tuple(soundEvent, fc.array(fc.tuple(key, nasty), { maxLength: 3 }))
  .map(([event, changes]) => Object.defineProperties({ ...event }, descriptors(changes)));

/** As JSON.parse makes them: `__proto__` an own property. */
function descriptors(changes: [string, unknown][]): PropertyDescriptorMap {
  const entries = changes.map(([name, value]) => [
    name,
    { value, enumerable: true, configurable: true, writable: true },
  ]);
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}

const events = fc.array(fc.oneof({ weight: 4, arbitrary: spoiltEvent }, { weight: 1, arbitrary: nasty }), {
  minLength: 1,
  maxLength: 5,
});

/** Cuts, doubles or replaces a part of a text. */
const mutation = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.string(),
);

function mutate(text: string, [from, to, by]: [number, number, string]): string {
  const start = Math.floor(from * text.length);
  return text.slice(0, start) + by + text.slice(start + Math.floor(to * 20));
}

async function isSound(response: Response): Promise<void> {
  expect(response.status).toBeLessThan(500);
  const answer = await response.json<Record<string, unknown>>();
  if (response.status < 300) expect(answer.accepted).toBeTypeOf('number');
  else expect(answer.code).toBeTypeOf('string');
}

const sendToServer = (body: string) =>
  exports.default.fetch(
    new Request(`https://t.example.com/v1/sites/${site.id}/events`, {
      method: 'POST',
      headers: { authorization: 'Bearer test-admin-token', 'content-type': 'application/json' },
      body,
    }),
  );

test('spoilt events never make a beacon fail', async () => {
  await fc.assert(
    fc.asyncProperty(someUuid, events, async (device, events) => {
      await isSound(await post(JSON.stringify({ site: site.id, device, sentAt: Date.now(), events })));
    }),
    { numRuns },
  );
});

test('spoilt envelopes never make a beacon fail', async () => {
  const envelopeKey = fc.constantFrom(
    'site',
    'device',
    'session',
    'sentAt',
    'automated',
    'keep',
    'events',
    '__proto__',
  );
  await fc.assert(
    fc.asyncProperty(
      someUuid,
      events,
      fc.array(fc.tuple(envelopeKey, nasty), { minLength: 1 }),
      async (device, events, changes) => {
        const beacon = { site: site.id, device, sentAt: Date.now(), keep: true, events };
        await isSound(await post(JSON.stringify(Object.defineProperties(beacon, descriptors(changes)))));
      },
    ),
    { numRuns },
  );
});

test('mutated and truncated texts never make a beacon fail', async () => {
  await fc.assert(
    fc.asyncProperty(
      someUuid,
      events,
      fc.array(mutation, { minLength: 1, maxLength: 3 }),
      async (device, events, mutations) => {
        const text = JSON.stringify({ site: site.id, device, sentAt: Date.now(), events });
        await isSound(await post(mutations.reduce(mutate, text)));
      },
    ),
    { numRuns },
  );
});

test('bytes that are no text never make a beacon fail', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      await isSound(await post(bytes));
    }),
    { numRuns },
  );
});

test('hostile headers never make a beacon fail', async () => {
  const value = fc.stringMatching(/^[\x21-\x7e]{0,300}$/);
  const header = fc.constantFrom(
    'origin',
    'user-agent',
    'cf-connecting-ip',
    'sec-fetch-site',
    'content-type',
    'sec-gpc',
  );
  await fc.assert(
    fc.asyncProperty(someUuid, header, value, async (device, name, text) => {
      const beacon = { site: site.id, device, sentAt: Date.now(), keep: true, events: [{ kind: 'x' }] };
      await isSound(await post(beacon, { [name]: text }));
    }),
    { numRuns },
  );
});

test('spoilt events never make a server-side call fail', { tags: 'slow' }, async () => {
  await fc.assert(
    fc.asyncProperty(events, fc.option(mutation), async (events, mutation) => {
      const text = JSON.stringify({ events });
      await isSound(await sendToServer(mutation ? mutate(text, mutation) : text));
    }),
    { numRuns },
  );
});

afterAll(async () => {
  const { results } = await env.DB.prepare('select hex(id) as id, kind, body from event where site = ?1')
    .bind(site.key)
    .all<{
      id: string;
      kind: string;
      body: string;
    }>();
  expect(results.length).toBeGreaterThan(numRuns * 0.6);
  for (const { id, kind, body } of results) {
    const stored = JSON.parse(body) as Record<string, unknown>;
    expect(body.length).toBeLessThan(2 * limits.maxEventBytes);
    expect(`${id}${kind}${body}`).not.toMatch(/\\u0000|\\ud[89a-f]/);
    for (const name of ['url', 'file', 'target', 'referrer']) {
      if (stored[name] !== undefined) expect(stored[name]).toMatch(/^https?:\/\//);
    }
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
});
