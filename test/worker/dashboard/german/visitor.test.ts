// A visitor's page in German, with all that it can say of somebody, and the pages that share and erase them.

import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { ingest } from '../../../../worker/flows/ingest/ingest.ts';
import type { EventOrigin, NewEvent } from '../../../../worker/score/event.ts';
import { base, call } from '../../../support/api.ts';
import { expectGerman } from '../../../support/browser/english.ts';
import { germanModel, rival } from '../../../support/browser/german-model.ts';
import { signIn, type Visit, visit } from '../../../support/browser/pages.ts';
import { uuidNamed } from '../../../support/ids.ts';
import { makeSite } from '../../../support/sites.ts';

const day = 86_400_000;
const now = Date.now();

const model = germanModel({
  rules: [
    {
      ...{ id: 'preise', label: 'Preise angesehen', on: 'page_view', points: 12 },
      cap: { times: 1, per: 'ever', by: 'path' },
    },
    { id: 'formular', label: 'Demo gewünscht', on: 'form_fill', points: 20, cap: { times: 1, per: 'ever' } },
    { id: 'datei', label: 'Datei geladen', on: 'download', points: 3 },
    { id: 'bewerbung', label: 'Stellen gelesen', on: 'outbound_click', points: -4 },
    rival,
  ],
  fit: [
    { id: 'chefin', label: 'Entscheidet', where: { jobTitle: ['CEO', 'CTO'] }, points: 60 },
    { id: 'land', label: 'Im Gebiet', where: { country: { not: ['DE', 'AT'] } }, points: 10 },
    { id: 'groesse', label: 'Größe', each: { trait: 'employees', of: 100 }, points: 5, max: 20 },
    { id: 'umsatz', label: 'Umsatz', where: { revenue: { gte: 10.5, lt: 99 } }, points: 5 },
    { id: 'titel', label: 'Leitung', where: { jobTitle: { words: ['Leitung', 'Chefin'] } }, points: 5 },
  ],
  groups: [{ id: 'gruppe', rules: ['formular', 'datei'], cap: { times: 2, per: 'week' } }],
});

function act(
  device: string,
  kind: string,
  body: NewEvent['body'],
  ago: number,
  origin?: EventOrigin,
): NewEvent {
  return {
    ...{ device: uuidNamed(device), id: crypto.randomUUID(), kind, occurredAt: now - ago, ownedAt: null },
    ...{ session: uuidNamed(`${device}${ago > day}`), origin: origin ?? 'browser' },
    body: { url: 'https://example.com/preise', ...body },
  };
}

const form = (email: string, traits: Record<string, string | number> = {}) => ({
  ...{ form: 'kontakt', label: 'Rückruf', email },
  traits: { name: email.split('@')[0] ?? '', company: 'Muster', ...traits },
});

const known = { jobTitle: 'CEO', country: 'DE', employees: 250, phone: '+4930123', seniority: 'executive' };

let site: string;
let cookie: string;
const paths: Record<string, string> = {};

const send = (path: string, fields: Record<string, string>) =>
  visit(path, { cookie, form: { id: crypto.randomUUID(), ...fields } });

