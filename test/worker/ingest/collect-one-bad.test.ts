// One bad event among good ones: it is refused by its place, with the field and the mend, and the others are in the log.

import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { limits } from '../../../schema/event.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { kindFrom } from '../../../worker/store/log/events.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { beaconOf, post, wireEvent } from '../../support/beacons.ts';
import { makeSite } from '../../support/sites.ts';

let site: SiteConfig;

beforeAll(async () => {
  site = await makeSite(env.DB, defaultModel);
});

const id = crypto.randomUUID();
const view = (more: Record<string, unknown>) => JSON.stringify(wireEvent('page_view', more));
const without = (key: string) => {
  const { [key]: _, ...rest } = wireEvent('page_view');
  return JSON.stringify(rest);
};
const nested = (levels: number) =>
  view({}).replace(/\}$/, `,"props":{"deep":${'['.repeat(levels)}${']'.repeat(levels)}}}`);
/** An event opens two levels itself, for `props` and around it, within two of the beacon. */
const deepest = limits.maxDepth - 4;

async function countOf(device: unknown): Promise<number | null> {
  return env.DB.prepare(`select count(*) as n from event where device = unhex(replace(?1, '-', ''))`)
    .bind(device)
    .first('n');
}

/** Sends this JSON between two good events. */
async function sendBetween(event: string) {
  const beacon = beaconOf(site, [wireEvent('page_view'), 'HERE', wireEvent('Demo Booked')]);
  const response = await post(JSON.stringify(beacon).replace('"HERE"', event));
  return { status: response.status, answer: await response.json(), stored: await countOf(beacon.device) };
}

const uuid = /UUID/;
const ms = /UTC milliseconds/;
const kib = /at most 8 KiB/;

