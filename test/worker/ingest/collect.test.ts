// `POST /e` as a browser meets it: every answer of contract §3, and what is in the database afterwards.

import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { SignJWT } from 'jose';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { limits } from '../../../schema/event.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { hexOf } from '../../../worker/store/ids.ts';
import { kindFrom, originCodes } from '../../../worker/store/log/events.ts';
import { forgetSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { beaconOf, page, post, wireEvent } from '../../support/beacons.ts';
import { withTextIds } from '../../support/ids.ts';
import { keyOf, makeSite } from '../../support/sites.ts';

let site: SiteConfig;
beforeAll(async () => {
  site = await makeSite(env.DB, defaultModel);
});

const newSite = (changes: Record<string, unknown>) => makeSite(env.DB, defaultModel, { changes });

interface Row {
  device: string;
  id: string;
  kind: string;
  occurred_at: number;
  session: string | null;
  origin: string;
  body: string;
}

async function logOf(device: unknown): Promise<Row[]> {
  const log = await env.DB.prepare('select * from event where device = unhex(?1) order by arrival, position')
    .bind(hexOf(String(device)))
    .all<Record<string, unknown>>();
  const rows = log.results.map((row) => ({
    ...row,
    kind: kindFrom(String(row.kind)),
    origin: originCodes[row.origin as number],
  }));
  return withTextIds<Row>(rows);
}

describe('a beacon that is understood', () => {
  test('is answered with 202 and how many of its events are in the log', async () => {
    const events = [wireEvent('page_view'), wireEvent('Demo Booked')];
    const beacon = beaconOf(site, events, { session: crypto.randomUUID() });
    const response = await post(beacon);
    expect(response.status).toBe(202);
    expect(await response.text()).toBe('{"accepted":2,"rejected":[]}');
    const log = await logOf(beacon.device);
    expect(log.map(({ id, kind, session, origin }) => ({ id, kind, session, origin }))).toEqual([
      { id: events[0]?.id, kind: 'page_view', session: beacon.session, origin: 'browser' },
      { id: events[1]?.id, kind: 'demo_booked', session: beacon.session, origin: 'browser' },
    ]);
    expect(JSON.parse(log[1]?.body ?? '')).toMatchObject({ label: 'Demo Booked' });
  });

  test('as application/json is the same', async () => {
    const response = await post(beaconOf(site, [wireEvent('page_view')]), {
      'content-type': 'application/json',
    });
    expect(response.status).toBe(202);
  });

  test('sent again is accepted again and changes nothing', async () => {
    const beacon = beaconOf(site, [wireEvent('page_view')]);
    await post(beacon);
    const before = await logOf(beacon.device);
    const again = await post(beacon);
    expect(await again.json()).toEqual({ accepted: 1, rejected: [] });
    expect(await logOf(beacon.device)).toEqual(before);
  });

  test('loses only the events that are wrong, each named with its code', async () => {
    const beacon = beaconOf(site, [
      wireEvent('page_view', { url: 'javascript:alert(1)' }),
      wireEvent('page_view'),
      wireEvent('email_open'),
      wireEvent('page_view', { at: Date.now() - limits.maxAgeMs - 60_000 }),
      wireEvent('note', { props: { text: 'x'.repeat(9_000) } }),
      'nonsense',
    ]);
    const response = await post(beacon);
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({
      accepted: 1,
      rejected: [
        { index: 0, code: 'invalid_event' },
        { index: 2, code: 'server_only' },
        { index: 3, code: 'too_old' },
        { index: 4, code: 'too_large' },
        { index: 5, code: 'invalid_event' },
      ],
    });
    expect(await logOf(beacon.device)).toHaveLength(1);
  });

  test('of an automated browser is stored, marked and earns nothing', async () => {
    const beacon = beaconOf(site, [wireEvent('page_view', { url: `${page}/pricing` })], { automated: true });
    expect((await post(beacon)).status).toBe(202);
    const log = await logOf(beacon.device);
    expect(log.map(({ origin }) => origin)).toEqual(['automated']);
    const heat = await env.DB.prepare('select sum(heat) as heat from score where device = unhex(?1)')
      .bind(hexOf(String(beacon.device)))
      .first('heat');
    expect(heat ?? 0).toBe(0);
  });

  test('occurred when its own clock says, as a distance from its arrival', async () => {
    const decade = 3_650 * 86_400_000;
    const sentAt = Date.now() - decade;
    const beacon = beaconOf(
      site,
      [wireEvent('early', { at: sentAt - 60_000 }), wireEvent('late', { at: sentAt + 60_000 })],
      { sentAt },
    );
    const before = Date.now();
    await post(beacon);
    const after = Date.now();
    const [early, late] = await logOf(beacon.device);
    expect(early?.occurred_at).toBeGreaterThanOrEqual(before - 60_000);
    expect(early?.occurred_at).toBeLessThanOrEqual(after - 60_000);
    expect(late?.occurred_at).toBeGreaterThanOrEqual(before);
    expect(late?.occurred_at).toBeLessThanOrEqual(after);
  });

  test('says the same whether or not the email is known', async () => {
    const fill = () => beaconOf(site, [wireEvent('form_fill', { form: 'contact', email: 'known@acme.com' })]);
    const first = await post(fill());
    const second = await post(fill());
    const headersOf = (response: Response) => [...response.headers].sort();
    expect(await second.text()).toBe(await first.text());
    expect(headersOf(second)).toEqual(headersOf(first));
  });
});

describe('a beacon that is refused', () => {
  const refusals: [string, () => Promise<Response>, number, string][] = [
    ['an empty body', () => post(''), 400, 'invalid_json'],
    ['no JSON', () => post('site=x'), 400, 'invalid_json'],
    [
      'half a JSON',
      () => post(JSON.stringify(beaconOf(site, [wireEvent('page_view')])).slice(0, -2)),
      400,
      'invalid_json',
    ],
    ['no UTF-8', () => post(new Uint8Array([0x22, 0xff, 0x22])), 400, 'invalid_json'],
    ['another shape', () => post({ site: site.id }), 400, 'invalid_beacon'],
    ['an array', () => post('[]'), 400, 'invalid_beacon'],
    ['null', () => post('null'), 400, 'invalid_beacon'],
    ['a device that is no UUID', () => post(beaconOf(site, [1], { device: 'x' })), 400, 'invalid_beacon'],
    ['no event', () => post(beaconOf(site, [])), 400, 'invalid_beacon'],
    ['51 events', () => post(beaconOf(site, new Array(51).fill(0))), 400, 'invalid_beacon'],
    ['33 levels', () => post(`${'['.repeat(33)}${']'.repeat(33)}`), 400, 'invalid_beacon'],
    ['30,000 levels', () => post(`{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}`), 400, 'invalid_beacon'],
    ['no Origin', () => post(beaconOf(site, [1]), { origin: null }), 403, 'origin_not_allowed'],
    ['the Origin null', () => post(beaconOf(site, [1]), { origin: 'null' }), 403, 'origin_not_allowed'],
    [
      'another Origin',
      () => post(beaconOf(site, [1]), { origin: 'https://evil.example' }),
      403,
      'origin_not_allowed',
    ],
    [
      'the Origin under http',
      () => post(beaconOf(site, [1]), { origin: 'http://example.com' }),
      403,
      'origin_not_allowed',
    ],
    ['a site that is not', () => post(beaconOf({ id: 'nobody' }, [1])), 404, 'unknown_site'],
  ];

  test.each(refusals)('%s: %#', async (_, send, status, code) => {
    const response = await send();
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const problem = await response.json<{
      code: string;
      status: number;
      detail: string;
      errors?: unknown[];
    }>();
    expect(problem).toMatchObject({ code, status });
    expect(problem.detail.length).toBeGreaterThan(10);
    if (code === 'invalid_beacon') expect(problem.errors?.length).toBeGreaterThan(0);
  });

  test('50 events are not too many', async () => {
    const events = Array.from({ length: 50 }, () => wireEvent('page_view'));
    expect(await (await post(beaconOf(site, events))).json()).toEqual({ accepted: 50, rejected: [] });
  });

  const stream = (text: string) =>
    new ReadableStream({
      start(controller) {
        for (let at = 0; at < text.length; at += 10_000) {
          controller.enqueue(new TextEncoder().encode(text.slice(at, at + 10_000)));
        }
        controller.close();
      },
    });
  const bodyOf = (length: number) => {
    const text = JSON.stringify(beaconOf(site, [wireEvent('page_view')]));
    return text + ' '.repeat(length - text.length);
  };

  test.each([
    [limits.maxBodyBytes - 1, 202],
    [limits.maxBodyBytes, 202],
    [limits.maxBodyBytes + 1, 413],
  ])('a body of %i bytes: %i, whatever its content-length says', async (length, status) => {
    expect((await post(bodyOf(length))).status).toBe(status);
    expect((await post(stream(bodyOf(length)))).status).toBe(status);
    expect((await post(stream(bodyOf(length)), { 'content-length': '10' })).status).toBe(status);
  });

  test('64 KiB are counted in bytes, not characters', async () => {
    const response = await post(bodyOf(limits.maxBodyBytes - 100).replaceAll('  ', 'é'));
    expect(response.status).toBe(400);
    expect((await post(`"${'é'.repeat(limits.maxBodyBytes / 2)}"`)).status).toBe(413);
  });

  test('an origin that was just added is let in without waiting', async () => {
    const other = await newSite({});
    await post(beaconOf(other, [1]));
    await env.DB.prepare(
      `update site set origins = '["https://new.example"]', revision = revision + 1 where id = ?1`,
    )
      .bind(other.id)
      .run();
    vi.useFakeTimers({ now: Date.now() + 2_001, toFake: ['Date'] });
    try {
      const beacon = beaconOf(other, [wireEvent('page_view', { url: 'https://new.example/' })]);
      expect((await post(beacon, { origin: 'https://new.example' })).status).toBe(202);
    } finally {
      vi.useRealTimers();
    }
  });

  /** The Worker with other bindings than the test's. */
  async function sendUnder(
    bindings: Record<string, unknown>,
    beacon: Record<string, unknown>,
  ): Promise<Response> {
    const { default: worker } = await import('../../../worker/index.ts');
    const request = new Request('https://t.example.com/e', {
      method: 'POST',
      headers: { origin: page, 'cf-connecting-ip': '203.0.113.9' },
      body: JSON.stringify(beacon),
    });
    const context = createExecutionContext();
    const response = await worker.fetch(request, { ...env, ...bindings } as typeof env, context);
    await waitOnExecutionContext(context);
    return response;
  }

  function expectToWait(response: Response, status: number, seconds: string): void {
    expect(response.status).toBe(status);
    expect(response.headers.get('retry-after')).toBe(seconds);
    expect(response.headers.get('access-control-expose-headers')).toBe('Retry-After');
    expect(response.headers.get('access-control-allow-origin')).toBe(page);
  }

  test('too often is told to wait', async () => {
    const keys: string[] = [];
    const BEACON_LIMIT = { limit: async ({ key }: { key: string }) => ({ success: keys.push(key) === 1 }) };
    const limited = { LIMITS: 'on', BEACON_LIMIT };
    expect((await sendUnder(limited, beaconOf({ id: 'x' }, [1]))).status).toBe(404);
    expectToWait(await sendUnder(limited, beaconOf({ id: 'x' }, [1])), 429, '60');
    expect(keys).toEqual(['203.0.113.9 x', '203.0.113.9 x']);
    expect((await sendUnder({ ...limited, LIMITS: 'off' }, beaconOf({ id: 'x' }, [1]))).status).toBe(404);
  });

  test('a database that is not there asks to come back', async () => {
    const overloaded = () => {
      throw new Error('D1_ERROR: D1 DB is overloaded. Requests queued for too long.');
    };
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const known = beaconOf(site, [wireEvent('page_view')]);
    await post(known);
    const DB = { prepare: overloaded, batch: overloaded };
    expectToWait(await sendUnder({ DB }, beaconOf({ id: 'not read yet' }, [1])), 503, '5');
    expectToWait(await sendUnder({ DB }, known), 503, '5');
    logged.mockRestore();
  });
});

describe('across origins', () => {
  test.each([
    ['202', () => post(beaconOf(site, [wireEvent('page_view')])), page],
    ['403', () => post(beaconOf(site, [1]), { origin: 'https://evil.example' }), 'https://evil.example'],
    ['404', () => post(beaconOf({ id: 'nobody' }, [1])), page],
    ['413', () => post('x'.repeat(limits.maxBodyBytes + 1)), page],
    ['400', () => post('x'), page],
  ])('an answer %s can be read', async (status, send, origin) => {
    const { status: is, headers } = await send();
    expect(String(is)).toBe(status);
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('access-control-expose-headers')).toBe('Retry-After');
    expect(headers.get('vary')).toMatch(/\bOrigin\b/);
  });

  test('an origin null gets no credentials, and no Origin no header', async () => {
    const fromNull = await post(beaconOf(site, [1]), { origin: 'null' });
    expect(fromNull.headers.get('access-control-allow-credentials')).toBeNull();
    const fromNowhere = await post(beaconOf(site, [1]), { origin: null });
    expect(fromNowhere.headers.get('access-control-allow-origin')).toBeNull();
    expect(fromNowhere.headers.get('vary')).toMatch(/\bOrigin\b/);
  });

  test('a preflight for application/json is answered', async () => {
    const { status, headers } = await exports.default.fetch(
      new Request('https://t.example.com/e', {
        method: 'OPTIONS',
        headers: {
          origin: page,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
        },
      }),
    );
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(page);
    expect(headers.get('access-control-allow-methods')).toBe('POST');
    expect(headers.get('access-control-allow-headers')).toBe('Content-Type');
    expect(headers.get('access-control-allow-credentials')).toBe('true');
  });
});

