// The page of the model: numbers in its sentences, the draft that they are saved in, and what others do at the same time.

import { expect, test } from 'vitest';
import { call, newSite, newToken } from '../../../support/api.ts';
import {
  draftsOf,
  fieldsIn,
  modelOf,
  newBench,
  read,
  ruleOf,
  send,
} from '../../../support/browser/model-pages.ts';
import { signIn, textOf, visit } from '../../../support/browser/pages.ts';

const sentences = 'data-check';
const points = 'rules.pricing.points';

test('changed points are saved as one draft, which says what it changes, and nothing else is scored yet', async () => {
  const bench = await newBench();
  for (const typed of ['20', '30']) {
    const { status, location } = await send(bench, bench.path, {
      mark: sentences,
      typed: { [points]: typed },
    });
    expect([status, location]).toEqual([303, `${bench.path}?done=saved`]);
  }
  expect(await draftsOf(bench.site)).toEqual([2]);
  expect(ruleOf(await modelOf(bench.site, 2), 'pricing')).toMatchObject({
    points: 30,
    label: 'Viewed pricing',
  });
  expect(ruleOf(await modelOf(bench.site), 'pricing')).toMatchObject({ points: 10 });
  const text = await read(bench, bench.path);
  expect(text).toContain('What it changes in version 1 Viewed pricing: 10 points → 30 points Publish');
});

test('what is typed back to the version in use ends the draft', async () => {
  const bench = await newBench();
  await send(bench, bench.path, { mark: sentences, typed: { [points]: '20' } });
  const { location } = await send(bench, bench.path, { mark: sentences, typed: { [points]: '10' } });
  expect(location).toBe(`${bench.path}?done=same`);
  expect(await draftsOf(bench.site)).toEqual([]);
});

test.each([
  [points, 'lots', 'Give a number.'],
  [points, '', 'Give a number.'],
  [points, '10001', 'Give at most 10000.'],
  ['rules.pricing.cap.times', '0', 'Give at least 1.'],
  ['rules.pricing.cap.times', '1.5', 'Give a whole number.'],
  ['rules.pricing.cap.per', 'year', 'Choose one of the options.'],
  ['levels.0.keep', '46', '&quot;keep&quot; must not be above &quot;at&quot;'],
  ['levels.0.name', 'Very Hot', 'Use lower-case letters'],
  ['halfLifeDays', '0', 'Give at least 1.'],
])('%s set to %j is refused beside its field, which keeps what was typed', async (field, typed, said) => {
  const bench = await newBench();
  const { status, html } = await send(bench, bench.path, { mark: sentences, typed: { [field]: typed } });
  expect(status).toBe(400);
  expect(html).toContain(said);
  if (field !== 'levels.0.keep') expect(html).toMatch(new RegExp(`id="${field}-error"[^>]*>${said}`));
  const shown = Object.entries(fieldsIn(html, sentences)).find(([name]) => name.startsWith(`${field}~`));
  if (!field.endsWith('.per')) expect(shown?.[1]).toBe(typed);
  expect(await draftsOf(bench.site)).toEqual([]);
});

test('numbers are read as people type them, and an empty half-life means never', async () => {
  const bench = await newBench();
  const typed = { [points]: ' −2,5 ', halfLifeDays: '' };
  expect((await send(bench, bench.path, { mark: sentences, typed })).status).toBe(303);
  const draft = await modelOf(bench.site, 2);
  expect([ruleOf(draft, 'pricing'), draft.halfLifeDays]).toMatchObject([{ points: -2.5 }, null]);
});

