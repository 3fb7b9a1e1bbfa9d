// `POST /v1/sites/{site}/outcomes`: how deals ended, and what becomes of the visitor.

import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { call, newToken } from '../../support/api.ts';
import { beaconOf, post as postBeacon, wireEvent } from '../../support/beacons.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { makeSite } from '../../support/sites.ts';

const day = 86_400_000;
const model = {
  ...defaultModel,
  rules: [
    ...defaultModel.rules,
    { id: 'rival', label: 'Rival', on: '*', where: { email: '*@rival.test' }, disqualifies: true as const },
  ],
};

let site: SiteConfig;
beforeEach(async () => {
  site = await makeSite(env.DB, model, { landmark: Date.now() });
});

const post = (body: unknown, token = env.ADMIN_TOKEN) =>
  call(`POST /v1/sites/${site.id}/outcomes`, { body, token });
const tell = (events: unknown[]) => call(`POST /v1/sites/${site.id}/events`, { body: { events } });
const claim = async (names: object) => {
  const sent = await postBeacon(beaconOf(site, [wireEvent('identify', { ...names })]));
  expect(sent.status).toBe(202);
};
const list = async (query = '') => (await call(`GET /v1/sites/${site.id}/visitors${query}`)).body.data;
const visitor = async (email: string) => (await list(`?email=${encodeURIComponent(email)}`))[0];
const logged = async () =>
  (
    await env.DB.prepare(
      "select body, occurred_at as at from event where site = ?1 and kind = 'outcome' order by arrival, position",
    )
      .bind(site.key)
      .all<{ body: string; at: number }>()
  ).results.map(({ body, at }) => ({ at, ...JSON.parse(body) }));

/** A hot visitor with two devices, known by email. */
async function hot(email: string): Promise<string> {
  const demo = { kind: 'form_fill', form: 'demo', email };
  await tell([
    { ...demo, device: crypto.randomUUID() },
    { kind: 'page_view', url: 'https://example.com/pricing', email, device: crypto.randomUUID() },
  ]);
  return (await visitor(email)).id;
}

describe('a sale', () => {
  it('makes the visitor a customer: off the hot list, listed as such, the score as it was', async () => {
    await hot('ann@acme.test');
    const before = await visitor('ann@acme.test');
    expect(before).toMatchObject({ status: 'hot', level: 1, outcome: null });
    const sold = {
      id: 'crm-1',
      email: ' Ann@Acme.test',
      result: 'won',
      deal: 'D1',
      value: 1200,
      currency: 'eur',
    };
    expect(await post(sold)).toMatchObject({ status: 200, body: { accepted: 1, rejected: [] } });
    expect(await visitor('ann@acme.test')).toMatchObject({
      id: before.id,
      status: 'customer',
      level: null,
      cell: null,
      nextAction: null,
      coolsAt: null,
      outcome: 'won',
      verified: true,
      score: expect.closeTo(before.score, 0),
    });
    expect(await list('?status=hot')).toEqual([]);
    expect(await list('?status=customer')).toHaveLength(1);
    expect(await logged()).toMatchObject([
      { outcome: 'crm-1', result: 'won', deal: 'D1', value: 1200, currency: 'EUR' },
    ]);
    await expectFold(env.DB, (await readSite(env.DB, site.key)) as SiteConfig);
  });

  it('stays one, whatever is told or done afterwards', async () => {
    const id = await hot('ann@acme.test');
    await post({ id: '1', visitor: id, result: 'won', at: Date.now() - 9 * day });
    await post({ id: '2', visitor: id, result: 'lost' });
    await tell([{ kind: 'form_fill', form: 'demo', email: 'ann@acme.test' }]);
    expect(await visitor('ann@acme.test')).toMatchObject({ status: 'customer', outcome: 'won' });
  });

  it('counts more than a disqualifying rule', async () => {
    await hot('eve@rival.test');
    expect(await visitor('eve@rival.test')).toMatchObject({ status: 'disqualified' });
    await post({ id: '1', email: 'eve@rival.test', result: 'won' });
    expect(await visitor('eve@rival.test')).toMatchObject({ status: 'customer' });
    await tell([{ kind: 'page_view', url: 'https://example.com/', email: 'eve@rival.test' }]);
    expect(await visitor('eve@rival.test')).toMatchObject({ status: 'customer' });
  });

  it('is a line of the explanation, worth nothing, and an event of the timeline', async () => {
    const id = await hot('ann@acme.test');
    await post({ id: '1', visitor: id, result: 'won', deal: 'D1' });
    const { lines } = (await call(`GET /v1/sites/${site.id}/visitors/${id}/explanation`)).body;
    expect(lines.filter(({ rule }: { rule: string }) => rule === 'outcome')).toMatchObject([
      { label: 'Became a customer', points: 0, worth: 0, capped: false },
    ]);
    const [last] = (await call(`GET /v1/sites/${site.id}/visitors/${id}/events`)).body.data;
    expect(last).toMatchObject({ kind: 'outcome', origin: 'server', body: { result: 'won', deal: 'D1' } });
  });

  it('survives publishing another model, and one that is published anew', async () => {
    const id = await hot('ann@acme.test');
    await post({ id: '1', visitor: id, result: 'won' });
    const draft = await call(`POST /v1/sites/${site.id}/models`, { body: defaultModel });
    await call(`POST /v1/sites/${site.id}/models/${draft.body.version}/publish`);
    expect((await call(`GET /v1/sites/${site.id}/model`)).body.version).toBe(draft.body.version);
    expect(await visitor('ann@acme.test')).toMatchObject({ status: 'customer', outcome: 'won' });
  });
});

