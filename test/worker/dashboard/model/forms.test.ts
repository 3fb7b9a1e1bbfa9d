// The forms for a rule and the other parts of a model, its JSON, its versions, and the actions of the matrix.

import { expect, test } from 'vitest';
import agency from '../../../../docs/models/agency.json?raw';
import software from '../../../../docs/models/b2b-software.json?raw';
import shop from '../../../../docs/models/e-commerce.json?raw';
import events from '../../../../docs/models/events.json?raw';
import { defaultModel } from '../../../../schema/model/default-model.ts';
import { call } from '../../../support/api.ts';
import {
  type Bench,
  draftsOf,
  fieldsIn,
  modelOf,
  newBench,
  read,
  ruleOf,
  send,
} from '../../../support/browser/model-pages.ts';
import { textOf, visit } from '../../../support/browser/pages.ts';

const mark = 'data-check';
const examples = { agency, software, shop, events };

/** The draft, whatever its version. */
async function draftOf({ site }: Bench) {
  const [version] = await draftsOf(site);
  return version === undefined ? null : modelOf(site, version);
}

/** Makes a model the served one. */
async function serve({ site }: Bench, model: object): Promise<void> {
  const { body } = await call(`POST /v1/sites/${site}/models`, { body: model });
  const { status } = await call(`POST /v1/sites/${site}/models/${body.version}/publish`, { body: {} });
  expect(status).toBe(200);
}

/** Opens and saves every part of a model in its form. */
async function saveEachPart(text: string): Promise<void> {
  const bench = await newBench();
  await serve(bench, JSON.parse(text));
  const model = await modelOf(bench.site);
  for (const [list, members] of Object.entries({
    rules: model.rules,
    groups: model.groups ?? [],
    lapses: model.lapses ?? [],
    'fit.rules': model.fit?.rules ?? [],
  })) {
    for (const { id } of members as { id: string }[]) {
      const { location, html } = await send(bench, `${bench.path}/${list}?id=${id}`, {
        mark,
        typed: { do: 'save' },
      });
      expect([list, id, location, location ? '' : textOf(html)]).toEqual([
        list,
        id,
        `${bench.path}?done=same`,
        '',
      ]);
    }
  }
  expect(await draftsOf(bench.site)).toEqual([]);
}

/** The shop has rules, groups, lapses and fit. The others have fewer kinds of parts. */
const saved = 'every part of the example %s can be opened and saved, and stays as it was';
test.each(Object.entries({ shop }))(saved, (_, text) => saveEachPart(text));
test.each(Object.entries({ agency, software, events }))(saved, { tags: ['slow'] }, (_, text) =>
  saveEachPart(text),
);

test('a new rule gets an id from its name, its conditions and its limit', async () => {
  const bench = await newBench();
  const typed = {
    ...{
      label: 'Größere Teams <img src=x>',
      points: '12',
      on: 'plan_configured',
      from: 'server',
      group: 'deeds',
    },
    ...{ 'where.0.key': 'props.seats', 'where.0.operator': 'gte', 'where.0.values': '20' },
    ...{ 'where.1.key': 'props.seats', 'where.1.operator': 'lt', 'where.1.values': '500' },
    ...{ 'where.2.key': 'path', 'where.2.operator': 'none', 'where.2.values': '/a*\r\n\r\n /b ' },
    ...{ 'where.3.key': 'title', 'where.3.operator': 'words', 'where.3.values': 'plan' },
    ...{ 'cap.times': '2', 'cap.per': 'week', 'cap.by': 'props.seats', nth: '3', per: 'month' },
  };
  const { location } = await send(bench, `${bench.path}/rules`, { mark, typed });
  expect(location).toBe(`${bench.path}?done=saved`);
  const draft = await draftOf(bench);
  expect(draft.rules.at(-1)).toEqual({
    ...{
      id: 'grossere-teams-img-src-x',
      label: 'Größere Teams <img src=x>',
      on: 'plan_configured',
      from: 'server',
    },
    where: { 'props.seats': { gte: 20, lt: 500 }, path: { not: ['/a*', '/b'] }, title: { words: 'plan' } },
    ...{ points: 12, nth: 3, per: 'month', cap: { times: 2, per: 'week', by: 'props.seats' } },
  });
  expect(draft.groups[0].rules).toContain('grossere-teams-img-src-x');
  const { html } = await visit(bench.path, bench);
  expect(html).not.toContain('<img');
  expect(html).toContain('Größere Teams &lt;img src=x&gt;');
});

