// What becomes of one event of a beacon, on plain data: its fields, its kind, its props, and who is left out.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { customEvent } from '../../../schema/beacon.ts';
import { limits } from '../../../schema/event.ts';
import { browserKinds, kinds } from '../../../schema/kinds.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { settings } from '../../../schema/site.ts';
import { compileRange, parseAddress } from '../../../worker/http/address.ts';
import { holdsCardNumber } from '../../../worker/intake/fields/form-fields.ts';
import { shapeProps } from '../../../worker/intake/fields/props.ts';
import { cleanText, slugOf } from '../../../worker/intake/fields/text.ts';
import { rulesOf } from '../../../worker/intake/site-rules.ts';
import { takeEvents } from '../../../worker/intake/take-events.ts';
import { renewedCookie } from '../../../worker/intake/visitor-cookie.ts';
import type { EventBody } from '../../../worker/score/event.ts';
import { compileWhere } from '../../../worker/score/rules/condition.ts';
import { factsOf } from '../../../worker/score/rules/facts.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';

const receivedAt = Date.parse('2026-11-22T12:00:00Z');
const sentAt = receivedAt - 1_000;
const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const url = 'https://example.com/contact';

const served = {
  ...{ name: 'default', version: 1, landmark: 0, model: defaultModel, timeZone: 'UTC' },
  prediction: null,
};

function siteWith(changes: Record<string, unknown> = {}): SiteConfig {
  return {
    key: 1,
    id: 'acme',
    name: 'Acme',
    origins: ['https://example.com', 'https://app.example.com'],
    settings: settings.parse(changes),
    visitorKey: 'key',
    hasErasures: false,
    segments: [],
    watches: [],
    isWatched: false,
    identitySecret: null,
    revision: 1,
    createdAt: 0,
    served,
    filling: null,
    fed: [served],
  };
}

interface Options {
  changes?: Record<string, unknown>;
  isPrivate?: boolean;
}

/** What is taken of a beacon with these events; each has an id, a time and a page of its own unless it says else. */
function take(events: unknown[], { changes = {}, isPrivate = false }: Options = {}) {
  const site = siteWith(changes);
  const whole = events.map((event) =>
    typeof event === 'object' && event !== null ? { id, at: sentAt, url, ...event } : event,
  );
  const beacon = { site: 'acme', device: id, sentAt, automated: false, keep: false, events: whole };
  const bodyChars = JSON.stringify(beacon).length;
  return takeEvents(beacon, {
    site,
    rules: rulesOf(site),
    receivedAt,
    bodyChars,
    isPrivate,
    hasGpcHeader: isPrivate,
    place: {},
  });
}

/** The body that the only event comes out with, or its code. */
async function bodyOf(event: unknown, options?: Options) {
  const { events, rejected, dropped } = await take([event], options);
  return events[0]?.body ?? rejected[0]?.code ?? dropped;
}

async function kindOf(kind: unknown) {
  const { events, rejected } = await take([{ kind }]);
  return events[0]?.kind ?? rejected[0]?.code;
}

