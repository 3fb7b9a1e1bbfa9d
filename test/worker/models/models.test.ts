// Models as a marketer's program sees them: drafted, warned of, refused, published.

import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { call, newSite, newToken } from '../../support/api.ts';
import { keyOf } from '../../support/sites.ts';

const draft = { ...defaultModel, halfLifeDays: 7 };
const changed = (change: Record<string, unknown>) => ({ ...defaultModel, ...change });
/** The default model with its second rule, `pricing`, changed. */
const withPricing = (change: Record<string, unknown>) =>
  changed({
    rules: defaultModel.rules.map((rule) => (rule.id === 'pricing' ? { ...rule, ...change } : rule)),
  });
/** The default model with one fit rule, `seats`. */
const withFit = (rule: Record<string, unknown>) =>
  changed({
    fit: { rules: [{ id: 'seats', label: 'Seats', points: 1, ...rule }], grades: { A: 70, B: 40, C: 20 } },
  });
const each = { trait: 'employees', of: 100 };

test('a new site serves the default model, as version 1', async () => {
  const site = await newSite();
  const { status, body } = await call(`GET /v1/sites/${site}/model`);
  expect(status).toBe(200);
  const publishedAt = expect.any(Number);
  const [name, rest] = ['default', { rescoring: null, reminder: null }];
  expect(body).toEqual({ version: 1, name, model: defaultModel, publishedAt, ...rest });
  expect((await call(`GET /v1/sites/${site}/models`)).body).toEqual({
    data: [
      {
        version: 1,
        name,
        createdAt: body.publishedAt,
        publishedAt: body.publishedAt,
        fittedAt: null,
        state: 'served',
      },
    ],
    nextCursor: null,
  });
});

test('a draft gets the next version and changes nothing that is served', async () => {
  const site = await newSite();
  const before = (await call(`GET /v1/sites/${site}/model`)).body;
  const { status, body } = await call(`POST /v1/sites/${site}/models`, { body: draft });
  expect([status, body]).toEqual([201, { version: 2, warnings: [] }]);
  expect((await call(`GET /v1/sites/${site}/models/2`)).body).toEqual({
    version: 2,
    name: 'default',
    createdAt: expect.any(Number),
    publishedAt: null,
    fittedAt: null,
    state: 'draft',
    model: draft,
  });
  expect((await call(`GET /v1/sites/${site}/model`)).body).toEqual(before);
});

test('drafts made at the same time get versions of their own', async () => {
  const site = await newSite();
  const made = await Promise.all(
    [1, 2, 3, 4, 5].map(() => call(`POST /v1/sites/${site}/models`, { body: draft })),
  );
  expect(made.map(({ body }) => body.version).toSorted()).toEqual([2, 3, 4, 5, 6]);
});

test('versions are listed newest first, in pages', async () => {
  const site = await newSite();
  for (let i = 0; i < 4; i++) await call(`POST /v1/sites/${site}/models`, { body: draft });
  const pages: number[][] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body }: { body: { data: { version: number }[]; nextCursor: string | null } } = await call(
      `GET /v1/sites/${site}/models?limit=2${cursor && `&cursor=${cursor}`}`,
    );
    pages.push(body.data.map(({ version }) => version));
    cursor = body.nextCursor;
  }
  expect(pages).toEqual([[5, 4], [3, 2], [1]]);
});

test.each(['2', '0', '-1', 'x', '1.5', '99999999999999999999'])('there is no version %s', async (version) => {
  const { status } = await call(`GET /v1/sites/${await newSite()}/models/${version}`);
  expect(status).toBe(version === '2' ? 404 : 400);
});

test('warns of hosts and parameters that events of the site do not have', async () => {
  const site = await newSite({ settings: { keepQuery: ['plan'] } });
  const warned = async (where: Record<string, string>) => {
    const { status, body } = await call(`POST /v1/sites/${site}/models`, { body: withPricing({ where }) });
    expect(status).toBe(201);
    return body.warnings.map(({ path }: { path: string }) => path);
  };
  expect(await warned({ host: 'acme.com' })).toEqual(['rules[1].where.host']);
  expect(await warned({ host: 'acme.test', 'query.plan': 'team' })).toEqual([]);
  expect(await warned({ 'query.coupon': '*' })).toEqual(['rules[1].where.query.coupon']);
});