test('a rule that is called “undefined”, and asks for this text, keeps both when its form is saved', async () => {
  const bench = await newBench();
  const rule = { id: 'odd', label: 'undefined', on: 'page_view', where: { title: 'undefined' }, points: 1 };
  await serve(bench, { ...defaultModel, rules: [...defaultModel.rules, rule] });
  const { location } = await send(bench, `${bench.path}/rules?id=odd`, { mark, typed: { do: 'save' } });
  expect(location).toBe(`${bench.path}?done=same`);
});

test.each([
  [{ label: '' }, 'label', 'This cannot be empty.'],
  [{ points: '' }, 'points', 'Add &quot;points&quot; or &quot;disqualifies&quot;'],
  [{ points: 'x' }, 'points', 'Give a number.'],
  [{ 'where.1.values': 'x' }, 'where.1.key', 'Name what the condition is about.'],
  [{ 'where.1.key': 'colour', 'where.1.values': 'x' }, 'where.1.key', 'Unknown key'],
  [{ 'where.1.key': 'topic', 'where.1.values': 'x' }, 'where.1.key', 'There is a condition about this above'],
  [{ 'where.0.operator': 'gte', 'where.0.values': '1\n2' }, 'where.0.values', 'Give one number.'],
  [{ 'where.0.values': 'x'.repeat(201) }, 'where.0.(key|values)', '.*'],
  [{ nth: '3', per: '' }, 'per', '&quot;nth&quot; needs &quot;per&quot;'],
  [{ 'cap.times': 'often' }, 'cap.times', 'Give a (whole )?number.'],
])(
  'the form of a rule refuses %j beside its field, and keeps all that was typed',
  async (typed, field, said) => {
    const bench = await newBench();
    const all = { 'cap.by': 'path', ...typed };
    const { status, html } = await send(bench, `${bench.path}/rules?id=pricing`, { mark, typed: all });
    expect(status).toBe(400);
    expect(html).toMatch(new RegExp(`id="${field}-error"[^>]*>${said}`));
    expect(fieldsIn(html, mark)).toMatchObject(all);
    expect(await draftsOf(bench.site)).toEqual([]);
  },
);

test('a rule that somebody else changed while its form was open is not overwritten unseen', async () => {
  const bench = await newBench();
  const path = `${bench.path}/rules?id=pricing`;
  const open = fieldsIn((await visit(path, bench)).html, mark);
  await send(bench, path, { mark, typed: { points: '20', do: 'save' } });
  const late = await visit(path, { cookie: bench.cookie, form: { ...open, label: 'Prices', do: 'save' } });
  expect([late.status, textOf(late.html).includes('Somebody else changed the draft')]).toEqual([409, true]);
  expect(fieldsIn(late.html, mark).label).toBe('Prices');
  expect(ruleOf(await draftOf(bench), 'pricing')).toMatchObject({ label: 'Viewed pricing', points: 20 });
});

test('a removed rule leaves its group, and a group of one rule goes with it', async () => {
  const bench = await newBench();
  const groups = [{ id: 'pair', rules: ['page', 'pricing'], cap: { times: 1, per: 'day' } }];
  await serve(bench, { ...defaultModel, groups });
  await send(bench, `${bench.path}/rules?id=pricing`, { mark, typed: { do: 'remove' } });
  const draft = await draftOf(bench);
  expect([ruleOf(draft, 'pricing'), draft.groups]).toEqual([undefined, []]);
  expect(await read(bench, bench.path)).toContain('Removed: Viewed pricing');
});