describe('each kind keeps its fields', () => {
  test.each<[string, Record<string, unknown>, unknown]>([
    [
      'page_view',
      {
        referrer: 'https://www.google.com/search?q=x',
        title: ' Pricing\u0000 ',
        props: { plan: 'team' },
        other: 1,
      },
      { url, referrer: 'https://www.google.com/search', title: ' Pricing ', props: { plan: 'team' } },
    ],
    [
      'page_view',
      { referrer: 'https://app.example.com/a?utm_source=x&q=1' },
      { url, referrer: 'https://app.example.com/a?utm_source=x' },
    ],
    ['page_view', { url: undefined }, 'invalid_event'],
    ['page_view', { url: '' }, 'invalid_event'],
    ['page_view', { url: 'data:text/html,x' }, 'invalid_event'],
    ['page_view', { url: 5 }, 'invalid_event'],
    ['page_view', { referrer: 'nonsense', title: '' }, { url }],
    [
      'download',
      { file: 'https://cdn.example.com/guide.pdf?x=1' },
      { url, file: 'https://cdn.example.com/guide.pdf' },
    ],
    ['download', { file: 'blob:https://example.com/1' }, { url }],
    ['download', {}, 'invalid_event'],
    ['outbound_click', { target: 'https://other.example/a?b=c' }, { url, target: 'https://other.example/a' }],
    ['outbound_click', { target: 'javascript:alert(1)' }, { url }],
    ['outbound_click', {}, 'invalid_event'],
    [
      'engagement',
      { view: id.toUpperCase(), seconds: 42, scroll: 80 },
      { url, view: id, seconds: 42, scroll: 80 },
    ],
    ['engagement', { view: id, seconds: 0, scroll: 0 }, { url, view: id, seconds: 0, scroll: 0 }],
    ['engagement', { view: id, seconds: limits.maxSeconds + 1, scroll: 0 }, 'invalid_event'],
    ['engagement', { view: id, seconds: -1, scroll: 0 }, 'invalid_event'],
    ['engagement', { view: id, seconds: 1, scroll: 101 }, 'invalid_event'],
    ['engagement', { view: 'x', seconds: 1, scroll: 1 }, 'invalid_event'],
    [
      'form_fill',
      { form: ' contact ', email: ' Ann@Acme.com ' },
      { url, form: 'contact', email: 'ann@acme.com' },
    ],
    [
      'form_fill',
      { form: 'contact', label: ' Send\n   me\u0000ssage ' },
      { url, form: 'contact', label: 'Send message' },
    ],
    ['form_fill', { label: `${'l'.repeat(63)} more` }, { url, form: '', label: 'l'.repeat(63) }],
    ['form_fill', { label: ' \n ' }, { url, form: '' }],
    ['form_fill', { label: 7 }, 'invalid_event'],
    ['page_view', { label: 'Send message' }, { url }],
    ['form_fill', { email: 'not an email' }, { url, form: '' }],
    ['form_fill', { form: 'f'.repeat(70), email: 7 }, { url, form: 'f'.repeat(64) }],
    ['identify', { email: 'ann@acme.com', userId: 42 }, { url, email: 'ann@acme.com', userId: '42' }],
    ['identify', { email: null, userId: 'undefined' }, { url }],
    [
      'identify',
      { userId: 'u', company: 'Acme', traits: { title: 'CTO' } },
      { url, userId: 'u', traits: { company: 'Acme', title: 'CTO' } },
    ],
    [
      'identify',
      { userId: 'u', plan: 'old', traits: { plan: 'new' } },
      { url, userId: 'u', traits: { plan: 'new' } },
    ],
    ['identify', { userId: 'u', traits: 'none', title: 'Page' }, { url, userId: 'u', title: 'Page' }],
    [
      'Demo Booked',
      { props: { plan: 'team', seats: 5, trial: true } },
      { url, label: 'Demo Booked', props: { plan: 'team', seats: 5, trial: true } },
    ],
    ['Demo Booked', { props: 'none', url: 'nonsense:' }, { label: 'Demo Booked' }],
    ['Demo Booked', { url: 'nonsense' }, 'invalid_event'],
    [
      'Demo Booked',
      { email: 'ann@acme.com', userId: '1', verified: true, points: 1 },
      { url, label: 'Demo Booked' },
    ],
  ])('%s with %j', async (kind, fields, expected) => {
    expect(await bodyOf({ kind, ...fields })).toEqual(expected);
  });

  test('plain permalinks are told apart by a parameter that the site keeps', async () => {
    const body = async (changes: Record<string, unknown>) =>
      (await bodyOf(
        { kind: 'page_view', url: 'https://example.com/?page_id=12&preview=1' },
        { changes },
      )) as EventBody;
    const isPage12 = compileWhere({ path: '/', 'query.page_id': '12' });
    expect(isPage12(factsOf({ body: await body({ keepQuery: ['page_id'] }) }))).toBe(true);
    expect(isPage12(factsOf({ body: await body({}) }))).toBe(false);
  });

  test('a title is cut at its limit, never in the middle of a character', async () => {
    const title = (chars: number) => bodyOf({ kind: 'page_view', title: 'x'.repeat(chars) });
    expect(await title(limits.maxTitleChars)).toMatchObject({ title: 'x'.repeat(limits.maxTitleChars) });
    expect(await title(limits.maxTitleChars + 1)).toMatchObject({ title: 'x'.repeat(limits.maxTitleChars) });
    expect(cleanText(`${'x'.repeat(299)}😀`, 300)).toBe(`${'x'.repeat(299)}\ufffd`);
  });

  test.each([
    [{ id: 'x' }],
    [{ id: undefined }],
    [{ at: 'yesterday' }],
    [{ at: 1.5 }],
    [{ at: -1 }],
    [{ at: null }],
    [{ at: 8.64e15 + 1 }],
  ])('an event with %j is refused', async (fields) => {
    expect(await bodyOf({ kind: 'note', ...fields })).toBe('invalid_event');
  });

  test.each([
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-0000-0000-0000-00000000000A',
    crypto.randomUUID(),
  ])('%s is an id', async (given) => {
    const { events } = await take([{ kind: 'note', id: given }]);
    expect(events[0]?.id).toBe(given.toLowerCase());
  });
});

