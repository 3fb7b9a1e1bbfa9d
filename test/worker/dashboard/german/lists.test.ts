// The lists of people and companies, the matrix and signing in, in German: no English is left on them.

import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { de } from '../../../../worker/dashboard/texts/de/de.ts';
import { en } from '../../../../worker/dashboard/texts/en/en.ts';
import { ingest } from '../../../../worker/flows/ingest/ingest.ts';
import type { NewEvent } from '../../../../worker/score/event.ts';
import { newSite } from '../../../support/api.ts';
import { expectGerman, readIn } from '../../../support/browser/english.ts';
import { germanModel, rival } from '../../../support/browser/german-model.ts';
import { signIn, type Visit, visit } from '../../../support/browser/pages.ts';
import { uuidNamed } from '../../../support/ids.ts';
import { makeSite } from '../../../support/sites.ts';

const day = 86_400_000;
const now = Date.now();

const model = germanModel({
  rules: [
    { id: 'preise', label: 'Preise angesehen', on: 'page_view', points: 12 },
    { id: 'formular', label: 'Demo gewünscht', on: 'form_fill', points: 50 },
    rival,
  ],
  fit: [{ id: 'chefin', label: 'Entscheidet', where: { jobTitle: 'CEO' }, points: 80 }],
  actions: { A1: 'Heute anrufen' },
});

function act(device: string, kind: string, body: NewEvent['body'], ago: number): NewEvent {
  return {
    ...{ device: uuidNamed(device), id: crypto.randomUUID(), kind, occurredAt: now - ago, ownedAt: null },
    ...{ session: uuidNamed(device), origin: 'browser' },
    body: { url: 'https://example.com/', ...body },
  };
}

const person = (name: string, domain: string, more: Record<string, string> = {}) => ({
  form: 'kontakt',
  email: `${name}@${domain}.test`,
  traits: { name, company: domain, ...more },
});

let site: string;
let unused: string;
let cookie: string;

beforeAll(async () => {
  const made = await makeSite(env.DB, model, { landmark: now - 200 * day });
  site = `/s/${made.id}`;
  unused = `/s/${await newSite()}`;
  const events = [
    act('a', 'form_fill', person('Anna', 'muster', { jobTitle: 'CEO' }), 3 * day),
    act('a', 'page_view', {}, 60_000),
    act('b', 'form_fill', person('Berta', 'muster'), 20 * day),
    act('c', 'form_fill', person('Carl', 'rivale'), 2 * 3_600_000),
    act('d', 'page_view', {}, 5 * 60_000),
    act('e', 'form_fill', person('Emil', 'allein'), 0),
  ];
  expect(
    await ingest(
      env.DB,
      events.map((event) => ({ site: made, event })),
      now,
    ),
  ).toEqual({ kind: 'stored' });
  cookie = await signIn();
});

const pages: [name: string, path: () => string, how?: Visit][] = [
  ['the list', () => site],
  ['everyone', () => `${site}?status=everyone`],
  ['a list by last visit', () => `${site}?status=everyone&sort=lastSeen`],
  ['those who were disqualified', () => `${site}?status=disqualified`],
  ['customers, of whom there are none', () => `${site}?status=customer`],
  ['a level on which nobody is', () => `${site}?status=warm`],
  ['a search that finds nobody', () => `${site}?q=xyz`],
  ['a search that finds nobody at all', () => `${site}?status=everyone&q=xyz`],
  [
    'filters',
    () =>
      `${site}?status=everyone&who=identified&grade=A&cell=A1&trend=up&seen=7&minScore=1.5&company=muster&source=direct`,
  ],
  ['a site without visitors', () => unused],
  ['companies', () => `${site}/companies`],
  ['a search for a company that there is not', () => `${site}/companies?q=xyz`],
  ['a company', () => `${site}/companies/muster.test`],
  ['a company that there is not', () => `${site}/companies/none.test`],
  ['the matrix', () => `${site}/matrix`],
  ['reports', () => `${site}/reports`],
  ['where buyers come from', () => `${site}/reports/sources?by=source`],
  ['how long people take', () => `${site}/reports/velocity?days=365`],
  ['the days of a site', () => `${site}/reports/overview?days=30`],
  ['who will buy, before there is a prediction', () => `${site}/reports/prediction`],
  ['reports on nobody', () => `${unused}/reports/velocity`],
  ['a site that there is not', () => '/s/none'],
  ['an address that there is not', () => '/none'],
  ['signing in', () => '/', { cookie: '' }],
  ['an unknown token', () => '/sign-in', { form: { token: 'x' } }],
  ['no token', () => '/sign-in', { form: { token: '' } }],
];

test.each(pages)('%s: nothing in English', async (_, path, how) => {
  await expectGerman(path(), { cookie, ...how });
});

test('numbers, times and states are written in German', async () => {
  const page = await readIn('de', `${site}?status=everyone`, { cookie });
  expect(page).toMatch(/\d,\d/);
  expect(page).toMatch(/vor 1 Min\./);
  expect(page).toMatch(/\d\d?\. (Jan|Feb|März|Apr|Mai|Juni|Juli|Aug|Sept|Okt|Nov|Dez)/);
  expect(page).toContain('Heute anrufen');
  expect(page).toContain('Anonym · ');
  expect(page).toContain('disqualifiziert');
  expect(page).toContain('direkt');
});

test('what a page says in German can be typed: visits from nowhere', async () => {
  const names = async (search: string) =>
    (await visit(`${site}?status=everyone&${search}`, { cookie })).html.match(/data-id="[^"]+"/g);
  const direct = await names('source=direct');
  expect(direct?.length).toBeGreaterThan(2);
  expect(await names('source=direkt')).toEqual(direct);
  expect(await names('source=Direkt')).toEqual(direct);
  expect(await names('source=direktvertrieb')).toBeNull();
});

test('each language has its script, which alone its pages may run', async () => {
  const scripts = await Promise.all(
    ['de', 'en'].map(async (language) => {
      const { html, headers } = await visit(site, { cookie, headers: { 'accept-language': language } });
      const [, path = ''] = /<script type="module" src="([^"]+)"/.exec(html) ?? [];
      expect(headers.get('content-security-policy')).toContain(`script-src https://leadlight.test${path};`);
      const script = await visit(path);
      expect(script.headers.get('cache-control')).toContain('immutable');
      return script.html;
    }),
  );
  const [inGerman = '', inEnglish = ''] = scripts;
  expect(inGerman).toContain(de.script.keys.rows);
  expect(inGerman).not.toContain(en.script.keys.rows);
  expect(inEnglish).toContain(en.script.keys.rows);
});
