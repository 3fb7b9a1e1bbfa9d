// What is known of a person, through the API: whose word each trait is, and what of a connection is kept.

import { env, exports } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { call } from '../../support/api.ts';
import { beaconOf, browserAgent, page, wireEvent } from '../../support/beacons.ts';
import { expectFold } from '../../support/checks/fold-check.ts';
import { makeSite } from '../../support/sites.ts';

const model = {
  ...defaultModel,
  fit: {
    rules: [
      { id: 'dach', label: 'Nearby', where: { country: ['Germany', 'Austria', 'CH'] }, points: 30 },
      { id: 'work', label: 'A mailbox at work', where: { emailType: 'work' }, points: 20 },
      { id: 'size', label: 'By hundreds', each: { trait: 'employees', of: 100 }, points: 1, max: 20 },
      { id: 'boss', label: 'Decision maker', where: { title: ['c?o', '*vp*'] }, points: 25 },
    ],
    grades: { A: 70, B: 45, C: 20 },
  },
};
const berlin = { country: 'DE', region: 'Berlin', city: 'Berlin', timezone: 'Europe/Berlin' };
const cf = { ...berlin, asn: 64_500, asOrganization: 'Example', postalCode: '10115', latitude: '52.5' };
const address = '192.0.2.44';

const newSite = (changes: Record<string, unknown> = {}) =>
  makeSite(env.DB, model, { changes: { collectFields: ['title', 'country'], ...changes } });
type Site = Awaited<ReturnType<typeof newSite>>;

/** Sends events from a browser somewhere. */
async function send(
  site: Site,
  events: unknown[],
  {
    headers = {},
    at = cf,
    ...more
  }: { headers?: Record<string, string>; at?: object; [key: string]: unknown } = {},
) {
  const answer = await exports.default.fetch('https://t.example.com/e', {
    method: 'POST',
    headers: {
      origin: page,
      'user-agent': browserAgent,
      'accept-language': 'de-AT,de;q=0.9,en;q=0.5',
      'cf-connecting-ip': address,
      ...headers,
    },
    body: JSON.stringify(beaconOf(site, events, more)),
    cf: at,
  } as RequestInit);
  expect(answer.status).toBe(202);
}

async function visitor(site: Site, email: string) {
  const { body } = await call(`GET /v1/sites/${site.id}/visitors?email=${encodeURIComponent(email)}`);
  return (await call(`GET /v1/sites/${site.id}/visitors/${body.data[0].id}`)).body;
}

/** Each trait as `value from`. */
async function known(site: Site, email: string): Promise<Record<string, string>> {
  const { traits } = (await visitor(site, email)) as {
    traits: Record<string, { value: unknown; from: string }>;
  };
  return Object.fromEntries(
    Object.entries(traits).map(([name, { value, from }]) => [name, `${value} ${from}`]),
  );
}

const bodies = async (site: Site) => {
  const { results } = await env.DB.prepare(
    'select body from event where site = ?1 order by arrival, position',
  )
    .bind(site.key)
    .all<{ body: string }>();
  return results.map(({ body }) => JSON.parse(body));
};

const fill = (fields: object, more: object = {}) =>
  wireEvent('form_fill', { form: 'demo', email: 'ann@acme.com', fields, ...more });

test('each trait says where it comes from, and the fit counts them all', async () => {
  const site = await newSite();
  await send(site, [fill({ title: 'Vice President, Sales' })]);
  await send(site, [wireEvent('identify', { email: 'ann@acme.com', traits: { team: 'west' } })]);
  const sent = await call(`POST /v1/sites/${site.id}/events`, {
    body: { events: [{ kind: 'identify', email: 'ann@acme.com', employees: '501-1,000' }] },
  });
  expect(sent.body.accepted).toBe(1);
  expect(await known(site, 'ann@acme.com')).toEqual({
    title: 'Vice President, Sales form',
    seniority: 'executive title',
    department: 'sales title',
    team: 'west identify',
    employees: '501-1,000 server',
    emailDomain: 'acme.com email',
    emailType: 'work email',
    country: 'DE edge',
    region: 'Berlin edge',
    city: 'Berlin edge',
    timezone: 'Europe/Berlin edge',
    language: 'de-AT edge',
  });
  const { fitScore, grade, traits } = await visitor(site, 'ann@acme.com');
  expect([fitScore, grade]).toEqual([30 + 20 + 5 + 25, 'A']);
  expect([traits.employees.verified, traits.title.verified, traits.city.verified]).toEqual([
    true,
    false,
    false,
  ]);
  await expectFold(env.DB, site);
});