describe('the name of a custom event', () => {
  test.each([
    ['Demo Booked', 'demo_booked'],
    ['demo_booked', 'demo_booked'],
    ['  Demo -- Booked!  ', 'demo_booked'],
    ['DÉMO réservée', 'démo_réservée'],
    ['Cafe\u0301', 'café'],
    ['価格を見た', '価格を見た'],
    ['नमस्ते', 'नमस्ते'],
    ['100% off', '100_off'],
    ['visits', 'visits'],
    ['constructor', 'constructor'],
    ['__proto__', 'proto'],
    ['x'.repeat(64), 'x'.repeat(64)],
    ['x'.repeat(65), 'invalid_event'],
    ['', 'invalid_event'],
    ['   ', 'invalid_event'],
    ['!?', 'invalid_event'],
    ['😀', 'invalid_event'],
    ['*', 'invalid_event'],
    ['visit', 'invalid_event'],
    ['Visit!', 'invalid_event'],
    ['Page View', 'page_view'],
    ['PAGE_VIEW', 'page_view'],
    [' page_view', 'page_view'],
    ['form-fill', 'form_fill'],
    ['identify!', 'identify'],
    ['email_open', 'server_only'],
    ['Email Open', 'server_only'],
    ['email_anything', 'server_only'],
    ['outcome', 'server_only'],
    ['Outcome', 'server_only'],
    ['adjustment', 'server_only'],
    ['email', 'email'],
    [7, 'invalid_event'],
    [null, 'invalid_event'],
    [['page_view'], 'invalid_event'],
  ])('%j is the kind %j', async (name, kind) => {
    expect(await kindOf(name)).toBe(kind);
  });

  test('a slug is one already, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 64 }), (name) => {
        const slug = slugOf(name, 64);
        expect(slug.length).toBeLessThanOrEqual(64);
        expect(slug.isWellFormed()).toBe(true);
        expect(slugOf(slug, 64)).toBe(slug);
      }),
      { numRuns: 1_000 },
    );
  });
});

const shapes = [
  ...browserKinds.map((kind) => [kind, kinds[kind].fields.shape] as const),
  ['Demo Booked', customEvent.shape] as const,
];
const fields = shapes.flatMap(([kind, shape]) =>
  [...Object.keys(shape), 'kind', 'more'].map((field) => [kind, field] as const),
);

/** What each field holds where it is sound and not under test. */
const sound = {
  view: id,
  seconds: 1,
  scroll: 1,
  file: url,
  target: url,
  form: 'contact',
  email: 'ann@acme.com',
};

test.each(fields)('%s keeps neither NUL nor a lone surrogate of its field %s', async (kind, field) => {
  const spoilt = (text: string) => [
    `${text}\0x`,
    `\0${text}`,
    `${text}\ud800`,
    `\udc00${text}`,
    `${text}\ud800x`,
  ];
  const value = { ...sound, kind }[field] ?? url;
  const inside = spoilt('name').map((text) => ({ name: text, [text]: text, deep: { [text]: text } }));
  for (const given of [...spoilt(String(value)), ...inside]) {
    const { events } = await take([{ kind, ...sound, [field]: given }], {
      changes: { collectFields: ['name', 'deep'] },
    });
    const kept = JSON.stringify(events.map((event) => [event.kind, event.id, event.session, event.body]));
    expect(kept).not.toMatch(/\\u0000|\\ud[89a-f]/i);
  }
});

