// Warnings of a valid model: what can never match, and what anyone could collect from without end.

import { describe, expect, it, test } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { type Model, model } from '../../../schema/model/model.ts';
import { modelWarnings } from '../../../worker/score/models/model-warnings.ts';

const once = { times: 1, per: 'day' } as const;

/** A valid model with this one rule, capped unless it says otherwise. */
function withRule(rule: Record<string, unknown>): Model {
  const rules = [{ id: 'r', label: 'R', on: 'page_view', points: 1, cap: once, ...rule }];
  return model.parse(JSON.parse(JSON.stringify({ ...defaultModel, groups: [], rules })));
}

const warned = (rule: Record<string, unknown>) => modelWarnings(withRule(rule)).map(({ path }) => path);

test('the default model has none', () => {
  expect(modelWarnings(defaultModel)).toEqual([]);
});

test('the contract’s example has none', () => {
  const rival = {
    id: 'rival',
    label: 'Competitor',
    on: '*',
    where: { email: '*@rival.com' },
    disqualifies: true,
  };
  expect(modelWarnings(model.parse({ ...defaultModel, rules: [...defaultModel.rules, rival] }))).toEqual([]);
});

test.each([
  ['file', 'page_view', ['where.file']],
  ['file', 'download', []],
  ['form', 'page_view', ['where.form']],
  ['form', 'form_fill', []],
  ['form', 'demo_booked', ['where.form']],
  ['seconds', 'page_view', ['where.seconds']],
  ['scroll', 'engagement', []],
  ['view', 'identify', ['where.view']],
  ['target', 'download', ['where.target']],
  ['target', 'outbound_click', []],
  ['result', 'page_view', ['where.result']],
  ['result', 'outcome', []],
  ['value', 'outcome', []],
  ['props.plan', 'outcome', ['where.props.plan']],
  ['props.plan', 'page_view', []],
  ['props.plan', 'demo_booked', []],
  ['props.plan', 'email_click', []],
  ['props.plan', 'form_fill', ['where.props.plan']],
  ['props.plan', 'engagement', ['where.props.plan']],
  ['email', 'page_view', []],
  ['title', 'download', []],
  ['query.utm_source', 'engagement', []],
  ['file', '*', []],
  ['file', 'visit', []],
])('a condition on %s of %s', (key, on, paths) => {
  const value = key === 'seconds' || key === 'scroll' ? { gte: 1 } : '*';
  expect(warned({ on, where: { [key]: value } })).toEqual(paths.map((path) => `rules[0].${path}`));
});

test.each([
  [{ gte: 10, lte: 9 }, true],
  [{ gte: 10, lte: 10 }, false],
  [{ gte: 10, lte: 11 }, false],
  [{ gt: 10, lte: 10 }, true],
  [{ gte: 10, lt: 10 }, true],
  [{ gt: 9, lt: 11 }, false],
  [{ gte: 5, gt: 7, lte: 6 }, true],
  [{ gte: -5 }, false],
  [{ lt: 0 }, false],
])('a range of a prop, %j, is empty: %s', (range, isEmpty) => {
  expect(warned({ where: { 'props.n': range } })).toHaveLength(isEmpty ? 1 : 0);
});

test.each([
  ['scroll', { gte: 100 }, false],
  ['scroll', { gt: 99.9 }, false],
  ['scroll', { gt: 100 }, true],
  ['scroll', { gte: 101 }, true],
  ['scroll', { lte: 0 }, false],
  ['scroll', { lt: 0 }, true],
  ['seconds', { gte: 86_400 }, false],
  ['seconds', { gte: 86_401 }, true],
])('%s within %j is out of reach: %s', (key, range, isEmpty) => {
  expect(warned({ on: 'engagement', where: { [key]: range } })).toHaveLength(isEmpty ? 1 : 0);
});