describe('an outcome', () => {
  it.each([
    ['lost', { status: 'hot', outcome: 'lost' }],
    ['open', { status: 'hot', outcome: 'open' }],
  ])('that is %s leaves the status be', async (result, expected) => {
    await hot('ann@acme.test');
    await post({ id: '1', email: 'ann@acme.test', result });
    expect(await visitor('ann@acme.test')).toMatchObject(expected);
  });

  it('of someone nobody has heard of is kept for when they come', async () => {
    const at = Date.now() - 30 * day;
    await post({ id: '1', email: 'new@acme.test', result: 'won', at });
    expect(await visitor('new@acme.test')).toMatchObject({
      status: 'customer',
      score: 0,
      visits: 0,
      source: 'direct',
      firstSeen: at,
    });
    expect(await list('?source=direct')).toHaveLength(1);
    await tell([
      { kind: 'page_view', url: 'https://example.com/?utm_source=ads', email: 'new@acme.test', at: at + day },
    ]);
    expect(await visitor('new@acme.test')).toMatchObject({
      status: 'customer',
      source: 'ads',
      firstSeen: at + day,
      lastSeen: at + day,
    });
    await expectFold(env.DB, (await readSite(env.DB, site.key)) as SiteConfig);
  });

  it.each([
    ['the later wins', ['open', 1], ['lost', 2], 'lost'],
    ['told late, the later wins all the same', ['lost', 2], ['open', 1], 'lost'],
    ['a sale wins over what came later', ['won', 1], ['lost', 2], 'won'],
    ['at one moment the order of telling plays no part', ['open', 1], ['lost', 1], 'lost'],
    ['at one moment, told the other way round', ['lost', 1], ['open', 1], 'lost'],
  ] as const)('of several, %s', async (_, first, second, expected) => {
    for (const [result, days] of [first, second]) {
      const at = Date.UTC(2026, 0, days);
      await post({ id: `${result}`, userId: 7, result, at });
    }
    expect((await list('?userId=7'))[0]).toMatchObject({ outcome: expected });
    await expectFold(env.DB, (await readSite(env.DB, site.key)) as SiteConfig);
  });

  it('counts once by its id, whoever names the person how', async () => {
    const id = await hot('ann@acme.test');
    for (const who of [{ email: 'ann@acme.test' }, { email: 'ann@acme.test' }, { visitor: id }]) {
      expect((await post({ id: 'crm-1', result: 'won', ...who })).body.accepted).toBe(1);
    }
    expect(await logged()).toHaveLength(1);
  });

  it('counts once by deal and result, under any id, and again for another result', async () => {
    const id = await hot('ann@acme.test');
    const deal = 'D1';
    await post([
      { id: '1', email: 'ann@acme.test', deal, result: 'open' },
      { id: '2', email: 'ann@acme.test', deal, result: 'open' },
    ]);
    await post({ id: '3', visitor: id, deal, result: 'open' });
    await post({ id: '4', visitor: id, deal, result: 'won' });
    await post({ id: '5', email: 'ann@acme.test', deal, result: 'won' });
    expect((await logged()).map(({ outcome, result }) => [outcome, result])).toEqual([
      ['1', 'open'],
      ['4', 'won'],
    ]);
  });

  it('counts once in one call, too, whoever names the person how', async () => {
    await tell([{ kind: 'form_fill', form: 'demo', email: 'ann@acme.test', userId: '42' }]);
    const [{ id: visitor }] = await list();
    const deal = 'D1';
    await post([
      { id: '1', email: 'ann@acme.test', deal, result: 'won' },
      { id: '2', userId: '42', deal, result: 'won' },
      { id: '3', visitor, deal, result: 'won' },
      { id: '3', email: 'ann@acme.test', result: 'open' },
    ]);
    expect((await logged()).map(({ outcome, result }) => [outcome, result])).toEqual([
      ['1', 'won'],
      ['3', 'open'],
    ]);
    await post([
      { id: '4', email: 'ann@acme.test', result: 'open' },
      { id: '4', visitor, result: 'open' },
    ]);
    expect(await logged()).toHaveLength(3);
  });

  it.each<[string, { email?: string; userId?: string; isClaimed?: boolean }[], object[], string[]]>([
    [
      'a userId and its email',
      [],
      [{ email: 'ann@acme.test' }, { email: 'ann@acme.test', userId: '42' }, { userId: '42' }],
      ['1'],
    ],
    [
      'a userId that a known email gets in the same call',
      [{ email: 'ann@acme.test' }],
      [{ userId: '42' }, { email: 'ann@acme.test', userId: '42' }, { email: 'ann@acme.test' }],
      ['1'],
    ],
    [
      'the email of somebody else, with another userId',
      [{ email: 'ann@acme.test', userId: '7' }],
      [{ email: 'ann@acme.test', userId: '42' }, { email: 'ann@acme.test' }, { userId: '42' }],
      ['1', '2'],
    ],
    [
      'a verified userId with an email that a browser gave for another userId',
      [{ email: 'ann@acme.test', userId: 'forged', isClaimed: true }],
      [{ email: 'ann@acme.test', userId: '42' }, { email: 'ann@acme.test' }, { userId: '42' }],
      ['1'],
    ],
    ['two people', [], [{ email: 'ann@acme.test', userId: '7' }, { userId: '42' }], ['1', '2']],
    [
      'two people, one of a deal called "null"',
      [],
      [
        { userId: '42', deal: 'null' },
        { userId: '42', deal: undefined },
      ],
      ['1', '2'],
    ],
  ])('counts once in one call for each person, by %s', async (_, known, reports, stored) => {
    for (const { isClaimed, ...names } of known)
      await (isClaimed ? claim(names) : tell([{ kind: 'identify', ...names }]));
    const result = { deal: 'D1', result: 'won' };
    await post(reports.map((one, n) => ({ ...result, ...one, id: `${n + 1}` })));
    expect((await logged()).map(({ outcome }) => outcome)).toEqual(stored);
  });

  it('earns by its result and its value, where a rule asks for them', async () => {
    const where = { result: 'open', value: { gte: 5_000 } };
    const rules = [{ id: 'opened', label: 'Has an open deal', on: 'outcome', where, points: 20 }];
    site = await makeSite(env.DB, { ...defaultModel, rules }, { landmark: Date.now() });
    await post([
      { id: '1', email: 'ann@acme.test', result: 'open', value: 5_000 },
      { id: '2', email: 'ben@acme.test', result: 'open', value: 4_999 },
      { id: '3', email: 'cem@acme.test', result: 'lost', value: 5_000 },
    ]);
    expect(
      (await list()).map(({ email, score }: { email: string; score: number }) => [email, score]),
    ).toEqual([['ann@acme.test', 20], expect.arrayContaining([0]), expect.arrayContaining([0])]);
  });

  it('of another person is another, with the same id and deal', async () => {
    const same = { id: '1', deal: 'D1', result: 'won' };
    await post([
      { ...same, email: 'ann@acme.test' },
      { ...same, email: 'bob@acme.test' },
    ]);
    expect(await logged()).toHaveLength(2);
    expect(await list('?status=customer')).toHaveLength(2);
  });

  it('for a visitor that is not there is refused alone', async () => {
    const answer = await post([
      { id: '1', visitor: 'nobody', result: 'won' },
      { id: '2', email: 'ann@acme.test', result: 'won' },
    ]);
    expect(answer.body).toEqual({
      accepted: 1,
      rejected: [
        { index: 0, code: 'unknown_visitor', path: 'visitor', message: expect.stringMatching(/no such/) },
      ],
    });
  });

  it('of an anonymous visitor makes a customer of a device', async () => {
    await tell([{ kind: 'page_view', url: 'https://example.com/', device: crypto.randomUUID() }]);
    const [{ id }] = await list();
    await post({ id: '1', visitor: id, result: 'won' });
    expect((await list())[0]).toMatchObject({ id, identified: false, status: 'customer' });
  });
});