describe('props', () => {
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`p${n}`, n]));
  test.each<[unknown, unknown]>([
    [
      { a: 'x', b: 1, c: false },
      { a: 'x', b: 1, c: false },
    ],
    [{ plan: { name: 'team', seats: 5 } }, { 'plan.name': 'team', 'plan.seats': 5 }],
    [{ a: { b: { c: 1 } }, d: 1 }, { d: 1 }],
    [{ a: null, b: [1], c: {}, d: '' }, { d: '' }],
    [{ a: 'x'.repeat(500), b: 'x'.repeat(501) }, { a: 'x'.repeat(500) }],
    [{ ['k'.repeat(64)]: 1, ['k'.repeat(65)]: 1, '': 1 }, { ['k'.repeat(64)]: 1 }],
    [
      { 'a\u0000b': 'c\u0000d', '\ud800': '\udc00' },
      { ab: 'cd', '\ufffd': '\ufffd' },
    ],
    [many(32), many(32)],
    [many(33), many(32)],
    [JSON.parse('{"a":1e999,"b":-1e999,"c":1e300}'), { c: 1e300 }],
    [
      JSON.parse('{"__proto__":{"polluted":1},"constructor":"c","a":{"__proto__":2}}'),
      { '__proto__.polluted': 1, constructor: 'c', 'a.__proto__': 2 },
    ],
    [JSON.parse('{"__proto__":1}'), undefined],
    [{}, undefined],
    [null, undefined],
    ['text', undefined],
    [[1, 2], undefined],
  ])('%j are kept as %j', (raw, kept) => {
    const shaped = shapeProps(raw);
    expect(shaped).toEqual(kept);
    expect(Object.getPrototypeOf(shaped ?? {})).toBe(Object.prototype);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('what is kept survives JSON and is kept again', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (raw) => {
        const kept = shapeProps(raw);
        expect(kept === undefined ? kept : JSON.parse(JSON.stringify(kept))).toEqual(kept);
        expect(shapeProps(kept)).toEqual(kept);
      }),
      { numRuns: 1_000 },
    );
  });

  test('one that nests as deep as a beacon may is dropped, not its event', async () => {
    const deep = JSON.parse(`${'{"a":'.repeat(27)}1${'}'.repeat(27)}`);
    expect(await bodyOf({ kind: 'note', props: { deep, plan: 'team' } })).toEqual({
      url,
      label: 'note',
      props: { plan: 'team' },
    });
  });
});

describe('form fields', () => {
  const collect = { collectFields: ['title', 'message', 'size'] };
  test.each<[Record<string, unknown> | string, unknown]>([
    [{ title: 'CTO', phone: '1', password: 'x' }, { title: 'CTO' }],
    [{ Title: 'CTO' }, undefined],
    [
      { size: 100, title: true },
      { size: 100, title: true },
    ],
    [{ message: 'my card is 4111 1111 1111 1111, thanks', title: 'CTO' }, { title: 'CTO' }],
    [{ size: 4111111111111111 }, undefined],
    ['title', undefined],
  ])('of %j the site keeps %j', async (fields, traits) => {
    const body = await bodyOf({ kind: 'form_fill', form: 'contact', fields }, { changes: collect });
    expect(body).toEqual({ url, form: 'contact', ...(traits ? { traits } : {}) });
  });

  test('none is kept that the settings do not name', async () => {
    expect(await bodyOf({ kind: 'form_fill', fields: { title: 'CTO' } })).toEqual({ url, form: '' });
  });

  test.each([
    ['4111111111111111', true],
    ['4111-1111-1111-1111', true],
    ['x4111.1111.1111.1111y', true],
    ['378282246310005', true],
    ['4222222222222', true],
    ['4111111111111112', false],
    ['411111111111111', false],
    ['+49 30 1234567', false],
    ['2026-11-22 12:00:00', false],
    ['41111111111111114111111111111111', false],
    ['', false],
  ])('%j holds a card number: %s', (text, holds) => {
    expect(holdsCardNumber(text)).toBe(holds);
  });
});

describe('age', () => {
  test.each([
    [limits.maxAgeMs - 1, false],
    [limits.maxAgeMs, false],
    [limits.maxAgeMs + 1, true],
  ])('of %i ms when sent: too old %s', async (age, isTooOld) => {
    const { events, rejected } = await take([{ kind: 'note', at: sentAt - age }]);
    expect(rejected.map(({ index, code }) => [index, code])).toEqual(isTooOld ? [[0, 'too_old']] : []);
    expect(events.map(({ occurredAt }) => occurredAt)).toEqual(isTooOld ? [] : [receivedAt - age]);
  });

  test.each([
    [sentAt - 1, receivedAt - 1],
    [sentAt, receivedAt],
    [sentAt + 1, receivedAt],
    [8.64e15, receivedAt],
  ])('at %i it occurred at %i', async (at, occurredAt) => {
    const { events } = await take([{ kind: 'note', at }]);
    expect(events[0]?.occurredAt).toBe(occurredAt);
  });
});