test.each([
  ['path', '/pricing*', false],
  ['path', '*pricing', false],
  ['path', '?pricing', false],
  ['path', 'pricing*', true],
  ['path', 'https://example.com/pricing', true],
  ['path', { not: 'pricing' }, false],
  ['path', { not: '*' }, true],
  ['path', { gte: 1 }, true],
  ['host', 'www.example.com', false],
  ['host', 'https://www.example.com', true],
  ['host', 'example.com:8080', true],
  ['url', 'https://example.com/*', false],
  ['url', 'HTTP://example.com/*', false],
  ['url', '/pricing', true],
  ['referrer', '*google*', false],
  ['referrer', 'google.com*', true],
  ['email', '*@rival.com', false],
  ['email', 'rival.com', true],
  ['hash', '/orders*', false],
  ['hash', '#/orders', true],
  ['topic', 'pricing', false],
  ['topic', ['prices'], true],
  ['title', 'anything', false],
  ['source', 'google', false],
])('%s as %j can never match: %s', (key, condition, isNever) => {
  expect(warned({ where: { [key]: condition } })).toHaveLength(isNever ? 1 : 0);
});

test.each([
  ['contact', 0],
  [['quote', 'other'], 0],
  ['contakt', 1],
])('a form whose intent is %j has so many warnings: %i', (intent, count) => {
  const where = { intent };
  expect(modelWarnings(withRule({ on: 'form_fill', where, cap: { times: 1, per: 'day' } }))).toHaveLength(
    count,
  );
});

test('of a list, each glob that can never match is named', () => {
  const found = modelWarnings(withRule({ where: { path: ['/pricing', 'plans', 'offer*'] } }));
  expect(found.map(({ message }) => message)).toEqual([
    'rule "r" can never match "plans": a path starts with /; start the glob with / or *',
    'rule "r" can never match "offer*": a path starts with /; start the glob with / or *',
  ]);
});

test.each([
  ['Demo Booked', 'demo_booked'],
  ['demo-booked', 'demo_booked'],
  ['_demo', 'demo'],
])('a rule on %j is told that such events are stored as %j', (on, slug) => {
  expect(modelWarnings(withRule({ on }))).toEqual([
    { rule: 'r', path: 'rules[0].on', message: expect.stringContaining(`"${slug}"`) },
  ]);
  expect(warned({ on: slug })).toEqual([]);
});

test.each([
  [{ on: 'visit', from: 'server' }, false],
  [{ on: 'visit' }, false],
  [{ on: 'adjustment' }, true],
  [{ on: 'page_view', from: 'server' }, false],
])('%j can never match: %s', (rule, isNever) => {
  expect(warned(rule)).toEqual(isNever ? ['rules[0].on'] : []);
});

test.each([
  [{}, true],
  [{ points: -5 }, true],
  [{ on: '*' }, true],
  [{ on: 'visit' }, true],
  [{ on: 'demo_booked' }, true],
  [{ points: 0 }, false],
  [{ cap: once }, false],
  [{ nth: 3, per: 'week' }, false],
  [{ from: 'server' }, false],
  [{ on: 'email_click' }, false],
  [{ points: undefined, disqualifies: true }, false],
])('without a cap, %j lets anyone earn without end: %s', (rule, isUnbounded) => {
  expect(warned({ cap: undefined, ...rule })).toEqual(isUnbounded ? ['rules[0].cap'] : []);
});

test('what anyone could collect without end is told with the mend', () => {
  const [warning] = modelWarnings(withRule({ cap: undefined }));
  expect(warning?.message).toBe(
    'anyone can send unlimited events for rule "r": add a cap, such as {"times": 1, "per": "day"}',
  );
});

const byForm = { times: 1, per: 'month', by: 'form' } as const;

test.each([
  [{ on: 'form_fill', cap: byForm }, 'cap.by', '"form"'],
  [{ cap: { times: 1, per: 'session' } }, 'cap.per', 'sessions'],
  [{ cap: { times: 1, per: 'session', by: 'path' } }, 'cap.by', '"path"'],
  [{ cap: undefined, nth: 1, per: 'ever', by: 'path' }, 'by', '"path"'],
  [{ cap: undefined, nth: 2, per: 'session' }, 'per', 'sessions'],
])('%j counts apart what a browser makes up, and is named with it', (rule, path, madeUp) => {
  const [warning, ...rest] = modelWarnings(withRule(rule));
  expect(rest).toEqual([]);
  expect(warning).toMatchObject({ rule: 'r', path: `rules[0].${path}` });
  expect(warning?.message).toContain(`${madeUp}, and rule "r" gives 1 points for each, without a limit: `);
});