describe('a bad outcome of a list', () => {
  const good = { email: 'ann@acme.test', result: 'open' };
  it.each<[string, unknown, string, RegExp]>([
    ['null', null, '', /object/],
    ['a text', 'won', '', /object/],
    ['nobody', { id: 'x', result: 'won' }, '', /email, userId or visitor/],
    ['no email', { id: 'x', result: 'won', email: 'nobody' }, 'email', /email address/],
    ['a placeholder', { id: 'x', result: 'won', userId: 'null' }, 'userId', /identifies a person/],
    ['no result', { id: 'x', email: 'a@b.test' }, 'result', /won/],
    ['no id', { email: 'a@b.test', result: 'won' }, 'id', /./],
    ['an unknown key', { ...good, id: 'x', amount: 3 }, 'amount', /unknown key/],
    [
      'a deep one',
      { ...good, id: 'x', deal: JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) },
      'deal',
      /./,
    ],
    ['Unix seconds', { ...good, id: 'x', at: 1_700_000_000 }, 'at', /Unix seconds/],
    ['tomorrow', { ...good, id: 'x', at: Date.now() + day }, 'at', /in the past/],
  ])('is refused alone: %s', async (_, bad, path, message) => {
    const answer = await post(
      JSON.stringify([{ ...good, id: '1' }, 'HERE', { ...good, id: '3' }]).replace('"HERE"', textOf(bad)),
    );
    expect(answer).toMatchObject({ status: 200, body: { accepted: 2 } });
    expect(answer.body).toEqual({
      accepted: 2,
      rejected: [{ index: 1, code: 'invalid_outcome', path, message: expect.stringMatching(message) }],
    });
    expect((await logged()).map(({ outcome }) => outcome)).toEqual(['1', '3']);
  });

  it('is told of by its own place, whatever is refused for another reason', async () => {
    await post({ id: '1', email: 'ann@acme.test', result: 'open' });
    const answer = await post([
      { id: 'bad' },
      { id: '2', email: 'bob@acme.test', result: 'won' },
      { id: '3', visitor: 'nobody', result: 'won' },
      { id: '1', email: 'ann@acme.test', result: 'won' },
    ]);
    expect(answer.body.accepted).toBe(1);
    expect(
      answer.body.rejected.map(({ index, code }: { index: number; code: string }) => [index, code]),
    ).toEqual([
      [0, 'invalid_outcome'],
      [2, 'unknown_visitor'],
      [3, 'id_reused'],
    ]);
  });
});

