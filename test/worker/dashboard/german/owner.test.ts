// The pages of a site's owner in German: the model, settings, access, activity, the tag and the first steps.

import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { platforms } from '../../../../worker/dashboard/site/install/platforms.tsx';
import { call, newSite } from '../../../support/api.ts';
import { englishOn, expectGerman, readIn } from '../../../support/browser/english.ts';
import { germanModel, rival } from '../../../support/browser/german-model.ts';
import { send } from '../../../support/browser/model-pages.ts';
import { signIn, type Visit, visit } from '../../../support/browser/pages.ts';
import { makeSite } from '../../../support/sites.ts';

const model = germanModel({
  rules: [
    {
      ...{ id: 'preise', label: 'Preise angesehen', on: 'page_view', points: 12, where: { path: '/preise' } },
      cap: { times: 1, per: 'day', by: 'path' },
    },
    {
      ...{ id: 'formular', label: 'Demo gewünscht', on: 'form_fill', points: 20 },
      ...{ where: { formText: { words: ['Demo', 'Rückruf'] } }, cap: { times: 1, per: 'ever' } },
    },
    {
      ...{ id: 'wieder', label: 'Kam wieder', on: 'visit', points: 3, nth: 3, per: 'week' },
      where: { url: { not: ['/hilfe', '/stellen'] } },
    },
    { id: 'lesen', label: 'Gelesen', on: 'engagement', points: 2, where: { seconds: { gte: 30, lt: 900 } } },
    { id: 'kasse', label: 'Abgebrochen', on: 'kasse_verlassen', points: 5 },
    rival,
    { id: 'mail', label: 'Antwort', on: 'email_reply', points: 9 },
    { id: 'eigenes', label: 'Anprobe', on: 'anprobe', points: 9, from: 'server' },
  ],
  fit: [
    { id: 'chefin', label: 'Entscheidet', where: { jobTitle: ['CEO', 'CTO'] }, points: 60 },
    { id: 'groesse', label: 'Größe', each: { trait: 'mitarbeiter', of: 100 }, points: 5, max: 20 },
  ],
  groups: [{ id: 'gruppe', rules: ['lesen', 'wieder'], cap: { times: 2, per: 'week' } }],
  lapses: [
    {
      ...{ id: 'kasse_verlassen', label: 'Kasse verlassen', hours: 24 },
      ...{ after: { on: 'download' }, unless: { on: 'form_fill' } },
    },
  ],
  actions: { A1: 'Heute anrufen' },
});

let site: string;
let unused: string;
let cookie: string;
let reader: string;

beforeAll(async () => {
  const made = await makeSite(env.DB, model, { landmark: Date.now() - 200 * 86_400_000 });
  site = `/s/${made.id}`;
  unused = `/s/${await newSite()}`;
  cookie = await signIn();
  const { body } = await call('POST /v1/tokens', {
    body: { role: 'read', label: 'Leserin', site: made.id },
  });
  reader = await signIn(body.token);
  const draft = {
    ...model,
    halfLifeDays: 10,
    rules: model.rules.map((rule) => (rule.id === 'preise' ? { ...rule, points: 20 } : rule)).slice(0, -1),
    actions: {},
  };
  const bench = { site: made.id, path: `${site}/model`, cookie };
  const typed = { json: JSON.stringify(draft) };
  const { location } = await send(bench, `${bench.path}/json`, { mark: 'data-check', typed });
  expect(location).toBe(`${bench.path}?done=saved`);
});

const pages: [name: string, path: () => string, how?: Visit][] = [
  ['the model', () => `${site}/model`],
  ...['saved', 'same', 'published', 'discarded', 'removed'].map((done): [string, () => string] => [
    `the model, ${done}`,
    () => `${site}/model?done=${done}`,
  ]),
  ['the model as JSON', () => `${site}/model/json`],
  ['wrong JSON', () => `${site}/model/json`, { form: { json: '{' } }],
  ['the versions of the model', () => `${site}/model/versions`],
  ['the model to print', () => `${site}/model/print`],
  ...['rules', 'groups', 'lapses', 'fit.rules'].map((list): [string, () => string] => [
    `a new member of ${list}`,
    () => `${site}/model/${list}`,
  ]),
  ...(['preise', 'wieder', 'lesen', 'mitbewerb', 'eigenes'] as const).map((id): [string, () => string] => [
    `the rule ${id}`,
    () => `${site}/model/rules?id=${id}`,
  ]),
  ['a group', () => `${site}/model/groups?id=gruppe`],
  ['a lapse', () => `${site}/model/lapses?id=kasse_verlassen`],
  ['a fit rule', () => `${site}/model/fit.rules?id=chefin`],
  ['a rule by number', () => `${site}/model/fit.rules?id=groesse`],
  ['a rule that there is not', () => `${site}/model/rules?id=keine`],
  ['a form of the model that cannot be read', () => `${site}/model/draft`, { form: {} }],
  ['settings', () => `${site}/settings`],
  ...['name', 'recording', 'people', 'retention', 'secret', 'delete', 'x'].map(
    (form): [string, () => string, Visit] => [
      `wrong settings: ${form}`,
      () => `${site}/settings`,
      { form: { form } },
    ],
  ),
  ['settings of a new site', () => `${unused}/settings`],
  ['access', () => `${site}/access`],
  ['access, without a name', () => `${site}/access`, { form: { form: 'add', role: 'read', expires: '7' } }],
  [
    'a new token',
    () => `${site}/access`,
    { form: { form: 'add', name: 'Erika', role: 'read', expires: '7' } },
  ],
  ['a token that is gone', () => `${site}/access`, { form: { form: 'revoke', id: 'x' } }],
  ['activity', () => `${site}/activity`],
  ['activity of nobody', () => `${site}/activity?person=x`],
  ...platforms.map(({ name }): [string, () => string] => [
    `the tag on ${name}`,
    () => `${site}/install?platform=${name}`,
  ]),
  ['the tag of a new site', () => `${unused}/install`],
  ['the first steps', () => `${unused}/start`],
  ['the last steps', () => `${site}/start`],
  ['all sites', () => '/'],
];

test.each(pages)('%s: nothing in English', async (_, path, how) => {
  await expectGerman(path(), { cookie, ...how });
});

test.each(['/model', '/settings', '/access', '/activity', '/install', '/start'])(
  '%s for who may only read: nothing in English',
  async (page) => {
    expect(englishOn(await readIn('de', site + page, { cookie: reader }))).toEqual([]);
  },
);

test('a default action that is saved as a German page shows it stays the default', async () => {
  const { html } = await visit(`${site}/model`, { cookie, headers: { 'accept-language': 'de' } });
  const shown = html.match(/name="(actions\.A2~[^"]*)" value="([^"]*)"/) ?? [];
  const [, name = '', value = ''] = shown;
  expect([name, value]).toEqual(['actions.A2~Sales within a day', 'Vertrieb innerhalb eines Tages']);
  const { location } = await visit(`${site}/model`, { cookie, form: { [name]: value, do: 'save' } });
  expect(location).toBe(`${site}/model?done=saved`);
  const { body } = await call(`GET /v1/sites/${site.slice('/s/'.length)}/models/2`);
  expect(body.model.actions).toEqual({});
});

test('a draft says in German what it changes', async () => {
  const page = await expectGerman(`${site}/model`, { cookie });
  for (const said of [
    'Preise angesehen: 12 Punkte → 20 Punkte',
    'in 30 Tagen → in 10 Tagen',
    'Entfernt: Anprobe',
    'Heute anrufen → Vertrieb sofort',
  ])
    expect(page).toContain(said);
});