test('fit, a lapse and a shared limit are added in forms, and the JSON page shows them and takes the same back', async () => {
  const bench = await newBench();
  const fit = {
    label: 'Decides',
    points: '40',
    'where.0.key': 'seniority',
    'where.0.operator': 'any',
    'where.0.values': 'executive',
  };
  await send(bench, `${bench.path}/fit.rules`, { mark, typed: fit });
  const lapse = {
    label: 'Left a cart',
    id: 'cart_left',
    'after.on': 'added_to_cart',
    'unless.on': 'order_placed',
    hours: '24',
  };
  await send(bench, `${bench.path}/lapses`, { mark, typed: lapse });
  const { location, html } = await send(bench, `${bench.path}/groups`, {
    mark,
    typed: { label: 'Views', 'member.page': 'true' },
  });
  expect([location, /a group needs at least two rules/i.test(textOf(html))]).toEqual([null, true]);
  const draft = await draftOf(bench);
  expect(draft.fit).toEqual({
    rules: [{ id: 'decides', label: 'Decides', where: { seniority: 'executive' }, points: 40 }],
    grades: { A: 70, B: 45, C: 20 },
  });
  expect(draft.lapses).toMatchObject([{ id: 'cart_left', after: { on: 'added_to_cart' }, hours: 24 }]);

  const { json = '' } = fieldsIn((await visit(`${bench.path}/json`, bench)).html, 'name="json"');
  expect(JSON.parse(json)).toEqual(draft);
  await send(bench, `${bench.path}/json`, { mark: 'name="json"', typed: {} });
  expect(await draftOf(bench)).toEqual(draft);
});

test.each([
  ['{', 'This is not JSON'],
  ['[]', 'Invalid input'],
  ['null', 'Invalid input'],
  ['{"rules[0]": 1}', 'rules'],
  ['['.repeat(5000), 'This is not JSON'],
  [JSON.stringify({ ...defaultModel, name: 'emea' }), 'keep its "name"'],
  [JSON.stringify({ ...defaultModel, halfLife: 3 }), 'halfLife: Unknown key'],
])('JSON %s is refused with what is wrong, and stays in its field', async (json, said) => {
  const bench = await newBench();
  const { status, html } = await send(bench, `${bench.path}/json`, { mark: 'name="json"', typed: { json } });
  expect([status, textOf(html).includes(said)]).toEqual([400, true]);
  expect(fieldsIn(html, 'name="json"').json).toBe(json);
  expect(await draftsOf(bench.site)).toEqual([]);
});

test('the versions say what each changed, and going back publishes an older one as a new version beside the draft', async () => {
  const bench = await newBench();
  const changed = structuredClone(defaultModel);
  Object.assign(ruleOf(changed, 'pricing') as object, { points: 20, label: '<i>Prices</i>' });
  await serve(bench, changed);
  await send(bench, bench.path, { mark, typed: { 'rules.page.points': '3' } });
  const versions = `${bench.path}/versions`;
  const { html } = await visit(versions, bench);
  expect(textOf(html)).toContain('Viewed pricing: called <i>Prices</i>; 10 points → 20 points');
  const form = fieldsIn(html, 'value="again"');
  expect(form.what).toBe('1');
  const { location } = await visit(versions, { cookie: bench.cookie, form });
  expect(location).toBe(`${bench.path}?done=published`);
  expect(ruleOf(await modelOf(bench.site), 'pricing')).toMatchObject({ points: 10, label: 'Viewed pricing' });
  expect((await call(`GET /v1/sites/${bench.site}/model`)).body.version).toBe(4);
  expect(ruleOf(await modelOf(bench.site, 3), 'page')).toMatchObject({ points: 3 });
  // The draft was begun before: the page says so.
  expect(await read(bench, bench.path)).toContain('Version 4 was published after this draft was begun');
});

test.each(Object.entries(examples))(
  'a draft begins with the example %s, and replaces only the draft that was shown',
  async (name, text) => {
    const bench = await newBench();
    const versions = `${bench.path}/versions`;
    const form = fieldsIn((await visit(versions, bench)).html, `value="${name}"`);
    expect((await visit(versions, { cookie: bench.cookie, form })).status).toBe(303);
    expect(await draftOf(bench)).toEqual(JSON.parse(text));
    const stale = await visit(versions, { cookie: bench.cookie, form: { ...form, what: 'default' } });
    expect(stale.status).toBe(409);
    expect(await draftOf(bench)).toEqual(JSON.parse(text));
  },
);