test('a title that changes changes what it tells, and the fit with it', async () => {
  const rules = [
    { id: 'decides', label: 'Decides', where: { seniority: ['executive', 'director'] }, points: 30 },
  ];
  const site = await makeSite(
    env.DB,
    { ...defaultModel, fit: { rules, grades: { A: 30, B: 20, C: 10 } } },
    { changes: { collectFields: ['title'] } },
  );
  const told = async () => {
    const { seniority, department, country } = await known(site, 'ann@acme.com');
    return { seniority, department, country, grade: (await visitor(site, 'ann@acme.com')).grade };
  };
  const country = 'DE edge';
  await send(site, [fill({ title: 'Leiterin Einkauf' })]);
  const head = { seniority: 'director title', department: 'procurement title', country, grade: 'A' };
  expect(await told()).toEqual(head);
  await send(site, [fill({ title: 'Assistant to the CEO' })]);
  expect(await told()).toEqual({ seniority: 'assistant title', department: undefined, country, grade: 'D' });
  // Said again, it is news no more; said of a former job, it is nothing.
  await send(site, [fill({ title: 'Assistant to the CEO' })]);
  await send(site, [fill({ title: 'former CEO' })]);
  expect(await told()).toEqual({ seniority: undefined, department: undefined, country, grade: null });
  await call(`POST /v1/sites/${site.id}/events`, {
    body: { events: [{ kind: 'identify', email: 'ann@acme.com', seniority: 'director' }] },
  });
  expect(await told()).toMatchObject({ seniority: 'director server', grade: 'A' });
  await expectFold(env.DB, site);
});

test('what a title told is news when somebody says the same', async () => {
  const site = await newSite();
  const device = crypto.randomUUID();
  await send(site, [fill({ title: 'Leiterin Einkauf' })], { device });
  expect((await known(site, 'ann@acme.com')).seniority).toBe('director title');
  await send(site, [wireEvent('identify', { email: 'ann@acme.com', traits: { seniority: 'director' } })], {
    device,
  });
  expect((await known(site, 'ann@acme.com')).seniority).toBe('director identify');
  await send(site, [fill({ title: 'CEO' })], { device });
  expect((await known(site, 'ann@acme.com')).seniority).toBe('director identify');
});

test('what is said replaces what the connection told, whichever comes first', async () => {
  const site = await newSite();
  await send(site, [fill({})]);
  expect((await visitor(site, 'ann@acme.com')).fitScore).toBe(50);
  await send(site, [fill({ country: 'France' })]);
  expect((await known(site, 'ann@acme.com')).country).toBe('France form');
  expect((await visitor(site, 'ann@acme.com')).fitScore).toBe(20);
  await send(site, [fill({})]);
  expect((await known(site, 'ann@acme.com')).country).toBe('France form');
  // The same word, but hers.
  await send(site, [fill({ country: 'DE' }, { email: 'bea@acme.com' })]);
  expect((await known(site, 'bea@acme.com')).country).toBe('DE form');
  await expectFold(env.DB, site);
});