beforeAll(async () => {
  const made = await makeSite(env.DB, model, { landmark: now - 200 * day });
  site = `/s/${made.id}`;
  const events = [
    ...[1, 2, 3].map((minutes) => act('a', 'page_view', { title: 'Preise' }, minutes * 60_000)),
    act('a', 'form_fill', form('anna@muster.test', known), 3 * day),
    act('a', 'form_fill', form('anna@muster.test'), 2 * 3_600_000),
    act('a', 'download', { file: 'https://example.com/liste.pdf' }, 2 * day),
    act('a', 'outbound_click', { target: 'https://stellen.test/' }, 2 * day),
    act('a', 'engagement', { seconds: 75, scroll: 80 }, 30_000),
    act('a', 'anprobe', { label: 'Anprobe', props: { groesse: 'M' } }, 5 * day),
    act('a', 'page_view', {}, 40 * day, 'automated'),
    act('b', 'identify', { email: 'anna@muster.test', userId: 'A1', verified: true }, 4 * day, 'server'),
    act('b', 'email_open', { email: 'anna@muster.test' }, 4 * day, 'server'),
    act('b', 'email_bounce', { email: 'anna@muster.test' }, 4 * day, 'server'),
    act('c', 'form_fill', form('carl@rivale.test'), 2 * 3_600_000),
    act('d', 'engagement', { seconds: 5 }, 5 * 60_000),
    act('e', 'form_fill', form('emil@muster.test', { jobTitle: 'Praktikant' }), 9 * day),
    act('f', 'form_fill', form('frieda@muster.test'), 0),
    act('g', 'outbound_click', { target: 'https://stellen.test/' }, 0),
  ];
  const stored = events.map((event) => ({ site: made, event }));
  expect(await ingest(env.DB, stored, now)).toEqual({ kind: 'stored' });
  cookie = await signIn();
  for (const name of ['anna@muster.test', 'carl@rivale.test', 'emil@muster.test', 'frieda@muster.test']) {
    const [{ id }] = (await call(`GET /v1${site.replace('/s', '/sites')}/visitors?email=${name}`)).body.data;
    paths[name.split('@')[0] ?? ''] = `${site}/visitors/${id}`;
  }
  const { body } = await call(`GET /v1${site.replace('/s', '/sites')}/visitors`);
  const anonymous = body.data.filter(({ identified }: { identified: boolean }) => !identified);
  for (const { id } of anonymous) {
    const explained = await call(`GET /v1${site.replace('/s', '/sites')}/visitors/${id}/explanation`);
    paths[explained.body.rawScore < 0 ? 'loss' : 'nobody'] = `${site}/visitors/${id}`;
  }
  const anna = paths.anna as string;
  for (const fields of [
    { form: 'points', points: '5', reason: 'Messe' },
    { form: 'points', points: '-2', reason: 'Doppelt' },
    { form: 'note', text: 'Ruft zurück' },
    { form: 'state', state: 'rejected', reason: 'Kein Bedarf' },
    { form: 'owner', owner: 'Erika' },
    { form: 'outcome', result: 'won', value: '1200.5', currency: 'EUR' },
  ])
    expect((await send(anna, fields)).status).toBe(303);
});

const visitors = ['anna', 'carl', 'emil', 'nobody', 'loss'];

test.each(visitors)('the page of %s: nothing in English', async (name) => {
  await expectGerman(paths[name] as string, { cookie });
});

test('an explanation and a fit are told in German', async () => {
  const page = await expectGerman(paths.anna as string, { cookie });
  for (const said of [
    /Preise angesehen, einmal (heute|gestern): [\d,]+ Punkte \(noch zweimal ohne Punkte(, zuletzt heute)?: höchstens 1-mal insgesamt je Seite\)/,
    /Demo gewünscht, einmal am \p{L}+: [\d,]+ Punkte \(noch einmal ohne Punkte, (heute|gestern): höchstens 1-mal insgesamt, und höchstens 2-mal pro Woche, zusammen mit anderen\)/u,
    /Von Hand angepasst: \+5, „Messe“, durch die Administration, (heute|gestern): 5 Punkte/,
    /Von Hand angepasst: −2, „Doppelt“/,
    /Wurde Kunde, (heute|gestern)/,
    /Zusammen [\d,]+ Punkte/,
    /Land : DE , verlangt: weder „DE“ noch „AT“/,
    /Umsatz : unbekannt, verlangt: mindestens 10,5 und unter 99/,
    /Position : CEO , verlangt: ein Text mit einem der Wörter „Leitung“ oder „Chefin“/,
    /Ebene Geschäftsleitung/,
    /Punkte verblassen mit der Zeit: alle 30 Tage auf die Hälfte\./,
  ])
    expect(page.replace(/\s+/g, ' ')).toMatch(said);
  const emil = await expectGerman(paths.emil as string, { cookie });
  expect(emil).toMatch(/Position : Praktikant , verlangt: „CEO“ oder „CTO“/);
  const nobody = await expectGerman(paths.nobody as string, { cookie });
  expect(nobody).toContain('Bisher hat nichts, was diese Person getan hat, Punkte gebracht');
  expect(await expectGerman(paths.carl as string, { cookie })).toMatch(
    /Disqualifiziert: Mitbewerb, (heute|gestern)/,
  );
});