test('warnings name the rule, and refuse nothing', async () => {
  const site = await newSite();
  const { rules } = withPricing({ where: { path: 'pricing' } });
  const body = changed({
    rules: rules.map((rule) => (rule.id === 'page' ? { ...rule, cap: undefined } : rule)),
  });
  const answer = await call(`POST /v1/sites/${site}/models`, { body });
  expect(answer.status).toBe(201);
  expect(answer.body.warnings).toEqual([
    { rule: 'page', path: 'rules[0].cap', message: expect.stringContaining('add a cap') },
    { rule: 'pricing', path: 'rules[1].where.path', message: expect.stringContaining('"pricing"') },
  ]);
});

const { levels } = defaultModel;

test.each([
  ['no list of rules', changed({ rules: undefined }), 'rules', /array/],
  ['rules that are no list', changed({ rules: 'all' }), 'rules', /array/],
  ['points beyond the bound', withPricing({ points: 10_001 }), 'rules[1].points', /^rule "pricing": .*10000/],
  ['points that are text', withPricing({ points: '10' }), 'rules[1].points', /^rule "pricing": .*number/],
  [
    'points that are no number in JSON',
    withPricing({ points: null }),
    'rules[1].points',
    /^rule "pricing": .*number/,
  ],
  [
    'neither points nor disqualifies',
    withPricing({ points: undefined }),
    'rules[1].points',
    /^rule "pricing": add "points"/,
  ],
  [
    'a group of a rule that is not there',
    changed({ groups: [{ id: 'g', rules: ['pricing', 'none'], cap: { times: 1, per: 'day' } }] }),
    'groups[0].rules[1]',
    /^group "g": there is no rule "none"/,
  ],
  [
    'a rule in two groups',
    changed({
      groups: [
        { id: 'g', rules: ['pricing', 'page'], cap: { times: 1, per: 'day' } },
        { id: 'h', rules: ['download', 'page'], cap: { times: 1, per: 'day' } },
      ],
    }),
    'groups[1].rules[1]',
    /^group "h": rule "page" is in group "g" already/,
  ],
  [
    'a group twice',
    changed({
      groups: [
        { id: 'g', rules: ['pricing', 'page'], cap: { times: 1, per: 'day' } },
        { id: 'g', rules: ['download', 'demo'], cap: { times: 1, per: 'day' } },
      ],
    }),
    'groups[1].id',
    /^group "g" appears twice/,
  ],
  [
    'a group of one',
    changed({ groups: [{ id: 'g', rules: ['pricing'], cap: { times: 1, per: 'day' } }] }),
    'groups[0].rules',
    /at least two rules/,
  ],
  [
    'a group that counts by a key',
    changed({ groups: [{ id: 'g', rules: ['pricing', 'page'], cap: { times: 1, per: 'day', by: 'path' } }] }),
    'groups[0].cap.by',
    /unknown key/,
  ],
  ['an unknown key', withPricing({ pts: 3 }), 'rules[1].pts', /^rule "pricing": unknown key/],
  [
    'an unknown window',
    withPricing({ cap: { times: 1, per: 'year' } }),
    'rules[1].cap.per',
    /^rule "pricing": .*"month"/,
  ],
  [
    'a cap of nothing',
    withPricing({ cap: { times: 0, per: 'day' } }),
    'rules[1].cap.times',
    /^rule "pricing": .*1/,
  ],
  [
    'a key that events have not',
    withPricing({ where: { colour: 'red' } }),
    'rules[1].where.colour',
    /^rule "pricing": .*can read path/,
  ],
  [
    'a condition of a number',
    withPricing({ where: { path: 5 } }),
    'rules[1].where.path',
    /^rule "pricing": a condition is a glob/,
  ],
  [
    'a range of text',
    withPricing({ where: { seconds: { gte: 'x' } } }),
    'rules[1].where.seconds.gte',
    /^rule "pricing": .*number/,
  ],
  ['an empty range', withPricing({ where: { seconds: {} } }), 'rules[1].where.seconds', /^rule "pricing": /],
  ['nth without per', withPricing({ nth: 2 }), 'rules[1].per', /^rule "pricing": "nth" needs "per"/],
  ['an id with a space', withPricing({ id: 'my rule' }), 'rules[1].id', /lower-case letters/],
  ['a rule that is no object', changed({ rules: [5] }), 'rules[0]', /^rule "#1": .*object/],
  [
    'an id twice',
    changed({ rules: [...defaultModel.rules, defaultModel.rules[0]] }),
    'rules[17].id',
    /rule "page" appears twice/,
  ],
  [
    'a group without a cap',
    { ...defaultModel, groups: [{ id: 'reading', rules: ['page', 'pricing'] }] },
    'groups[0].cap',
    /^group "reading": /,
  ],
  ['a fit rule for nobody', withFit({}), 'fit.rules[0].where', /^fit rule "seats": add "where"/],
  [
    'points by number without end',
    withFit({ each }),
    'fit.rules[0].max',
    /^fit rule "seats": "each" needs "max"/,
  ],
  [
    'both',
    withFit({ each, max: 20, where: { title: '*' } }),
    'fit.rules[0].each',
    /^fit rule "seats": .*two rules/,
  ],
  [
    '"max" for nothing',
    withFit({ where: { title: '*' }, max: 20 }),
    'fit.rules[0].max',
    /^fit rule "seats": "max" works only with "each"/,
  ],
  [
    'less than a unit at most',
    withFit({ each, max: 20, points: -21 }),
    'fit.rules[0].max',
    /^fit rule "seats": "max" is less than the points of one unit/,
  ],
  [
    'units of nothing',
    withFit({ each: { ...each, of: 0 }, max: 20 }),
    'fit.rules[0].each.of',
    /^rule "seats": .*>0/,
  ],
  ['units of no trait', withFit({ each: { of: 1 }, max: 20 }), 'fit.rules[0].each.trait', /^rule "seats": /],
  ['none at most', withFit({ each, max: 0 }), 'fit.rules[0].max', /^rule "seats": .*>0/],
  ['an unknown key of a fit rule', withFit({ each, max: 1, per: 'day' }), 'fit.rules[0].per', /unknown key/],
  [
    'a fit rule twice',
    changed({
      fit: {
        rules: [1, 2].map(() => ({ id: 'x', label: 'x', where: { a: '*' }, points: 1 })),
        grades: { A: 3, B: 2, C: 1 },
      },
    }),
    'fit.rules[1].id',
    /rule "x" appears twice/,
  ],
  ['half a day', changed({ halfLifeDays: 0.5 }), 'halfLifeDays', /1/],
  ['3,651 days', changed({ halfLifeDays: 3_651 }), 'halfLifeDays', /3650/],
  ['three levels', changed({ levels: levels.slice(1) }), 'levels', /4/],
  [
    'keep above at',
    changed({ levels: [{ name: 'hot', at: 45, keep: 46 }, ...levels.slice(1)] }),
    'levels[0]',
    /"keep"/,
  ],
])('a model with %s is refused, with the place and the mend', async (_, body, path, message) => {
  const site = await newSite();
  const answer = await call(`POST /v1/sites/${site}/models`, { body });
  expect([answer.status, answer.body.code]).toEqual([400, 'invalid_model']);
  const error = answer.body.errors.find((each: { path: string }) => each.path === path);
  expect([answer.body.errors, error?.message]).toEqual([expect.anything(), expect.stringMatching(message)]);
  expect((await call(`GET /v1/sites/${site}/models`)).body.data).toHaveLength(1);
});