test('two people who change different numbers at once both succeed, and the second on the same number is told', async () => {
  const bench = await newBench();
  const form = fieldsIn((await visit(bench.path, bench)).html, sentences);
  const set = (path: string, value: string) => {
    const name = Object.keys(form).find((each) => each.startsWith(`${path}~`)) ?? '';
    return visit(bench.path, { cookie: bench.cookie, form: { ...form, [name]: value } });
  };
  const [one, other] = await Promise.all([set(points, '20'), set('rules.page.points', '2')]);
  expect([one.status, other.status]).toEqual([303, 303]);
  const [draft] = await draftsOf(bench.site);
  expect([
    ruleOf(await modelOf(bench.site, draft), 'pricing'),
    ruleOf(await modelOf(bench.site, draft), 'page'),
  ]).toMatchObject([{ points: 20 }, { points: 2 }]);
  expect(await draftsOf(bench.site)).toHaveLength(1);

  const third = await set(points, '40');
  expect(third.status).toBe(409);
  expect(textOf(third.html)).toContain('Somebody else has set this to “20” meanwhile');
  expect(third.html).toContain('value="40"');
  // Sent again from the page that was answered, it replaces what the other one set.
  const again = await visit(bench.path, { cookie: bench.cookie, form: fieldsIn(third.html, sentences) });
  expect(again.status).toBe(303);
  expect(ruleOf(await modelOf(bench.site, draft), 'pricing')).toMatchObject({ points: 40 });
});

test('a number of a rule that somebody removed meanwhile is refused', async () => {
  const bench = await newBench();
  const form = fieldsIn((await visit(bench.path, bench)).html, sentences);
  await send(bench, `${bench.path}/rules?id=pricing`, { mark: 'data-check', typed: { do: 'remove' } });
  const name = Object.keys(form).find((each) => each.startsWith(`${points}~`)) ?? '';
  const { status, html } = await visit(bench.path, { cookie: bench.cookie, form: { ...form, [name]: '20' } });
  expect([status, textOf(html).includes(`Somebody else has removed “${points}”`)]).toEqual([409, true]);
});

test('the script asks what is wrong while somebody types, and nothing is saved by it', async () => {
  const bench = await newBench();
  const ask = async (typed: string) =>
    JSON.parse(
      (
        await send(bench, bench.path, {
          mark: sentences,
          typed: { [points]: typed },
          headers: { 'x-check': '1' },
        })
      ).html,
    );
  expect(await ask('lots')).toEqual({ [points]: 'Give a number.' });
  expect(await ask('20')).toEqual({});
  expect(await draftsOf(bench.site)).toEqual([]);
});

test('publishing publishes what was seen: a draft that changed meanwhile is refused', async () => {
  const bench = await newBench();
  await send(bench, bench.path, { mark: sentences, typed: { [points]: '20' } });
  const { html } = await visit(bench.path, bench);
  const form = fieldsIn(html, 'value="publish"');
  await send(bench, bench.path, { mark: sentences, typed: { [points]: '9999' } });
  const stale = await visit(`${bench.path}/draft`, { cookie: bench.cookie, form });
  expect([stale.status, textOf(stale.html).includes('The draft was changed')]).toEqual([409, true]);
  expect(ruleOf(await modelOf(bench.site), 'pricing')).toMatchObject({ points: 10 });

  const seen = fieldsIn((await visit(bench.path, bench)).html, 'value="publish"');
  const { location } = await visit(`${bench.path}/draft`, { cookie: bench.cookie, form: seen });
  expect(location).toBe(`${bench.path}?done=published`);
  expect(ruleOf(await modelOf(bench.site), 'pricing')).toMatchObject({ points: 9999 });
  expect(await draftsOf(bench.site)).toEqual([]);
  const { body } = await call(`GET /v1/sites/${bench.site}/audit?action=model.publish`);
  expect(body.data[0].actor.label).toBe('editor of a test');
  // Twice by two clicks: the second finds no draft.
  const twice = await visit(`${bench.path}/draft`, { cookie: bench.cookie, form: seen });
  expect([twice.status, textOf(twice.html).includes('There is no draft any more')]).toEqual([409, true]);
});