describe('what is dropped is answered, counted and not stored', () => {
  const countOf = (id: string | number) =>
    env.DB.prepare(
      `select reason, day, beacons from dropped where site = ${typeof id === 'number' ? '?1' : keyOf('?1')}`,
    )
      .bind(id)
      .all();

  // The first drop of an isolate is written at once, later ones within 10 s. Another file may have had the first.
  test('a crawler is counted', async () => {
    const site = await newSite({});
    const bot = { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' };
    await post(beaconOf(site, [wireEvent('page_view')]), bot);
    const day = new Date().toISOString().slice(0, 10);
    await vi.waitFor(
      async () => expect((await countOf(site.id)).results).toEqual([{ reason: 'bot', day, beacons: 1 }]),
      { timeout: 15_000, interval: 100 },
    );
  });

  test('a page whose origin is not allowed is counted without its origin; without an origin that can be added, it is not', async () => {
    const site = await newSite({});
    const beacon = beaconOf(site, [wireEvent('page_view')]);
    for (const origin of [
      null,
      'null',
      'chrome-extension://abc',
      'https://<b>.example',
      'https://www.example.com',
    ]) {
      expect((await post(beacon, { origin })).status).toBe(403);
    }
    const day = new Date().toISOString().slice(0, 10);
    await vi.waitFor(
      async () =>
        expect((await countOf(site.id)).results).toEqual([{ reason: 'origin_not_allowed', day, beacons: 1 }]),
      { timeout: 15_000, interval: 100 },
    );
    expect(await logOf(beacon.device)).toEqual([]);
  });

  test.each([
    ['bot', {}, { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }],
    ['gpc', {}, { 'sec-gpc': '1' }],
    ['excluded', { exclude: { ips: ['203.0.113.0/24'] } }, { 'cf-connecting-ip': '203.0.113.9' }],
    ['excluded', { exclude: { ips: ['2001:db8::/32'] } }, { 'cf-connecting-ip': '2001:DB8:1::2' }],
    ['excluded', { exclude: { paths: ['/pricing*'] } }, {}],
  ])('%s under %j', async (reason, changes, headers) => {
    const site = await newSite(changes);
    const beacon = beaconOf(site, [wireEvent('page_view', { url: `${page}/pricing/` })]);
    const response = await post(beacon, headers);
    expect(response.status).toBe(202);
    expect(await response.text()).toBe(`{"accepted":0,"rejected":[],"dropped":"${reason}"}`);
    expect(await logOf(beacon.device)).toEqual([]);
  });

  test('a count is written down', async () => {
    const { createDropCounter } = await import('../../../worker/intake/drop-count.ts');
    const waits: number[] = [];
    const counter = createDropCounter(10_000, async (ms) => waits.push(ms));
    const at = (now: number) => counter.count(env.DB, { site: 9_999, reason: 'bot', now });
    const midnight = Date.parse('2026-11-23T00:00:00Z');
    await at(midnight - 2);
    const second = at(midnight - 1);
    expect(at(midnight)).toBeNull();
    await second;
    expect(waits).toEqual([9_999]);
    expect((await countOf(9_999)).results).toEqual([
      { reason: 'bot', day: '2026-11-22', beacons: 2 },
      { reason: 'bot', day: '2026-11-23', beacons: 1 },
    ]);
  });

  test('the address is stored nowhere', async () => {
    const beacon = beaconOf(site, [wireEvent('page_view')]);
    await post(beacon, { 'cf-connecting-ip': '203.0.113.77' });
    const { results: tables } = await env.DB.prepare(
      `select name from sqlite_master where type = 'table' and name not like '\\_%' escape '\\' and name not like 'sqlite%'`,
    ).all<{ name: string }>();
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables) {
      const { results } = await env.DB.prepare(`select * from "${name}"`).all();
      expect(JSON.stringify(results)).not.toMatch(/203\.0\.113\.77|Macintosh/);
    }
  });

  test('under GPC what is done on purpose is kept', async () => {
    const site = await newSite({});
    const beacon = beaconOf(site, [
      wireEvent('page_view'),
      wireEvent('form_fill', { form: 'contact', email: 'gpc@acme.com' }),
      wireEvent('identify', { userId: 'u-gpc' }),
      wireEvent('Demo Booked'),
      wireEvent('download', { file: `${page}/a.pdf` }),
    ]);
    const response = await post({ ...beacon, keep: true }, { 'sec-gpc': '1', 'sec-fetch-site': 'same-site' });
    expect(await response.json()).toEqual({ accepted: 3, rejected: [] });
    expect(response.headers.get('set-cookie')).toBeNull();
    expect((await logOf(beacon.device)).map(({ kind }) => kind)).toEqual([
      'form_fill',
      'identify',
      'demo_booked',
    ]);
  });

  test('a site that ignores GPC gets everything', async () => {
    const site = await newSite({ gpc: 'ignore' });
    const response = await post(beaconOf(site, [wireEvent('page_view')]), { 'sec-gpc': '1' });
    expect(await response.json()).toEqual({ accepted: 1, rejected: [] });
  });

  test('a User-Agent that is missing is no crawler', async () => {
    const response = await post(beaconOf(site, [wireEvent('page_view')]), { 'user-agent': '' });
    expect(await response.json()).toEqual({ accepted: 1, rejected: [] });
  });
});