test('points by number are taken as they are given, up to as much as one unit gives', async () => {
  const site = await newSite();
  for (const points of [20, -20, 0.5]) {
    const body = withFit({ each, max: 20, points });
    const { status, body: made } = await call(`POST /v1/sites/${site}/models`, { body });
    expect([status, made.warnings]).toEqual([201, []]);
    const { model } = (await call(`GET /v1/sites/${site}/models/${made.version}`)).body;
    expect(model).toEqual(body);
  }
});

test.each([
  ['no body', undefined],
  ['null', 'null'],
  ['a list', '[]'],
  ['a number', '5'],
  ['rules of __proto__', '{"rules":[{"__proto__":{"id":"x"}}]}'],
  ['10,000 empty rules', JSON.stringify({ rules: new Array(10_000).fill({}) })],
  ['a rule with an id of another type', '{"rules":[{"id":{}}],"fit":5}'],
  ['a fit of null', '{"rules":[],"fit":{"rules":[null]}}'],
])('%s instead of a model is refused as an invalid model, at a bounded length', async (_, body) => {
  const answer = await call(`POST /v1/sites/${await newSite()}/models`, { body });
  expect([answer.status, answer.body.code]).toEqual([400, 'invalid_model']);
  expect(answer.body.errors.length).toBeLessThanOrEqual(50);
  expect(answer.body.errors.length).toBeGreaterThan(0);
});