test('a discarded draft is gone with its preview, and the next one begins from the version in use', async () => {
  const bench = await newBench();
  await send(bench, bench.path, { mark: sentences, typed: { [points]: '20' } });
  const form = fieldsIn((await visit(bench.path, bench)).html, 'value="discard"');
  await visit(`${bench.path}/draft`, { cookie: bench.cookie, form });
  expect(await draftsOf(bench.site)).toEqual([]);
  expect((await call(`GET /v1/sites/${bench.site}/models/2/preview`)).status).toBe(404);
  expect(await read(bench, bench.path)).not.toContain('Draft, version');
});

test('drafts of the API are left alone', async () => {
  const bench = await newBench();
  const model = await modelOf(bench.site);
  await call(`POST /v1/sites/${bench.site}/models`, { body: { ...model, halfLifeDays: 7 } });
  expect(await read(bench, bench.path)).not.toContain('Draft, version');
  await send(bench, bench.path, { mark: sentences, typed: { [points]: '20' } });
  expect(await draftsOf(bench.site)).toEqual([3, 2]);
  expect((await modelOf(bench.site, 2)).halfLifeDays).toBe(7);
});

test('whoever may only read sees the model without fields, and changes nothing', async () => {
  const site = await newSite();
  const cookie = await signIn(await newToken('read', site));
  const { html, status } = await visit(`/s/${site}/model`, { cookie });
  expect(status).toBe(200);
  expect(textOf(html)).toContain('Viewed pricing : 10 points');
  expect(html).not.toMatch(/<input(?! type="hidden")|Save changes/);
  for (const path of ['', '/draft', '/json', '/versions', '/rules']) {
    const form = { [`${points}~10`]: '20', do: 'publish' };
    expect([path, (await visit(`/s/${site}/model${path}`, { cookie, form })).status]).toEqual([path, 403]);
  }
  expect((await visit(`/s/${site}/model/rules?id=pricing`, { cookie })).status).toBe(403);
  expect(await draftsOf(site)).toEqual([]);
});

test('a form of another site changes nothing', async () => {
  const bench = await newBench();
  const form = { [`${points}~10`]: '20' };
  const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' };
  expect((await visit(bench.path, { cookie: bench.cookie, form, headers })).status).toBe(403);
  expect(await draftsOf(bench.site)).toEqual([]);
});

test('beside the draft stands what it would change on the real history, and warnings beside their rules', async () => {
  const bench = await newBench();
  const url = 'https://acme.test/pricing';
  const events = ['ann', 'bob'].map((name) => ({
    ...{ id: crypto.randomUUID(), kind: 'page_view', email: `${name}@acme.test`, url },
  }));
  await call(`POST /v1/sites/${bench.site}/events`, { body: { events } });
  await send(bench, bench.path, { mark: sentences, typed: { [points]: '50' } });
  const { html } = await visit(bench.path, bench);
  const text = textOf(html);
  expect(text).toContain('2 become hot, 0 stop being it 2 visitors, compared with version 1.');
  expect(text).toMatch(/ann@acme\.test 1[01]\.\d → 5[01]\.\d/);
  expect(text).toContain('No sale is known yet');
  expect(html).toMatch(/<svg class="bars"[^>]*aria-hidden="true"/);
  // Changed again, it is counted again.
  await send(bench, bench.path, { mark: sentences, typed: { [points]: '11' } });
  expect(await read(bench, bench.path)).toContain('Nobody becomes hot or stops being it');
  const typed = { label: 'Loose <b>', on: 'page_view', points: '5', 'cap.times': '' };
  await send(bench, `${bench.path}/rules`, { mark: 'data-check', typed });
  expect((await visit(bench.path, bench)).html).toMatch(
    /Loose &lt;b&gt;[\s\S]*?class="warning">anyone can send unlimited/,
  );
});

test('a German reader gets the page in German', async () => {
  const bench = await newBench();
  await send(bench, bench.path, { mark: sentences, typed: { [points]: '20' } });
  const { html } = await visit(bench.path, { cookie: bench.cookie, headers: { 'accept-language': 'de' } });
  expect(textOf(html)).toContain('Viewed pricing: 10 Punkte → 20 Punkte');
});