describe('size', () => {
  const sized = (bytes: number, filler: string) => {
    const event = { id, at: sentAt, url, kind: 'note', filler: '' };
    const room = bytes - JSON.stringify(event).length;
    const width = new TextEncoder().encode(filler).length;
    event.filler = filler.repeat(Math.floor(room / width)) + 'x'.repeat(room % width);
    return event;
  };
  test.each([
    [limits.maxEventBytes - 1, 'x', false],
    [limits.maxEventBytes, 'x', false],
    [limits.maxEventBytes + 1, 'x', true],
    [limits.maxEventBytes, '€', false],
    [limits.maxEventBytes + 1, '€', true],
  ])('an event of %i bytes of %j: too large %s', async (bytes, filler, isTooLarge) => {
    const { rejected } = await take([sized(bytes, filler)]);
    expect(rejected.map(({ index, code }) => [index, code])).toEqual(isTooLarge ? [[0, 'too_large']] : []);
  });
});

describe('exclusions', () => {
  const exclude = { paths: ['/admin*', '/account/?'], emailDomains: ['acme.com', '@Rival.example'], ips: [] };
  test.each([
    [{ kind: 'page_view', url: 'https://example.com/admin/users' }, true],
    [{ kind: 'page_view', url: 'https://example.com/ADMIN?x=1#y' }, true],
    [{ kind: 'page_view', url: 'https://example.com/account/7' }, true],
    [{ kind: 'page_view', url: 'https://example.com/account/77' }, false],
    [{ kind: 'page_view', url: 'https://example.com/a/admin' }, false],
    [{ kind: 'page_view', url: 'https://example.com/admin/ann@acme.com' }, true],
    [{ kind: 'note', url: 'https://example.com/admin' }, true],
    [{ kind: 'note', url: undefined }, false],
    [{ kind: 'identify', email: 'ann@acme.com' }, true],
    [{ kind: 'identify', email: 'ann@ACME.com' }, true],
    [{ kind: 'identify', email: 'ann@mail.acme.com' }, true],
    [{ kind: 'form_fill', email: 'ann@rival.example' }, true],
    [{ kind: 'identify', email: 'ann@notacme.com' }, false],
    [{ kind: 'identify', email: 'acme.com@other.example' }, false],
    [{ kind: 'identify', userId: 'ann@acme.com' }, false],
  ])('%j is left out: %s', async (event, isLeftOut) => {
    const { events, rejected, dropped } = await take([event], { changes: { exclude } });
    expect(events).toHaveLength(isLeftOut ? 0 : 1);
    expect(rejected).toEqual([]);
    expect(dropped).toBe(isLeftOut ? 'excluded' : null);
  });

  test.each([
    ['/über-uns*', '/%C3%BCber-uns/team', true],
    ['/%C3%BCber-uns*', '/über-uns', true],
    ['/ÜBER-UNS', '/%c3%bcber-uns', true],
    ['/über-uns*', '/uber-uns', false],
    ['/admin*', '/%61dmin', true],
    ['/100%*', '/100%25', true],
    ['/%FF*', '/%FFx', true],
  ])('the path glob %s leaves out %s: %s', async (glob, path, isLeftOut) => {
    const changes = { exclude: { ...exclude, paths: [glob] } };
    const { dropped } = await take([{ kind: 'page_view', url: `https://example.com${path}` }], { changes });
    expect(dropped).toBe(isLeftOut ? 'excluded' : null);
  });

  test('a beacon is dropped only when all of it is left out', async () => {
    const admin = { kind: 'page_view', url: 'https://example.com/admin' };
    const mixed = await take([admin, { kind: 'note' }], { changes: { exclude } });
    expect(mixed).toMatchObject({ events: [{ kind: 'note' }], rejected: [], dropped: null });
    const refused = await take([admin, { kind: '*' }], { changes: { exclude } });
    expect(refused).toMatchObject({
      events: [],
      rejected: [{ index: 1, code: 'invalid_event' }],
      dropped: null,
    });
  });

  test.each([
    ['https://app.example.com/login', true],
    ['https://example.com/', true],
    ['https://example.com:8443/', false],
    ['https://shop.example.com/', false],
    ['https://notexample.com/', false],
  ])('a way out to %s is left out, as the site’s own: %s', async (target, isOwn) => {
    const body = await bodyOf({ kind: 'outbound_click', target });
    expect(body).toEqual(isOwn ? 'excluded' : { url, target });
    // What is downloaded from there still counts.
    expect(await bodyOf({ kind: 'download', file: target })).toMatchObject({ file: target });
  });

  test.each(['page_view', 'engagement', 'download', 'outbound_click'])(
    'under GPC a %s is left out',
    async (kind) => {
      const event = { kind, view: id, seconds: 1, scroll: 1, file: url, target: 'https://other.example/' };
      expect(await bodyOf(event, { isPrivate: true })).toBe('gpc');
      expect(await bodyOf(event)).toMatchObject({ url });
    },
  );
});