test('a published version is served, and the one before is retired', async () => {
  const site = await newSite();
  await call(`POST /v1/sites/${site}/models`, { body: draft });
  const token = await newToken('editor');
  const published = await call(`POST /v1/sites/${site}/models/2/publish`, { token, body: { alerts: false } });
  expect([published.status, published.body]).toEqual([200, { version: 2, rescoring: null }]);
  expect((await call(`GET /v1/sites/${site}/model`)).body).toEqual({
    version: 2,
    name: 'default',
    model: draft,
    publishedAt: expect.any(Number),
    rescoring: null,
    reminder: null,
  });
  const { data } = (await call(`GET /v1/sites/${site}/models`)).body;
  expect(data.map(({ state }: { state: string }) => state)).toEqual(['served', 'retired']);
  const row = await env.DB.prepare(
    `select actor, detail from audit where site = ${keyOf('?')} and action = 'model.publish'`,
  )
    .bind(site)
    .first();
  expect(row).toMatchObject({ actor: token.split('_')[1], detail: '{"version":2}' });
});

test('publishing what is served already changes nothing, and a body is not needed', async () => {
  const site = await newSite();
  const before = (await call(`GET /v1/sites/${site}/model`)).body;
  const again = await call(`POST /v1/sites/${site}/models/1/publish`);
  expect([again.status, again.body]).toEqual([200, { version: 1, rescoring: null }]);
  expect((await call(`GET /v1/sites/${site}/model`)).body).toEqual(before);
});

test('a version that does not exist cannot be published', async () => {
  const { status, body } = await call(`POST /v1/sites/${await newSite()}/models/2/publish`);
  expect([status, body.code]).toEqual([404, 'not_found']);
});

test('while one version is being filled, its progress shows and another has to wait', async () => {
  const site = await newSite();
  for (let i = 0; i < 2; i++) await call(`POST /v1/sites/${site}/models`, { body: draft });
  await env.DB.batch([
    env.DB.prepare('update site set filling_version = 2, revision = revision + 1 where id = ?').bind(site),
    env.DB.prepare(
      `update model set landmark = 1, published_at = 1, cursor = '', done = 3, total = 10 where site = ${keyOf('?')} and version = 2`,
    ).bind(site),
  ]);
  const { body } = await call(`GET /v1/sites/${site}/model`);
  expect([body.version, body.rescoring]).toEqual([1, { done: 3, total: 10 }]);
  expect((await call(`GET /v1/sites/${site}/models/2`)).body.state).toBe('filling');
  const other = await call(`POST /v1/sites/${site}/models/3/publish`);
  expect([other.status, other.body.code]).toEqual([409, 'conflict']);
  expect((await call(`POST /v1/sites/${site}/models/2/publish`)).body).toEqual({
    version: 2,
    rescoring: null,
  });
  expect((await call(`GET /v1/sites/${site}/model`)).body.version).toBe(2);
});

test('the difference of two versions is told in words, against the served one or another', async () => {
  const site = await newSite();
  await call(`POST /v1/sites/${site}/models`, { body: draft });
  await call(`POST /v1/sites/${site}/models`, { body: withPricing({ points: 12 }) });
  const diff = async (query: string) => (await call(`GET /v1/sites/${site}/models/${query}`)).body;
  expect(await diff('2/diff')).toEqual({
    version: 2,
    against: 1,
    lines: ['Half-life: 7 days instead of 14 days.'],
  });
  expect((await diff('3/diff?against=2')).lines).toEqual([
    'Half-life: 14 days instead of 7 days.',
    'Rule "pricing" (Viewed pricing): 12 points instead of 10 points.',
  ]);
  expect((await diff('1/diff')).lines).toEqual([]);
  expect((await call(`GET /v1/sites/${site}/models/9/diff`)).status).toBe(404);
  expect((await call(`GET /v1/sites/${site}/models/1/diff?against=9`)).status).toBe(404);
});

test('a model that has been served for more than half a year says so', async () => {
  const site = await newSite();
  const age = (days: number) =>
    env.DB.prepare(`update model set published_at = ?2 where site = ${keyOf('?1')}`)
      .bind(site, Date.now() - days * 86_400_000)
      .run();
  await age(182);
  expect((await call(`GET /v1/sites/${site}/model`)).body.reminder).toBeNull();
  await age(184);
  expect((await call(`GET /v1/sites/${site}/model`)).body.reminder).toMatch(/more than six months/);
});