test.each([
  [{ on: 'form_fill', cap: { ...byForm, by: undefined } }],
  [{ on: 'form_fill', cap: byForm, from: 'server' }],
  [{ cap: { times: 3, per: 'week' }, nth: 1, per: 'ever', by: 'path' }],
  [{ cap: { times: 1, per: 'session' }, nth: 3, per: 'week' }],
])('%j is bounded whatever a browser makes up', (rule) => {
  expect(modelWarnings(withRule(rule))).toEqual([]);
});

test('a rule that counts names apart is bounded by its group, but not by one that counts sessions', () => {
  const rules = ['a', 'b'].map((id) => ({ id, label: id, on: 'form_fill', points: 1, cap: byForm }));
  const grouped = (per: 'week' | 'session') =>
    modelWarnings({
      ...defaultModel,
      rules,
      groups: [{ id: 'g', rules: ['a', 'b'], cap: { times: 3, per } }],
    });
  expect(grouped('week')).toEqual([]);
  expect(grouped('session').map(({ path }) => path)).toEqual(['rules[0].cap.by', 'rules[1].cap.by']);
});

test.each<[Record<string, unknown>, number]>([
  [{ points: 100, cap: { times: 1, per: 'week' } }, 100],
  [{ points: 101, cap: { times: 1, per: 'week' } }, 101],
  [{ points: 15, cap: once }, 105],
  [{ points: 51, cap: { times: 1, per: 'month' } }, 102],
  [{ points: 101, cap: { times: 1, per: 'ever' } }, 101],
  [{ points: 50, cap: { times: 1, per: 'week' } }, 50],
  [{ points: 500, from: 'server', cap: once }, 0],
  [{ points: -500, cap: once }, 0],
])('%j gives a forger %d points a week, which is told above 100', (rule, points) => {
  const told = modelWarnings(withRule(rule));
  expect(told.map(({ path }) => path)).toEqual(points > 100 ? ['rules'] : []);
  if (points > 100) {
    expect(told[0]?.message).toMatch(
      new RegExp(
        `^forged events can give one visitor up to ${points} points in a week despite the caps, ${points} `,
      ),
    );
  }
});

test('rules of a group that no event can match together count once for each of its places', () => {
  const cap = { times: 1, per: 'day' } as const;
  const page = (id: string, where: Record<string, string>) => ({
    id,
    label: id,
    on: 'page_view',
    where,
    points: 60,
    cap,
  });
  const total = (first: Record<string, string>, second: Record<string, string>) =>
    modelWarnings({
      ...defaultModel,
      rules: [page('a', first), page('b', second)],
      groups: [{ id: 'g', rules: ['a', 'b'], cap: { times: 1, per: 'week' } }],
    }).map(({ message }) => /up to (\d+)/.exec(message)?.[1]);
  expect(total({ path: '/pricing*' }, { path: '/docs*' })).toEqual([]);
  expect(total({ path: '/%C3%BCber*' }, { path: '/über*' })).toEqual(['120']);
  expect(total({ path: '/pricing*' }, { path: '*/pricing' })).toEqual(['120']);
  expect(total({ path: '/pricing*' }, { title: 'docs' })).toEqual(['120']);
});

test('a fit rule with an empty range is named', () => {
  const fit = {
    rules: [
      { id: 'size', label: 'Size', where: { employees: { gte: 100, lt: 50 } }, points: 5 },
      { id: 'role', label: 'Role', where: { path: 'cto' }, points: 5 },
    ],
    grades: { A: 70, B: 45, C: 20 },
  };
  const [first, ...rest] = modelWarnings(model.parse({ ...defaultModel, fit }));
  expect(first).toMatchObject({ rule: 'size', path: 'fit.rules[0].where.employees' });
  expect(rest).toEqual([]);
});

test('takes the cap that rules share for a cap', () => {
  const uncapped = { on: 'page_view', points: 1 };
  const rules = ['a', 'b', 'c'].map((id) => ({ id, label: id, ...uncapped }));
  const groups = [{ id: 'g', rules: ['a', 'b'], cap: { times: 1, per: 'day' as const } }];
  expect(modelWarnings({ ...defaultModel, rules, groups }).map(({ rule }) => rule)).toEqual(['c']);
});

