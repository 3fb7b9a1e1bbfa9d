// What the tag knew of consent stands in the log beside each event that it sent, and beside no other.

import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { type ConsentSpan, consentHistory } from '../../../worker/score/consent.ts';
import { readEventsOfVisitor } from '../../../worker/store/log/events.ts';
import { readSite, type SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { call, newSite } from '../../support/api.ts';
import { beaconOf, page, post, wireEvent } from '../../support/beacons.ts';

let site: SiteConfig;
const email = 'ann@acme.test';

beforeAll(async () => {
  site = await siteOf({});
});

async function siteOf(settings: Record<string, unknown>): Promise<SiteConfig> {
  const id = await newSite({ origins: [page], settings });
  return (await readSite(env.DB, id)) as SiteConfig;
}

/** Sends events of a device as a tag does that knows this, and expects them to be taken. */
async function send(
  { device, told, kind = 'page_view' }: { device: string; told: Record<string, unknown>; kind?: string },
  headers: Record<string, string> = {},
  to = site,
): Promise<void> {
  const answer = await post(
    beaconOf(to, [wireEvent(kind, kind === 'identify' ? { email } : {})], { device, ...told }),
    headers,
  );
  expect([answer.status, await answer.json()]).toEqual([202, { accepted: 1, rejected: [] }]);
}

/** The history of the only visitor of the site with an email, or of the one named. */
async function historyOf(of: SiteConfig, id: string): Promise<ConsentSpan[]> {
  const asked = { site: of.key, revision: of.revision, version: of.served.version, id };
  return consentHistory((await readEventsOfVisitor(env.DB, asked)) ?? []);
}

async function visitorOf(of: SiteConfig): Promise<string> {
  const { body } = await call(`GET /v1/sites/${of.id}/visitors`);
  expect(body.data).toHaveLength(1);
  return body.data[0].id;
}

const said = (spans: ConsentSpan[]) => spans.map(({ device: _, from: _from, to: _to, ...rest }) => rest);

test('the history of a visitor says what was known on each device, and follows the visitor when devices are joined', async () => {
  const [phone, laptop] = [crypto.randomUUID(), crypto.randomUUID()];
  const given = { mode: 'required', consent: 'granted', keep: true };
  await send({ device: phone, told: given });
  await send({ device: phone, told: given });
  await send({ device: laptop, told: { mode: 'anonymous', consent: 'anonymous' } });
  await send({ device: phone, told: given, kind: 'identify' });
  await send({ device: laptop, told: { mode: 'anonymous', consent: 'granted' }, kind: 'identify' });
  const events = [{ kind: 'email_reply', email }];
  await call(`POST /v1/sites/${site.id}/events`, { body: { events } });
  const history = await historyOf(site, await visitorOf(site));
  expect(new Set(history.map(({ device }) => device))).toEqual(new Set([phone, laptop]));
  const sorted = said(history).toSorted((a, b) => b.events - a.events || +a.isGranted - +b.isGranted);
  expect(sorted).toEqual([
    { mode: 'required', isGranted: true, isGpc: false, events: 3 },
    { mode: 'anonymous', isGranted: false, isGpc: false, events: 1 },
    { mode: 'anonymous', isGranted: true, isGpc: false, events: 1 },
  ]);
});

test.each([
  ['that a site honours', { gpc: 'honor' }, 'track'],
  ['that a site ignores', { gpc: 'ignore' }, 'page_view'],
])('Global Privacy Control %s is kept with what was taken under it', async (_, settings, kind) => {
  const own = await siteOf(settings);
  const told = { mode: 'granted', consent: 'granted' };
  await send({ device: crypto.randomUUID(), told, kind }, { 'sec-gpc': '1' }, own);
  const history = said(await historyOf(own, await visitorOf(own)));
  expect(history).toEqual([{ mode: 'granted', isGranted: true, isGpc: true, events: 1 }]);
});

test.each([
  ['a script of before', {}],
  ['a sender that fills them with something else', { mode: 7, consent: ['x'], gpc: 'yes' }],
])('%s is taken as ever, and nothing is said of its consent', async (_, told) => {
  const own = await siteOf({});
  await send({ device: crypto.randomUUID(), told }, {}, own);
  expect(await historyOf(own, await visitorOf(own))).toEqual([]);
});

test('it is a number in the row of the event, and nothing in its body', async () => {
  const own = await siteOf({});
  await send({ device: crypto.randomUUID(), told: { mode: 'required', consent: 'granted' } }, {}, own);
  const row = await env.DB.prepare('select consent, body from event where site = ?').bind(own.key).first();
  expect(row?.consent).toBe(1);
  expect(row?.body).not.toMatch(/consent|mode|required/);
});