test('a version that cannot be published because another is being published leaves nothing behind', async () => {
  const bench = await newBench();
  await serve(bench, { ...defaultModel, halfLifeDays: 7 });
  const versions = `${bench.path}/versions`;
  const form = fieldsIn((await visit(versions, bench)).html, 'value="again"');
  const before = (await call(`GET /v1/sites/${bench.site}/models`)).body.data.length;
  const results = await Promise.all([1, 2].map(() => visit(versions, { cookie: bench.cookie, form })));
  const done = results.filter(({ status }) => status === 303).length;
  expect(done).toBeGreaterThanOrEqual(1);
  expect(results.every(({ status }) => status === 303 || status === 409)).toBe(true);
  expect((await call(`GET /v1/sites/${bench.site}/models`)).body.data).toHaveLength(before + done);
});

test('the page to print says in words what the highest level means, without navigation', async () => {
  const bench = await newBench();
  const { html } = await visit(`${bench.path}/print`, bench);
  const text = textOf(html);
  expect(text).toContain('What “hot” means');
  expect(text).toContain('Somebody is hot from 45 points on, and stays it until the score falls below 36.');
  expect(text).toContain(
    'Viewed pricing : 10 points, for viewing a page, topic of the page is “pricing”, at most once a day',
  );
  expect(html).not.toContain('class="pages-of-site"');
});

test('an action that is sent twice, and going back to the version in use, publish nothing new', async () => {
  const bench = await newBench();
  const rules = [{ id: 'boss', label: 'Boss', where: { seniority: 'executive' }, points: 80 }];
  await serve(bench, { ...defaultModel, fit: { rules, grades: { A: 70, B: 45, C: 20 } } });
  const matrix = `/s/${bench.site}/matrix`;
  const versions = async () => (await call(`GET /v1/sites/${bench.site}/models`)).body.data.length;
  const { html } = await visit(matrix, bench);
  const form = { [/name="(actions\.A1~[^"]*)"/.exec(html)?.[1] ?? '']: 'Call now' };
  for (let n = 0; n < 2; n++) {
    const { status, location } = await visit(matrix, { cookie: bench.cookie, form });
    expect([status, location]).toEqual([303, `${matrix}?done=published`]);
    expect([n, await versions()]).toEqual([n, 3]);
  }
  const again = { do: 'again', what: '3' };
  await visit(`/s/${bench.site}/model/versions`, { cookie: bench.cookie, form: again });
  expect(await versions()).toBe(3);
});

test('the action of a cell is changed in the matrix: published at once, and in the draft as well', async () => {
  const bench = await newBench();
  const fit = {
    rules: [{ id: 'boss', label: 'Boss', where: { seniority: 'executive' }, points: 80 }],
    grades: { A: 70, B: 45, C: 20 },
  };
  await serve(bench, { ...defaultModel, fit });
  await send(bench, bench.path, { mark, typed: { 'rules.page.points': '3' } });
  const matrix = `/s/${bench.site}/matrix`;
  const cell = { mark: 'id="actions.A1"', typed: { 'actions.A1': 'Call <today>' } };
  const { location } = await send(bench, matrix, cell);
  expect(location).toBe(`${matrix}?done=published`);
  const served = await modelOf(bench.site);
  expect(served).toEqual({ ...(await modelOf(bench.site, 2)), actions: { A1: 'Call <today>' } });
  expect((await draftOf(bench)).actions).toEqual({ A1: 'Call <today>' });
  expect((await visit(matrix, bench)).html).toContain('<bdi>Call &lt;today&gt;</bdi>');

  const long = await send(bench, matrix, { ...cell, typed: { 'actions.A1': 'x'.repeat(201) } });
  expect([long.status, fieldsIn(long.html, cell.mark)['actions.A1~Call <today>']]).toEqual([
    400,
    'x'.repeat(201),
  ]);
  expect(long.html).toMatch(/id="actions.A1-error"[^>]*>Use at most 200 characters/);
  // Emptied: nothing to do. What else a form may claim to set is left alone.
  await send(bench, matrix, { ...cell, typed: { 'actions.A1': '', 'rules.page.points~1': '9' } });
  expect(await modelOf(bench.site)).toEqual({ ...served, actions: { A1: null } });
});