test.each<[string, string, string, string, RegExp]>([
  ['null', 'null', 'invalid_event', '', /object/],
  ['a number', '7', 'invalid_event', '', /object/],
  ['a text', '"page_view"', 'invalid_event', '', /object/],
  ['a list', '[]', 'invalid_event', '', /object/],
  ['a list of events', `[${view({})}]`, 'invalid_event', '', /object/],
  ['an empty object', '{}', 'invalid_event', 'kind', /kind/],
  ['no id', without('id'), 'invalid_event', 'id', uuid],
  ['an id that is no UUID', view({ id: '42' }), 'invalid_event', 'id', uuid],
  ['an id that is a number', view({ id: 42 }), 'invalid_event', 'id', uuid],
  ['no kind', without('kind'), 'invalid_event', 'kind', /such as "page_view"/],
  ['an empty kind', view({ kind: '' }), 'invalid_event', 'kind', /letter or a digit/],
  ['a kind that is a list', view({ kind: ['page_view'] }), 'invalid_event', 'kind', /such as "page_view"/],
  ['a kind of marks', view({ kind: '!?' }), 'invalid_event', 'kind', /letter or a digit/],
  ['a kind that is too long', view({ kind: 'k'.repeat(65) }), 'invalid_event', 'kind', /at most 64/],
  ['a visit', view({ kind: 'visit' }), 'invalid_event', 'kind', /starts automatically/],
  ['a kind of the server', view({ kind: 'email_reply' }), 'server_only', 'kind', /from your server/],
  ['an outcome', view({ kind: 'outcome' }), 'server_only', 'kind', /from your server/],
  ['no time', without('at'), 'invalid_event', 'at', ms],
  ['a time that is a text', view({ at: '2026-11-27' }), 'invalid_event', 'at', ms],
  ['a time that is null', view({ at: null }), 'invalid_event', 'at', ms],
  [
    'a time in Unix seconds',
    view({ at: 1_795_357_095 }),
    'invalid_event',
    'at',
    /Unix seconds.*1795357095000/,
  ],
  ['a fraction of a millisecond', view({ at: 1_795_357_095_000.5 }), 'invalid_event', 'at', /whole/],
  ['a time before 1970', view({ at: -1 }), 'invalid_event', 'at', /1970/],
  ['a time beyond all dates', view({ at: 1e300 }), 'invalid_event', 'at', /1970/],
  ['a time of long ago', view({ at: 0 }), 'too_old', 'at', /24 hours/],
  ['no URL', without('url'), 'invalid_event', 'url', /complete URL/],
  ['an empty URL', view({ url: '' }), 'invalid_event', 'url', /complete URL/],
  ['a relative URL', view({ url: '/pricing' }), 'invalid_event', 'url', /complete URL/],
  ['a URL without a scheme', view({ url: 'example.com/pricing' }), 'invalid_event', 'url', /complete URL/],
  ['a URL of a file', view({ url: 'file:///a' }), 'invalid_event', 'url', /http or https/],
  ['a URL that is an object', view({ url: {} }), 'invalid_event', 'url', /complete URL/],
  ['a relative file', view({ kind: 'download', file: '/a.pdf' }), 'invalid_event', 'file', /complete URL/],
  ['no file', view({ kind: 'download' }), 'invalid_event', 'file', /complete URL/],
  [
    'a relative target',
    view({ kind: 'outbound_click', target: '../a' }),
    'invalid_event',
    'target',
    /complete/,
  ],
  [
    'a relative page of a form',
    view({ kind: 'form_fill', url: 'contact' }),
    'invalid_event',
    'url',
    /complete/,
  ],
  ['a title that is a list', view({ title: [] }), 'invalid_event', 'title', /text/],
  [
    'no view',
    view({ kind: 'engagement', seconds: 1, scroll: 1 }),
    'invalid_event',
    'view',
    /page view.*UUID/,
  ],
  [
    'a view of text',
    view({ kind: 'engagement', view: 'x', seconds: 1, scroll: 1 }),
    'invalid_event',
    'view',
    uuid,
  ],
  [
    'no seconds',
    view({ kind: 'engagement', view: id, scroll: 1 }),
    'invalid_event',
    'seconds',
    /active seconds/,
  ],
  [
    'less than none',
    view({ kind: 'engagement', view: id, seconds: -1 }),
    'invalid_event',
    'seconds',
    /0 seconds/,
  ],
  ['more than 8 KiB', view({ title: 'x'.repeat(limits.maxEventBytes) }), 'too_large', '', kib],
  ['more than 8 KiB in another script', view({ title: '名'.repeat(3_000) }), 'too_large', '', kib],
  ['more than 8 KiB of emptiness', view({ props: new Array(5_000).fill(0) }), 'too_large', '', kib],
  ['a level too many', nested(deepest + 1), 'invalid_event', '', /at most 30 levels/],
  ['20,000 levels', nested(20_000), 'invalid_event', '', /at most 30 levels/],
])(
  '%s: the others are kept, and the answer names the field and the mend',
  async (_, event, code, path, message) => {
    expect(await sendBetween(event)).toEqual({
      status: 202,
      answer: { accepted: 2, rejected: [{ index: 1, code, path, message: expect.stringMatching(message) }] },
      stored: 2,
    });
  },
);