describe('the cookie', () => {
  const renew = (headers: Record<string, string>, more: Record<string, unknown> = {}, url?: string) => {
    const beacon = beaconOf(site, [wireEvent('page_view')], { keep: true, ...more });
    return post(beacon, headers, url).then((response) => ({
      device: beacon.device,
      cookie: response.headers.get('set-cookie'),
    }));
  };

  test('is renewed for the name that page and Worker share', async () => {
    const { device, cookie } = await renew({ 'sec-fetch-site': 'same-site' });
    expect(cookie).toBe(
      `leadlight=${device}; Max-Age=34128000; Path=/; SameSite=Lax; Domain=example.com; Secure`,
    );
  });

  test('is host-only on one host', async () => {
    const { device, cookie } = await renew({ 'sec-fetch-site': 'same-origin' }, {}, 'https://example.com/e');
    expect(cookie).toBe(`leadlight=${device}; Max-Age=34128000; Path=/; SameSite=Lax; Secure`);
  });

  test('is not renewed without consent, nor across sites', async () => {
    expect((await renew({ 'sec-fetch-site': 'same-site' }, { keep: false })).cookie).toBeNull();
    expect((await renew({ 'sec-fetch-site': 'cross-site' })).cookie).toBeNull();
    expect((await renew({}, {}, 'https://leadlight.workers.dev/e')).cookie).toBeNull();
  });

  test('never repeats what is no device', async () => {
    const response = await post(
      beaconOf(site, [wireEvent('page_view')], { keep: true, device: 'a; Domain=x' }),
    );
    expect(response.status).toBe(400);
    expect(response.headers.get('set-cookie')).toBeNull();
  });
});