test('the API says the same in English, whatever language is asked for', async () => {
  const path = (paths.anna as string).replace('/s/', '/sites/');
  const { body } = await call(`GET /v1${path}/explanation`, { headers: { 'accept-language': 'de' } });
  expect(body.sentences.join('\n')).toMatch(
    /Preise angesehen once, (today|yesterday): [\d.]+ points \(2 more did not count(, last today)?: at most 1 in all for each page\)/,
  );
  expect(body.fit.lines[1].conditions[0].asked).toBe('neither "DE" nor "AT"');
});

const answers: [name: string, path: () => string | undefined, how?: Visit][] = [
  ...['all', 'pages', 'forms', 'clicks', 'emails', 'sales', 'others'].map((kinds): [string, () => string] => [
    `the timeline of ${kinds}`,
    () => `${paths.anna}?kinds=${kinds}`,
  ]),
  ...[
    'points&what=1',
    'points&what=-2.5',
    'outcome&what=won',
    'note',
    'state&what=working',
    'owner',
    'undo',
  ].map((done): [string, () => string] => [`what was done: ${done}`, () => `${paths.anna}?done=${done}`]),
  ...[
    { form: 'points', points: 'x' },
    { form: 'outcome', value: 'x', currency: 'x' },
    { form: 'split' },
    { form: 'note', text: '' },
    { form: 'state', state: 'x' },
    { form: 'owner', owner: 'x\ny' },
    { form: 'undo', event: 'x' },
    { form: 'x' },
  ].map((fields): [string, () => string | undefined, Visit] => [
    `a wrong form: ${fields.form}`,
    () => paths.anna,
    { form: { id: '00000000-0000-4000-8000-000000000000', ...fields } },
  ]),
  ['nobody of this id', () => `${site}/visitors/none`],
  ['what erasing removes', () => `${paths.anna}/erase`],
  ['erasing nobody', () => `${site}/visitors/none/erase`],
  ['a link for a colleague', () => `${paths.anna}/shares`, { form: { form: 'make', days: '7' } }],
  ['a link for no time', () => `${paths.anna}/shares`, { form: { form: 'make', days: '0' } }],
  ['a link that ended', () => '/p/none'],
];

test.each(answers)('%s: nothing in English', async (_, path, how) => {
  await expectGerman(path() ?? '', { cookie, ...how });
});

test('the page behind a link for a colleague: nothing in English', async () => {
  const path = (paths.anna as string).replace('/s/', '/sites/');
  const { body } = await call(`POST /v1${path}/shares`, { body: { days: 1 } });
  const page = await expectGerman(body.url.slice(base.length), {});
  expect(page).toMatch(/einmal (heute|gestern)/);
});

test('who may only read is told so in German', async () => {
  const { body } = await call(`POST /v1${site.replace('/s', '/sites')}/tokens`, {
    body: { role: 'read', label: 'Leserin' },
  });
  const reader = await signIn(body.token);
  for (const [path, how] of [
    [paths.anna, {}],
    [`${paths.anna}/erase`, {}],
    [paths.anna, { form: { form: 'note' } }],
    [`${paths.anna}/shares`, { form: { form: 'make', days: '7' } }],
  ] as [string, Visit][])
    await expectGerman(path, { cookie: reader, ...how });
});

test('an erasure is confirmed in German', async () => {
  const { html } = await visit(`${paths.frieda}/erase`, {
    ...{ cookie, form: {}, headers: { 'accept-language': 'de' } },
  });
  expect(html).toContain('1 Ereignis gelöscht');
});