test.each<[string, unknown, number]>([
  ['country', 'Germny', 1],
  ['country', 'Germany', 0],
  ['country', 'DE', 0],
  ['country', 'Germ*', 0],
  ['companyCountry', ['UK', 'Untied States', 'XX'], 2],
  ['country', { not: 'Germny' }, 1],
  ['city', 'Germny', 0],
  ['emailType', 'business', 1],
  ['emailType', ['work', 'FREE', 'dis*'], 0],
  ['emailType', { not: ['free', 'private'] }, 1],
  ['seniority', ['executive', 'Director', 'MAN*'], 0],
  ['seniority', ['c-level', 'executive'], 1],
  ['department', 'sales', 0],
  ['title', 'business', 0],
])('a fit rule that asks for %s %j is warned of %d times', (trait, condition, times) => {
  const rule = { id: 'who', label: 'Who', where: { [trait]: condition }, points: 5 };
  const fit = { rules: [rule], grades: { A: 70, B: 45, C: 20 } };
  const warnings = modelWarnings(model.parse({ ...defaultModel, fit }));
  expect(warnings.map(({ path }) => path)).toEqual(new Array(times).fill(`fit.rules[0].where.${trait}`));
  for (const { message } of warnings)
    expect(message).toMatch(/^fit rule "who" has an unknown (country|emailType|seniority) "[^"]+": use /);
});

describe('of a lapse', () => {
  const cartLeft = {
    id: 'cart_left',
    label: 'Left a cart',
    after: { on: 'added_to_cart' },
    unless: { on: 'order_placed' },
    hours: 24,
  };
  /** Places and messages of the warnings of a model with this lapse, and one rule. */
  const told = (lapse: object, rule: object = {}) => {
    const rules = [{ id: 'left', label: 'Left', on: 'cart_left', points: 1, ...rule }];
    return modelWarnings(
      model.parse({ ...defaultModel, groups: [], rules, lapses: [{ ...cartLeft, ...lapse }] }),
    ).map(({ rule: id, path, message }) => `${id} | ${path} | ${message}`);
  };

  it('says nothing where a rule listens, without a cap too: it comes once in its hours', () => {
    expect(told({})).toEqual([]);
  });

  it('names one that no rule listens on', () => {
    expect(told({}, { on: 'page_view', cap: once })).toEqual([
      'cart_left | lapses[0].id | no rule of this model uses lapse "cart_left", so it earns no points here; add a rule with "on": "cart_left", or ignore this if another model has one',
    ]);
  });

  it.each([
    ['after', 'has a start that'],
    ['unless', 'has an end that'],
  ])('looks into `%s` as into a rule', (part, words) => {
    expect(told({ [part]: { on: 'Added To Cart' } })).toEqual([
      expect.stringMatching(
        new RegExp(
          `^cart_left \\| lapses\\[0\\]\\.${part}\\.on \\| lapse "cart_left" ${words} .* "added_to_cart"`,
        ),
      ),
    ]);
    const where = { file: '*.pdf', path: 'cart' };
    expect(told({ [part]: { on: 'page_view', where } }).map((line) => line.split(' | ')[1])).toEqual([
      `lapses[0].${part}.where.file`,
      `lapses[0].${part}.where.path`,
    ]);
  });

  it('knows that it carries what it began with, and nothing of who somebody is', () => {
    const form = { after: { on: 'form_fill' } };
    expect(told(form, { where: { form: '*demo*' } })).toEqual([]);
    expect(told({}, { where: { form: '*demo*' } })).toEqual([
      expect.stringMatching(
        /^left \| rules\[0\]\.where\.form \| .*exists only in form_fill, not in added_to_cart/,
      ),
    ]);
    expect(told(form, { where: { 'props.value': '1' } })).toHaveLength(1);
    expect(told({}, { where: { 'props.value': '1' } })).toEqual([]);
    expect(told(form, { where: { email: '*@rival.com' } })).toEqual([
      'left | rules[0].where.email | rule "left" can never match: lapse "cart_left" identifies nobody; remove "email"',
    ]);
  });
});

test('the types of address that there are are named', () => {
  const rule = { id: 'who', label: 'Who', where: { emailType: 'business' }, points: 5 };
  const fit = { rules: [rule], grades: { A: 70, B: 45, C: 20 } };
  const [warning] = modelWarnings(model.parse({ ...defaultModel, fit }));
  expect(warning?.message).toBe(
    'fit rule "who" has an unknown emailType "business": use work, free, disposable',
  );
});