test('a connection from elsewhere is the later one, also when a device says again what it said before', async () => {
  const site = await newSite();
  const phone = crypto.randomUUID();
  const laptop = crypto.randomUUID();
  const cityOf = async () => (await known(site, 'ann@acme.com')).city;
  const from = (city: string, device: string) => send(site, [fill({})], { device, at: { ...cf, city } });
  await from('Berlin', phone);
  expect(await cityOf()).toBe('Berlin edge');
  await from('Bonn', laptop);
  expect(await cityOf()).toBe('Bonn edge');
  await from('Berlin', phone);
  expect(await cityOf()).toBe('Berlin edge');
  await from('Berlin', phone);
  expect(await cityOf()).toBe('Berlin edge');
});

test('of the connection only the place is stored, and only with an event that names somebody', async () => {
  const site = await newSite();
  const said = [
    wireEvent('page_view'),
    wireEvent('Demo Booked'),
    fill({}, { email: 'no email' }),
    fill({}),
    wireEvent('identify', { userId: 'anonymous' }),
    wireEvent('identify', { userId: '42' }),
  ];
  await send(site, said);
  const place = { ...berlin, language: 'de-AT' };
  expect((await bodies(site)).map((body) => body.place)).toEqual([
    undefined,
    undefined,
    undefined,
    place,
    undefined,
    place,
  ]);
  const stored = JSON.stringify(await bodies(site));
  for (const secret of [address, '64500', '10115', '52.5', browserAgent])
    expect(stored).not.toContain(secret);
});

test.each<[string, Parameters<typeof send>[2], object | undefined]>([
  ['an unknown country', { at: { country: 'XX', city: 'Nowhere' } }, { city: 'Nowhere', language: 'de-AT' }],
  ['Tor', { at: { country: 'T1' } }, { language: 'de-AT' }],
  [
    'a platform that tells nothing, and no language',
    { at: {}, headers: { 'accept-language': '*' } },
    undefined,
  ],
  ['a hostile language', { at: {}, headers: { 'accept-language': '<script>,de' } }, undefined],
  ['a long one', { at: {}, headers: { 'accept-language': `de${'-x'.repeat(40)}` } }, undefined],
  ['an automated browser', { automated: true }, undefined],
  ['Global Privacy Control', { headers: { 'sec-gpc': '1' } }, undefined],
])('from %s', async (_, options, place) => {
  const site = await newSite();
  await send(site, [fill({})], options);
  expect((await bodies(site)).map((body) => body.place)).toEqual([place]);
});

test('a site that ignores Global Privacy Control keeps the place under it, too', async () => {
  const site = await newSite({ gpc: 'ignore' });
  await send(site, [fill({})], { headers: { 'sec-gpc': '1' } });
  expect((await bodies(site))[0].place).toMatchObject(berlin);
});

test('a server’s call tells nothing of where a person is', async () => {
  const site = await newSite();
  await call(`POST /v1/sites/${site.id}/events`, {
    body: { events: [{ kind: 'identify', email: 'ann@gmail.com', place: { country: 'US' } }] },
    headers: { 'accept-language': 'en' },
  });
  expect(await known(site, 'ann@gmail.com')).toEqual({
    'place.country': 'US server',
    emailDomain: 'gmail.com email',
    emailType: 'free email',
  });
});

test('a browser cannot say where it is in the name of the platform', async () => {
  const site = await newSite();
  await send(site, [wireEvent('identify', { email: 'ann@acme.com', place: { country: 'US' } })], { at: {} });
  expect(await known(site, 'ann@acme.com')).toMatchObject({
    'place.country': 'US identify',
    language: 'de-AT edge',
  });
  expect((await bodies(site))[0].place).toEqual({ language: 'de-AT' });
});

test('a model that is published later grades by what was told before', async () => {
  const site = await makeSite(env.DB, defaultModel, { changes: { collectFields: ['title'] } });
  await send(site, [fill({ title: 'CTO' })]);
  expect((await visitor(site, 'ann@acme.com')).grade).toBeNull();
  const { body } = await call(`POST /v1/sites/${site.id}/models`, { body: model });
  await call(`POST /v1/sites/${site.id}/models/${body.version}/publish`);
  expect((await visitor(site, 'ann@acme.com')).fitScore).toBe(30 + 20 + 25);
});