describe('a token', () => {
  const secret = 'the identity secret of the site';
  const identify = async (claims: Record<string, unknown>, { key = secret, expires = '5m' } = {}) => {
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime(expires)
      .sign(new TextEncoder().encode(key));
    await env.DB.prepare('update site set identity_secret = ?2, revision = revision + 1 where key = ?1')
      .bind(site.key, secret)
      .run();
    forgetSite(site.id);
    const beacon = beaconOf(site, [
      wireEvent('identify', { email: 'claim@acme.com', userId: 'claim', token }),
    ]);
    expect(await (await post(beacon)).json()).toEqual({ accepted: 1, rejected: [] });
    const [stored] = await logOf(beacon.device);
    return JSON.parse(stored?.body ?? '');
  };

  test('makes the identity verified, and its claims win', async () => {
    expect(await identify({ email: 'Ann@Acme.com', sub: '42' })).toEqual({
      url: `${page}/`,
      email: 'ann@acme.com',
      userId: '42',
      verified: true,
    });
  });

  test('vouches for nothing that it does not name', async () => {
    expect(await identify({ sub: '43' })).toEqual({ url: `${page}/`, userId: '43', verified: true });
  });

  test('whose audience is the site is believed', async () => {
    expect(await identify({ sub: '44', aud: site.id })).toMatchObject({ userId: '44', verified: true });
  });

  test.each([
    ['signed with another key', { sub: '42' }, { key: 'another key, of the attacker' }],
    ['expired', { sub: '42' }, { expires: '-1m' }],
    ['naming nobody', { sub: 'undefined' }, {}],
    ['for another site', { sub: '42', aud: 'another-site' }, {}],
    ['made in the future', { sub: '42', iat: Math.ceil(Date.now() / 1_000) + 3_600 }, { expires: '2h' }],
  ])('%s leaves a claim', async (_, claims, how) => {
    const body = await identify(claims, how);
    expect(body).toMatchObject({ email: 'claim@acme.com', userId: 'claim' });
    expect(body).not.toHaveProperty('verified');
    expect(body).not.toHaveProperty('token');
  });
});
