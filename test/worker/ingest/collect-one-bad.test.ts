// One bad event among good ones: it is refused by its place and code, and the others are in the log.

import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { limits } from '../../../schema/event.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { beaconOf, post, wireEvent } from '../../support/beacons.ts';
import { makeSite } from '../../support/sites.ts';

let site: SiteConfig;

beforeAll(async () => {
  site = await makeSite(env.DB, defaultModel);
});

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

test.each<[string, string, string]>([
  ['null', 'null', 'invalid_event'],
  ['a number', '7', 'invalid_event'],
  ['a text', '"page_view"', 'invalid_event'],
  ['a list', '[]', 'invalid_event'],
  ['a list of events', `[${view({})}]`, 'invalid_event'],
  ['an empty object', '{}', 'invalid_event'],
  ['no id', without('id'), 'invalid_event'],
  ['an id that is no UUID', view({ id: '42' }), 'invalid_event'],
  ['an id that is a number', view({ id: 42 }), 'invalid_event'],
  ['no kind', without('kind'), 'invalid_event'],
  ['an empty kind', view({ kind: '' }), 'invalid_event'],
  ['a kind that is a list', view({ kind: ['page_view'] }), 'invalid_event'],
  ['a kind of marks', view({ kind: '!?' }), 'invalid_event'],
  ['a kind that is too long', view({ kind: 'k'.repeat(65) }), 'invalid_event'],
  ['a kind with another’s name', view({ kind: 'Page View' }), 'invalid_event'],
  ['a kind of the server', view({ kind: 'email_reply' }), 'server_only'],
  ['an outcome', view({ kind: 'outcome' }), 'server_only'],
  ['no time', without('at'), 'invalid_event'],
  ['a time that is a text', view({ at: '2026-11-27' }), 'invalid_event'],
  ['a time that is null', view({ at: null }), 'invalid_event'],
  ['a time before 1970', view({ at: -1 }), 'invalid_event'],
  ['a time beyond all dates', view({ at: 1e300 }), 'invalid_event'],
  ['a time of long ago', view({ at: 0 }), 'too_old'],
  ['no URL', without('url'), 'invalid_event'],
  ['a URL that is an object', view({ url: {} }), 'invalid_event'],
  ['a title that is a list', view({ title: [] }), 'invalid_event'],
  ['a view that is no UUID', view({ kind: 'engagement', view: 'x', seconds: 1, scroll: 1 }), 'invalid_event'],
  ['more than 8 KiB', view({ title: 'x'.repeat(limits.maxEventBytes) }), 'too_large'],
  ['more than 8 KiB in another script', view({ title: '名'.repeat(3_000) }), 'too_large'],
  ['more than 8 KiB of emptiness', view({ props: new Array(5_000).fill(0) }), 'too_large'],
  ['a level too many', nested(deepest + 1), 'invalid_event'],
  ['20,000 levels', nested(20_000), 'invalid_event'],
])('%s: the others are kept', async (_, event, code) => {
  expect(await sendBetween(event)).toEqual({
    status: 202,
    answer: { accepted: 2, rejected: [{ index: 1, code }] },
    stored: 2,
  });
});

test.each<[string, string]>([
  ['props of another shape', view({ props: [1, 'a', null] })],
  ['props that nest as deep as they may', nested(deepest)],
  ['fields that nobody knows', view({ constructor: 1, toString: null, more: { a: [] } })],
  ['a field named __proto__', view({}).replace(/\}$/, ',"__proto__":{"kind":"email_reply"}}')],
  ['NUL and half a character', view({ title: 'a\u0000b\ud800' })],
  ['a referrer that is no URL', view({ referrer: 'nonsense' })],
  ['an email that is an object', JSON.stringify(wireEvent('form_fill', { email: {}, fields: 7 }))],
  ['an identity of nobody', JSON.stringify(wireEvent('identify', { email: null, userId: [], traits: '' }))],
  ['a token that is none', JSON.stringify(wireEvent('identify', { token: 'x.y.z' }))],
  ['a time to come', view({ at: 8.64e15 })],
])('%s: the event is kept as well', async (_, event) => {
  expect(await sendBetween(event)).toEqual({
    status: 202,
    answer: { accepted: 3, rejected: [] },
    stored: 3,
  });
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