test.each<[string, string, string[]]>([
  ['props of another shape', view({ props: [1, 'a', null] }), ['props']],
  ['props that nest as deep as they may', nested(deepest), ['props.deep']],
  [
    'fields that nobody knows',
    view({ constructor: 1, toString: null, more: { a: [] } }),
    ['constructor', 'more'],
  ],
  ['a field named __proto__', view({}).replace(/\}$/, ',"__proto__":{"kind":"email_reply"}}'), ['__proto__']],
  ['NUL and half a character', view({ title: 'a\u0000b\ud800' }), []],
  ['a referrer that is no URL', view({ referrer: 'nonsense' }), ['referrer']],
  ['the referrer of an app', view({ referrer: 'android-app://com.google.android.gm/' }), []],
  [
    'an email that is an object',
    JSON.stringify(wireEvent('form_fill', { email: {}, fields: 7 })),
    ['fields'],
  ],
  [
    'an identity of nobody',
    JSON.stringify(wireEvent('identify', { email: null, userId: 'undefined', traits: '' })),
    [],
  ],
  ['a token that is none', JSON.stringify(wireEvent('identify', { token: 'x.y.z' })), []],
  ['a time to come', view({ at: 8.64e15 }), []],
  ['traits of a page view', view({ traits: { company: 'Acme' } }), ['traits']],
  ['an email of a page view', view({ email: 'ann@acme.com', userId: '42' }), ['email', 'userId']],
  ['a file that is no web page’s', view({ kind: 'download', file: 'blob:https://example.com/1' }), ['file']],
  ['a page of another site', view({ url: 'https://www.example.com/pricing' }), ['url']],
  ['a page on another port', view({ url: 'https://example.com:8443/pricing' }), ['url']],
])('%s: the event is kept as well, and the answer warns', async (_, event, paths) => {
  const { status, answer, stored } = await sendBetween(event);
  expect({ status, stored }).toEqual({ status: 202, stored: 3 });
  const { warnings = [], ...rest } = answer as { warnings?: { index: number; path: string }[] };
  expect(rest).toEqual({ accepted: 3, rejected: [] });
  expect(warnings.map(({ index, path }) => [index, path])).toEqual(paths.map((path) => [1, path]));
});

test.each<[string, string, RegExp]>([
  ['Page View', 'page_view', /was stored as "page_view": use this name/],
  ['page-view', 'page_view', /was stored as "page_view": use this name/],
  ['PageView', 'pageview', /custom event "pageview".*"page_view"/],
  ['form_submit', 'form_submit', /custom event "form_submit".*"form_fill"/],
  ['file_download', 'file_download', /custom event "file_download".*"download"/],
  ['downloaded', 'downloaded', /custom event "downloaded".*"download"/],
])('the name %s is stored as %s, and the answer names the kind', async (kind, stored, message) => {
  const beacon = beaconOf(site, [wireEvent(kind)]);
  expect(await (await post(beacon)).json()).toEqual({
    accepted: 1,
    rejected: [],
    warnings: [{ index: 0, code: 'near_kind', path: 'kind', message: expect.stringMatching(message) }],
  });
  const row = await env.DB.prepare(`select kind from event where device = unhex(replace(?1, '-', ''))`)
    .bind(beacon.device)
    .first<{ kind: string }>();
  expect(kindFrom(row?.kind as string)).toBe(stored);
});

test('an answer has a hundred warnings at most', async () => {
  const fields = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`f${n}`, 1]));
  const beacon = beaconOf(
    site,
    Array.from({ length: 20 }, () => wireEvent('page_view', fields)),
  );
  expect(await (await post(beacon)).json()).toMatchObject({ accepted: 20, warnings: { length: 100 } });
});

test('an id that comes twice in a beacon is accepted twice and stored once', async () => {
  const twice = wireEvent('page_view');
  const beacon = beaconOf(site, [twice, wireEvent('note'), twice, { ...twice, kind: 'Other' }]);
  const response = await post(beacon);
  expect([response.status, await response.json()]).toEqual([202, { accepted: 4, rejected: [] }]);
  expect(await countOf(beacon.device)).toBe(2);
});

test('49 bad events do not take the good one with them', async () => {
  const bad = Array.from({ length: 49 }, () => null);
  const beacon = beaconOf(site, [...bad, wireEvent('page_view')]);
  const response = await post(beacon);
  expect(response.status).toBe(202);
  expect(await response.json()).toMatchObject({ accepted: 1, rejected: { length: 49 } });
  expect(await countOf(beacon.device)).toBe(1);
});

test('51 events are more than a beacon holds, good ones or bad', async () => {
  const beacon = beaconOf(
    site,
    Array.from({ length: 51 }, () => wireEvent('page_view')),
  );
  const response = await post(beacon);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: 'invalid_beacon', errors: [{ path: 'events' }] });
  expect(await countOf(beacon.device)).toBe(0);
});