/** JSON of what JSON.stringify cannot take: it recurses. */
function textOf(value: unknown): string {
  const deep = (value as { deal?: unknown } | null)?.deal;
  if (!Array.isArray(deep)) return JSON.stringify(value);
  return JSON.stringify({ ...(value as object), deal: 'DEEP' }).replace(
    '"DEEP"',
    `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  );
}

describe('an id that comes again', () => {
  const first = { id: '1', email: 'ann@acme.test', result: 'open', deal: 'D1', value: 5, currency: 'EUR' };
  it.each<[string, Record<string, unknown>]>([
    ['with another result', { result: 'won' }],
    ['with another value', { value: 6 }],
    ['without a value', { value: undefined, currency: undefined }],
    ['in another currency', { currency: 'USD' }],
    ['of another deal', { deal: 'D2' }],
    ['of another time', { at: Date.now() - 9 * day }],
  ])('%s is refused, and the first stands', async (_, change) => {
    await post(first);
    const refused = { accepted: 0, rejected: [{ index: 0, code: 'id_reused', path: 'id' }] };
    expect((await post({ ...first, ...change })).body).toMatchObject(refused);
    expect((await post([{ ...first, ...change }])).body).toMatchObject(refused);
    expect(await logged()).toMatchObject([{ outcome: '1', result: 'open', value: 5, deal: 'D1' }]);
  });

  it('with the same content changes nothing, however it is written', async () => {
    const at = Date.now() - day;
    const same = { ...first, at };
    await post(same);
    const again = [
      same,
      { ...same, at: new Date(at).toISOString() },
      { ...same, currency: 'eur' },
      first,
      { ...same, email: ' ANN@acme.test' },
    ];
    for (const each of again) expect((await post(each)).body).toEqual({ accepted: 1, rejected: [] });
    expect(await logged()).toHaveLength(1);
  });

  it('in one call, with other content, is refused as well; named in two ways, too', async () => {
    await tell([{ kind: 'form_fill', form: 'demo', email: 'ann@acme.test', userId: '42' }]);
    const answer = await post([
      { id: '1', email: 'ann@acme.test', result: 'open' },
      { id: '1', email: 'ann@acme.test', result: 'won' },
      { id: '1', userId: '42', result: 'lost' },
    ]);
    expect(answer.body).toMatchObject({
      accepted: 1,
      rejected: [
        { index: 1, code: 'id_reused' },
        { index: 2, code: 'id_reused' },
      ],
    });
    expect(await logged()).toMatchObject([{ result: 'open' }]);
  });

  it('under another id, a result of a deal with another value is taken with a warning, and the first stands', async () => {
    await post(first);
    const answer = await post([
      { ...first, id: '2', value: 9 },
      { ...first, id: '3' },
    ]);
    expect(answer.body).toEqual({
      accepted: 2,
      rejected: [],
      warnings: [
        { index: 0, code: 'already_recorded', path: 'deal', message: expect.stringMatching(/value 5 EUR/) },
      ],
    });
    expect(await logged()).toMatchObject([{ outcome: '1', value: 5 }]);
  });
});

describe('five hundred in a call, on the free plan', () => {
  const many = <One>(count: number, one: (n: number) => One) =>
    Array.from({ length: count }, (_, n) => one(n));
  const long = (n: number, chars: number) => `${n}`.padEnd(chars, '漢');

  it.each<[string, (n: number) => object]>([
    ['of new people, by email', (n) => ({ email: `p${n}@acme.test` })],
    ['of new people, by both', (n) => ({ email: `p${n}@acme.test`, userId: `u${n}` })],
    ['of one person', () => ({ userId: '42' })],
    [
      'with texts as long as they may be',
      (n) => ({
        id: long(n, 128),
        deal: long(n, 128),
        userId: long(n, 128),
        email: `p${n}@${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.test`,
      }),
    ],
  ])('are stored: %s', async (_, one) => {
    const list = many(500, (n) => ({ id: `${n}`, result: 'won', value: n, ...one(n) }));
    expect(await post(list)).toMatchObject({ status: 200, body: { accepted: 500, rejected: [] } });
    expect(await logged()).toHaveLength(500);
    expect(await post(list)).toMatchObject({ status: 200, body: { accepted: 500, rejected: [] } });
    expect(await logged()).toHaveLength(500);
  });

  it('are stored once each, of new and known people who are named in every way', async () => {
    await tell(
      many(170, (n) => ({
        kind: 'page_view',
        url: 'https://example.com/',
        userId: `k${n}`,
        email: `k${n}@acme.test`,
      })),
    );
    const known = await list('?limit=200');
    const ways = [
      (n: number) => ({ visitor: known[n % 170].id }),
      (n: number) => ({ email: `new${n}@acme.test` }),
      (n: number) => ({ email: `both${n}@acme.test`, userId: `both${n}` }),
    ];
    const outcomes = many(498, (n) => ({ id: `${n}`, result: 'won', deal: `D${n}`, ...ways[n % 3]?.(n) }));
    const [{ email, userId }] = known;
    const again = [
      { ...outcomes[2], id: 'a', userId: undefined },
      { id: 'b', result: 'won', deal: 'D0', email, userId },
    ];
    const answer = await post([...outcomes, ...again]);
    expect(answer).toMatchObject({ status: 200, body: { accepted: 500, rejected: [] } });
    expect(await logged()).toHaveLength(498);
  });
});

describe('what is refused whole, where it is no list', () => {
  it.each([
    ['no person', { id: '1', result: 'won' }, '', /email, userId or visitor/],
    ['two names', { id: '1', result: 'won', visitor: 'v', email: 'a@b.test' }, '', /either visitor/],
    ['no email', { id: '1', result: 'won', email: 'nobody' }, 'email', /email address/],
    ['a placeholder', { id: '1', result: 'won', userId: 'null' }, 'userId', /identifies a person/],
    ['no result', { id: '1', email: 'a@b.test', result: 'maybe' }, 'result', /won/],
    ['no id', { email: 'a@b.test', result: 'won' }, 'id', /string/],
    ['a currency', { id: '1', email: 'a@b.test', result: 'won', currency: 'euro' }, 'currency', /ISO 4217/],
    ['less than nothing', { id: '1', email: 'a@b.test', result: 'won', value: -1 }, 'value', /0/],
    ['tomorrow', { id: '1', email: 'a@b.test', result: 'won', at: Date.now() + day }, 'at', /in the past/],
    ['an unknown key', { id: '1', email: 'a@b.test', result: 'won', amount: 3 }, 'amount', /unknown key/],
    ['Unix seconds', { id: '1', email: 'a@b.test', result: 'won', at: 1_700_000_000 }, 'at', /Unix seconds/],
    ['an empty list', [], '', /./],
  ])('%s', async (_, body, path, message) => {
    const answer = await post(body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(answer.body.errors[0].path).toBe(path);
    expect(answer.body.errors[0].message).toMatch(message);
    expect(await logged()).toEqual([]);
  });

  it('more than five hundred at once', async () => {
    const of = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ id: `${n}`, email: `p${n}@acme.test`, result: 'open' }));
    expect((await post(of(501))).status).toBe(400);
    expect(await logged()).toEqual([]);
  });

  it('who may not: a token that only reads', async () => {
    const token = await newToken('read', site.id);
    expect((await post({ id: '1', email: 'a@b.test', result: 'won' }, token)).status).toBe(403);
    const writer = await newToken('write', site.id);
    expect((await post({ id: '1', email: 'a@b.test', result: 'won' }, writer)).status).toBe(200);
  });
});
