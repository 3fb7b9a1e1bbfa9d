// Conditions that no value can meet are warned of, and those beside them that one can meet are not.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { model } from '../../../schema/model/model.ts';
import type { SiteFacts } from '../../../worker/score/models/condition-faults.ts';
import { modelWarnings } from '../../../worker/score/models/model-warnings.ts';
import { compileWhere } from '../../../worker/score/rules/condition.ts';

const cap = { times: 1, per: 'day' };

/** The messages about a rule with this condition on the key. */
function told(on: string, where: Record<string, unknown>, site?: SiteFacts): string[] {
  const rules = [{ id: 'r', label: 'R', on, where, points: 1, cap }];
  return modelWarnings(model.parse({ ...defaultModel, groups: [], rules }), site).map(
    ({ message }) => message,
  );
}

/** The messages about a fit rule. */
function toldOfFit(rule: Record<string, unknown>): string[] {
  const fit = { rules: [{ id: 'f', label: 'F', points: 1, ...rule }], grades: { A: 70, B: 45, C: 20 } };
  return modelWarnings(model.parse({ ...defaultModel, fit })).map(({ message }) => message);
}

/** Kind, key, condition, and what the warning says; null: there is none. */
const cases: [string, string, unknown, RegExp | null][] = [
  ['page_view', 'email', '@rival.com', /"\*@rival\.com"/],
  ['page_view', 'email', '*@rival.com', null],
  ['page_view', 'email', 'ANN@Rival.com', null],
  ['page_view', 'email', '*rival.com', null],
  ['page_view', 'email', 'ann@', /end the glob with \*/],
  ['page_view', 'email', 'ann@*', null],
  ['page_view', 'email', ' *@rival.com', /no spaces/],
  ['page_view', 'email', '* @rival.com', /no spaces/],
  ['page_view', 'email', '*@müller.de', /xn--/],
  ['page_view', 'email', '*@a@b.com', /can never match/],
  ['page_view', 'email', "niamh.o'brien@acme.ie", null],
  ['page_view', 'email', { gte: 1 }, /a range needs numbers/],
  ['page_view', 'path', '/pricing?plan=team', /no query/],
  ['page_view', 'path', '/pricing?*', /no query/],
  ['page_view', 'path', '/pricing?', /no query/],
  ['page_view', 'path', '*?utm_source=x*', /no query/],
  ['page_view', 'path', '/v?/docs', null],
  ['page_view', 'path', '/blog/?*', null],
  ['page_view', 'path', '/step-?', null],
  ['page_view', 'path', '/pricing#faq', /no fragment/],
  ['page_view', 'path', '*#faq', /no fragment/],
  ['page_view', 'path', '#faq', /no fragment/],
  ['page_view', 'path', '/#/orders', /"hash"/],
  ['page_view', 'path', ' /pricing', /no space/],
  ['page_view', 'path', '/pricing ', /no space/],
  ['page_view', 'path', '/PRICING', null],
  ['page_view', 'path', '/our prices', null],
  ['page_view', 'path', '/%C3%BCber-uns', null],
  ['page_view', 'path', '/', null],
  ['page_view', 'path', ['/pricing', 'plans'], /starts with \//],
  ['page_view', 'hash', '/orders?page=2', /hardly|can never/],
  ['page_view', 'hash', '/orders#top', /without parameters/],
  ['page_view', 'hash', '/orders', null],
  ['page_view', 'host', 'Example.com', null],
  ['page_view', 'host', '*.example.com', null],
  ['page_view', 'host', 'example.com/', /a host is a name/],
  ['page_view', 'host', 'example.com ', /no space/],
  ['page_view', 'host', 'münchen.de', /"xn--mnchen-3ya\.de"/],
  ['page_view', 'host', 'our host', /a host is a name/],
  ['page_view', 'url', '*#pricing', /only a route/],
  ['page_view', 'url', '*#/orders', null],
  ['page_view', 'url', '*?utm_source=x', null],
  ['page_view', 'url', '*/über-uns', /"path"/],
  ['page_view', 'url', '*/our prices', /%20/],
  ['page_view', 'url', 'www.example.com*', /starts with http/],
  ['page_view', 'referrer', '*google.com', /end the glob with \*/],
  ['page_view', 'referrer', '*google.com*', null],
  ['page_view', 'referrer', '*/index.html', null],
  ['page_view', 'source', 'Google', null],
  ['page_view', 'source', ' google', /no space/],
  ['page_view', 'source', 'https://google.com', /is no address/],
  ['page_view', 'source', 'www.google.com', /www\./],
  ['page_view', 'source', 'google / organic', /without a path or a medium/],
  ['page_view', 'source', 'gclid', /"google"/],
  ['page_view', 'source', '(direct)', /"direct"/],
  ['page_view', 'source', 'direct', null],
  ['page_view', 'source', 'news.example.com', null],
  ['page_view', 'title', ' Pricing', /no space/],
  ['page_view', 'title', '* Pricing', null],
  ['page_view', 'title', 'Pricing – Acme', null],
  ['download', 'file', '*.pdf?download=1', /query is not kept/],
  ['download', 'file', '*.pdf', null],
  ['download', 'file', '*.PDF', null],
  ['download', 'file', '*/my guide.pdf', /%20/],
  ['download', 'file', 'guide.pdf', /starts with http/],
  ['outbound_click', 'target', '*ref=42', null],
  ['outbound_click', 'target', '*?ref=42', /query is not kept/],
  ['form_fill', 'form', 'demo ', /no space/],
  ['form_fill', 'form', '7', null],
  ['form_fill', 'label', 'x'.repeat(64), null],
  ['form_fill', 'label', 'x'.repeat(65), /at most 64/],
  ['form_fill', 'intent', 'demos', /unknown intent "demos": use /],
  ['form_fill', 'intent', 'DEMO', null],
  ['form_fill', 'intent', { not: 'demos' }, /unknown intent/],
  ['form_fill', 'intent', { not: '*' }, /no intent is not "\*"/],
  ['form_fill', 'intent', { words: ['demo', 'call'] }, /unknown intent "call"/],
  ['form_fill', 'intent', { gte: 1 }, /a range needs numbers/],
  ['outcome', 'result', 'win', /unknown result "win": use won, lost, open/],
  ['outcome', 'result', ['won', 'lost'], null],
  ['outcome', 'value', { lt: 0 }, /no number/],
  ['outcome', 'value', '1000+', /a number/],
  ['engagement', 'seconds', '60s', /a number/],
  ['engagement', 'seconds', '60', null],
  ['engagement', 'seconds', { words: 'sixty' }, /a number/],
  ['engagement', 'scroll', { gte: 80, lte: 20 }, /no number/],
  ['engagement', 'view', 'pricing', /a UUID/],
  ['engagement', 'view', '9d4d8f46-*', null],
  ['page_view', 'props.seats', '100-500', /as text: for numbers use \{"gte": 100, "lte": 500\}/],
  ['page_view', 'props.seats', '50+', /\{"gte": 50\}/],
  ['page_view', 'props.seats', '<10', /\{"gte": 0, "lt": 10\}/],
  ['page_view', 'props.seats', { not: '100-500' }, /as text/],
  ['page_view', 'props.seats', '100', null],
  ['page_view', 'props.plan', 'team-2', null],
  ['page_view', 'title', '2024-2025', null],
  ['page_view', 'title', { words: ['demo*'] }, /whole words/],
  ['page_view', 'title', { words: ['c?o', 'chief'] }, /"c\?o" as whole words/],
  ['page_view', 'title', { words: ['request a demo', 'C++', 'e-mail'] }, null],
];

test.each(cases)('of %s, %s as %j', (on, key, condition, message) => {
  const messages = told(on, { [key]: condition });
  if (message === null) expect(messages).toEqual([]);
  else expect(messages).toEqual([expect.stringMatching(message)]);
});

test.each([
  ['form_fills', 'form_fill'],
  ['formfill', 'form_fill'],
  ['form-fils', 'form_fill'],
  ['form_filled', 'form_fill'],
  ['form_submit', 'form_fill'],
  ['pageview', 'page_view'],
  ['page-views', 'page_view'],
  ['PageViewed', 'page_view'],
  ['pgae_view', 'page_view'],
  ['downlod', 'download'],
  ['downloads', 'download'],
  ['file_downloaded', 'download'],
  ['email_opened', 'email_open'],
  ['emailReplied', 'email_reply'],
  ['email_clicks', 'email_click'],
  ['outbound-clicks', 'outbound_click'],
  ['engagements', 'engagement'],
  ['identified', 'identify'],
  ['outcomes', 'outcome'],
  ['visits', 'visit'],
  ['cart_lefts', 'cart_left'],
])('a rule on %j is asked whether it means %s', (on, meant) => {
  const lapse = { id: 'cart_left', label: 'L', after: { on: 'cart' }, unless: { on: 'order' }, hours: 1 };
  const rules = ['cart_left', on].map((kind, place) => ({
    id: `r${place}`,
    label: 'R',
    on: kind,
    points: 1,
    cap,
  }));
  const warnings = modelWarnings(model.parse({ ...defaultModel, groups: [], rules, lapses: [lapse] }));
  expect(warnings).toEqual([
    { rule: 'r1', path: 'rules[1].on', message: expect.stringContaining(`did you mean "${meant}"?`) },
  ]);
});

test.each([
  'demo_booked',
  'video_watched',
  'order',
  'signup',
  'cart',
  'email_list',
  'visit_booked',
  'view',
  'fill',
])('a rule on %j, an event of the site’s own, is not', (on) => expect(told(on, {})).toEqual([]));

describe('of a site', () => {
  const site = {
    origins: ['https://example.com', 'http://localhost:8787'],
    settings: { keepQuery: ['plan'] },
  };

  test.each<[string, Record<string, unknown>, RegExp | null]>([
    ['page_view', { host: 'www.example.com' }, /are on example\.com, localhost/],
    ['page_view', { host: ['shop.example.com', 'example.com'] }, null],
    ['page_view', { host: '*example.com' }, null],
    ['page_view', { host: { not: '*' } }, /excludes every value/],
    ['page_view', { host: { not: 'localhost' } }, null],
    ['*', { host: 'other.com' }, /are on/],
    ['webinar', { host: 'zoom.us' }, null],
    ['page_view', { 'query.plan': 'team' }, null],
    ['page_view', { 'query.utm_source': 'x' }, null],
    ['page_view', { 'query.gclid': '*' }, null],
    ['page_view', { 'query.coupon': '*' }, /keepQuery/],
    ['page_view', { 'query.UTM_source': 'x' }, /keepQuery/],
  ])('%s where %j', (on, where, message) => {
    const messages = told(on, where, site);
    if (message === null) expect(messages).toEqual([]);
    else expect(messages).toEqual([expect.stringMatching(message)]);
  });
});

describe('of fit', () => {
  test.each<[Record<string, unknown>, RegExp | null]>([
    [{ where: { employees: '100-500' } }, /as text: for numbers use \{"gte": 100, "lte": 500\}/],
    [{ where: { employees: ['1-10', '11 to 50'] } }, /"gte"/],
    [{ where: { employees: '1,000+' } }, /\{"gte": 1000\}/],
    [{ where: { employees: { gte: 100, lte: 50 } } }, /no number/],
    [{ where: { employees: { gte: 100, lte: 500 } } }, null],
    [{ where: { employees: '*-500' } }, null],
    [{ where: { country: { gte: 1 } } }, /a range needs numbers/],
    [{ where: { country: ['Germany', 'Germny'] } }, /unknown country "Germny"/],
    [{ where: { country: 'north korea' } }, null],
    [{ where: { emailType: 'Work' } }, null],
    [{ where: { emailType: { not: ['work', 'free', 'disposable'] } } }, /no emailType is/],
    [{ where: { emailType: { words: ['private'] } } }, /unknown emailType "private"/],
    [{ where: { emailType: { gte: 1 } } }, /a range needs numbers/],
    [{ where: { email_type: 'work' } }, /the derived one is "emailType"/],
    [{ where: { Seniority: 'director' } }, /the derived one is "seniority"/],
    [{ where: { emailDomain: '@rival.com' } }, /a host is a name/],
    [{ where: { emailDomain: 'Rival.com' } }, null],
    [{ where: { emailDomain: 'müller.de' } }, /"xn--mller-kva\.de"/],
    [{ where: { title: { words: ['vp*'] } } }, /whole words/],
    [{ each: { trait: 'seniority', of: 1 }, max: 5 }, /can never give points/],
    [{ each: { trait: 'employees', of: 100 }, max: 5 }, null],
  ])('%j', (rule, message) => {
    const messages = toldOfFit(rule);
    if (message === null) expect(messages).toEqual([]);
    else for (const each of messages) expect(each).toMatch(message);
    expect(messages.length > 0).toBe(message !== null);
  });
});

/** Values as they are stored, for a property: whatever matches one of them is never said to match none. */
const stored: Record<string, string[]> = {
  path: ['/', '/pricing', '/über-uns/a b', '/v2/docs;x=1', '/%3Fa'],
  hash: ['/', '/orders/42'],
  host: ['example.com', 'xn--mnchen-3ya.de', 'localhost', '[::1]'],
  url: [
    'https://example.com/',
    'http://localhost:8787/a%20b?utm_source=x#/orders',
    'https://example.com/?ref=1#!/a',
  ],
  referrer: ['https://www.google.com/', 'https://example.com/a/b.html'],
  file: ['https://example.com/files/guide.pdf'],
  target: ['https://calendly.com/acme/30min'],
  email: ['ann@acme.com', "niamh.o'brien@xn--mller-kva.de", 'ж@localhost'],
  source: ['google', 'news.example.com'],
  title: ['Pricing – Acme', 'P'],
  view: ['9d4d8f46-1a2b-4c3d-8e4f-5a6b7c8d9e0f'],
};

test('never warns of a glob that matches a value as it is stored', () => {
  const glob = fc
    .constantFrom(
      ...Object.entries(stored).flatMap(([key, values]) => values.map((value) => ({ key, value }))),
    )
    .chain(({ key, value }) =>
      fc
        .array(fc.tuple(fc.nat(value.length), fc.nat(4), fc.constantFrom('*', '?', 'upper')), {
          maxLength: 4,
        })
        .map((edits) => ({ key, value, glob: edits.reduce((text, edit) => edited(text, edit), value) })),
    )
    .filter(({ glob }) => glob !== '');
  fc.assert(
    fc.property(glob, ({ key, value, glob }) => {
      fc.pre(compileWhere({ [key]: glob })({ read: () => value }));
      const kind = { file: 'download', target: 'outbound_click', view: 'engagement' }[key] ?? 'page_view';
      const never = told(kind, { [key]: glob }).filter((message) => message.includes('can never match'));
      expect(never).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

/** A glob of the text: a run of it as `*`, a character as `?`, or in capitals. */
function edited(text: string, [from, count, how]: [number, number, string]): string {
  const [before, run, after] = [
    text.slice(0, from),
    text.slice(from, from + count),
    text.slice(from + count),
  ];
  if (how === 'upper') return before + run.toUpperCase() + after;
  return before + (how === '*' ? '*' : '?'.repeat(run.length)) + after;
}