describe('an address', () => {
  test.each([
    ['203.0.113.9', '203.0.113.9', true],
    ['203.0.113.9', '203.0.113.10', false],
    ['203.0.113.0/24', '203.0.113.0', true],
    ['203.0.113.0/24', '203.0.113.255', true],
    ['203.0.113.0/24', '203.0.112.255', false],
    ['203.0.113.0/24', '203.0.114.0', false],
    ['203.0.113.128/25', '203.0.113.127', false],
    ['203.0.113.128/25', '203.0.113.128', true],
    ['203.0.113.9/32', '203.0.113.8', false],
    ['10.0.0.0/9', '10.127.255.255', true],
    ['10.0.0.0/9', '10.128.0.0', false],
    ['0.0.0.0/0', '198.51.100.1', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['203.0.113.0/24', '::ffff:203.0.113.9', true],
    ['203.0.113.0/24', '::ffff:cb00:7109', true],
    ['2001:db8::1', '2001:0DB8:0:0:0:0:0:1', true],
    ['2001:db8::/32', '2001:db8:ffff::', true],
    ['2001:db8::/32', '2001:db9::', false],
    ['2001:db8:8000::/33', '2001:db8:7fff::', false],
    ['2001:db8:8000::/33', '2001:db8:8000::1', true],
    ['2001:db8::1/128', '2001:db8::2', false],
    ['::/0', '2001:db8::1', true],
    ['fe80::/10', 'fe80::1%eth0', true],
    ['nonsense', '203.0.113.9', false],
    ['203.0.113.0/33', '203.0.113.9', false],
    ['203.0.113.0/', '203.0.113.9', false],
    ['/8', '203.0.113.9', false],
  ])('the range %s holds %s: %s', (range, address, holds) => {
    const parsed = parseAddress(address);
    if (!parsed) throw new Error(`${address} was not read`);
    expect(compileRange(range)(parsed)).toBe(holds);
  });

  test.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '256.0.0.1',
    '1.2.3.x',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '12345::',
    'g::',
    '::1.2.3',
    '1.2.3.4::',
  ])('%j is none', (text) => expect(parseAddress(text)).toBeNull());

  test('every spelling of an IPv6 address is the same address', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 }), (groups) => {
        const long = groups.map((group) => group.toString(16).padStart(4, '0')).join(':');
        const short = new URL(`http://[${long}]`).hostname.slice(1, -1);
        expect(parseAddress(short)).toEqual(parseAddress(long));
      }),
    );
  });
});

describe('the cookie', () => {
  test.each<[string, string, string | null, string | null]>([
    ['https://example.com', 'https://example.com/x/e', 'same-origin', '; Secure'],
    ['https://example.com', 'https://t.example.com/e', 'same-site', '; Domain=example.com; Secure'],
    ['https://www.example.com', 'https://t.example.com/e', 'same-site', '; Domain=example.com; Secure'],
    ['https://www.example.co.uk', 'https://t.example.co.uk/e', null, '; Domain=example.co.uk; Secure'],
    ['http://localhost:8787', 'http://localhost:8787/e', 'same-origin', ''],
    ['http://localhost:3000', 'http://localhost:8787/e', 'same-site', ''],
    ['http://127.0.0.1:3000', 'http://127.0.0.2:8787/e', null, null],
    ['http://[::1]:3000', 'http://[::1]:8787/e', null, ''],
    ['https://example.com', 'https://leadlight.workers.dev/e', null, null],
    ['https://example.com', 'https://t.example.com/e', 'cross-site', null],
    ['https://example.com', 'https://t.example.com/e', 'none', null],
    ['null', 'https://t.example.com/e', null, null],
  ])('of a page on %s and %s with %s ends in %j', (from, worker, fetchSite, end) => {
    const cookie = renewedCookie(id, { page: from, worker, fetchSite });
    expect(cookie).toBe(
      end === null ? null : `leadlight=${id}; Max-Age=34128000; Path=/; SameSite=Lax${end}`,
    );
  });
});
