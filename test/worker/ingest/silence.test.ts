// The public endpoint takes and does not tell: whoever a beacon names, its answer is the same to the byte.

import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { SiteConfig } from '../../../worker/store/sites/site-config.ts';
import { call } from '../../support/api.ts';
import { beaconOf, post, wireEvent } from '../../support/beacons.ts';
import { makeSite } from '../../support/sites.ts';

const [annsPhone, annsLaptop, somebody] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
const oldEvent = wireEvent('page_view');
let site: SiteConfig;

/** Ann, hot, known by the site's server; Bob, who claimed his email; someone unknown. */
beforeAll(async () => {
  site = await makeSite(env.DB, defaultModel);
  const events = [
    { kind: 'form_fill', form: 'demo', userId: '42', email: 'ann@acme.com', device: annsPhone },
  ];
  expect((await call(`POST /v1/sites/${site.id}/events`, { body: { events } })).body.accepted).toBe(1);
  const bob = wireEvent('identify', { email: 'bob@acme.com', traits: { company: 'Acme' } });
  await post(beaconOf(site, [bob], { device: annsLaptop }));
  await post(beaconOf(site, [oldEvent], { device: somebody }));
});

const fill = (email: unknown) => wireEvent('form_fill', { form: 'contact', email });
const said = (more: Record<string, unknown>) => wireEvent('identify', more);

test.each<[string, () => Record<string, unknown>, string?]>([
  ['nobody', () => wireEvent('page_view')],
  ['an email that is not known', () => fill('new@acme.com')],
  ['an email that is known and verified', () => fill('ann@acme.com')],
  ['an email that is known and claimed', () => fill('bob@acme.com')],
  ['an email that is none', () => fill('ann@')],
  ['a userId that is known', () => said({ userId: '42' })],
  ['a userId that is not', () => said({ userId: '43' })],
  ['an email and a userId of two people', () => said({ userId: '42', email: 'bob@acme.com' })],
  ['a token that is forged', () => said({ userId: '42', token: 'a.b.c' })],
  ['someone by a device that is hot', () => wireEvent('page_view'), annsPhone],
  ['someone else on a device that is known', () => fill('eve@acme.com'), annsLaptop],
  ['what is known already', () => oldEvent, somebody],
])('a beacon that names %s is answered like every other', async (_, event, device = crypto.randomUUID()) => {
  const answer = await post(beaconOf(site, [event()], { device }));
  const { headers } = await post(beaconOf(site, [wireEvent('page_view')]));
  expect([answer.status, await answer.text()]).toEqual([202, '{"accepted":1,"rejected":[]}']);
  expect([...answer.headers]).toEqual([...headers]);
});
