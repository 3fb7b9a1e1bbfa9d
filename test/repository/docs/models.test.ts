// docs/models.md: every example of a model is one, and every table has all that the code has.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { apiLimits } from '../../../schema/api/shared.ts';
import { sessionIdleMs } from '../../../schema/event.ts';
import { allKinds, browserKinds, kinds } from '../../../schema/kinds.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { lapseLimits, lapses } from '../../../schema/model/lapse.ts';
import { eventKeys, type Model, model, modelLimits, windows } from '../../../schema/model/model.ts';
import { fadesTo, worthAt } from '../../../worker/score/decay.ts';
import { modelWarnings } from '../../../worker/score/models/model-warnings.ts';
import { intentOf, intentValues } from '../../../worker/score/rules/form-intent.ts';
import { memoryLimits } from '../../../worker/score/rules/memory.ts';
import { topicOf, topicValues } from '../../../worker/score/rules/page-topic.ts';
import { codeBlocks, section, tables } from '../../support/checks/markdown.ts';
import { day, monday } from '../../support/checks/scoring.ts';

const models = readFileSync('docs/models.md', 'utf8');

/** A rule by itself becomes a model's only one; a part of a model replaces that of the default. */
function wholeModel(example: object): unknown {
  if ('on' in example) return { ...defaultModel, rules: [example], groups: [] };
  if (!('rules' in example)) return { ...defaultModel, ...example };
  return 'levels' in example ? example : { ...defaultModel, groups: [], ...example };
}

const examples = codeBlocks(models, 'json').map((code) => JSON.parse(code) as { id?: string });

/** Counting each form or file apart bounds people; a forger makes up names, which the page says. */
const warned: Readonly<Record<string, string[]>> = {
  careless: ['rules[0].where.path', 'rules[0].cap'],
  form: ['rules[0].cap.by'],
  guide: ['rules[0].cap.by'],
};

test('every example of a model is valid, and no careless one but that named so', () => {
  expect(examples.length).toBeGreaterThan(15);
  for (const example of examples) {
    const parsed = model.safeParse(wholeModel(example));
    expect([example, parsed.error?.issues]).toEqual([example, undefined]);
    const warnings = modelWarnings(parsed.data as Model);
    expect([example, warnings.map(({ path }) => path)]).toEqual([
      example,
      warned[example.id as string] ?? [],
    ]);
  }
});

test('the table of a rule’s keys has them all', () => {
  const [keys] = tables(section(models, 'Rules'));
  const named = keys?.flatMap(([cell = '']) => cell.replaceAll('`', '').split(', '));
  expect(named?.toSorted()).toEqual(Object.keys(model.shape.rules.element.shape).toSorted());
});

test('the table of a lapse’s keys has them all', () => {
  const [keys] = tables(section(models, 'Lapses'));
  expect(keys?.map(([cell = '']) => cell.replaceAll('`', '')).toSorted()).toEqual(
    Object.keys(lapses.element.shape).toSorted(),
  );
});

test('the table of what a rule reads has every key', () => {
  const [keys] = tables(section(models, 'Conditions'));
  const named = keys?.map(([cell = '']) => cell.replaceAll('`', ''));
  expect(named?.toSorted()).toEqual([...eventKeys, 'query.NAME', 'props.NAME'].toSorted());
});

test('the kinds named are those that there are', () => {
  const [, fromBrowsers = '', fromServers = ''] =
    /The kinds that browsers send are (.*?)\. A server may also send (.*?)\./.exec(
      section(models, 'Rules'),
    ) ?? [];
  const named = (text: string) => [...text.matchAll(/`(\w+)`/g)].map(([, kind]) => kind);
  expect(named(fromBrowsers)).toEqual(browserKinds);
  expect(named(fromServers)).toEqual(allKinds.filter((kind) => kinds[kind].sender === 'server'));
});

test('the table says of each key that only some kinds carry which these are', () => {
  const [keys = []] = tables(section(models, 'Conditions'));
  const carriers = new Map(keys.map(([key, , carrier]) => [key, carrier]));
  for (const kind of allKinds)
    for (const key of kinds[kind].keys) expect(carriers.get(`\`${key}\``)).toContain(`\`${kind}\``);
});

test('every operator of a model is there in an example', () => {
  const used = JSON.stringify(examples);
  for (const window of windows.filter((each) => each !== 'session' && each !== 'day'))
    expect(used).toContain(`"per":"${window}"`);
  for (const key of ['not', 'gte', 'lt', 'by', 'nth', 'from', 'disqualifies', 'keep', 'grades', 'actions'])
    expect(used).toContain(`"${key}":`);
  for (const window of windows) expect(section(models, 'Caps')).toContain(`\`${window}\``);
});

test('the table of bounds is that of the code', () => {
  const { maxRules, maxPoints, minHalfLifeDays, maxHalfLifeDays, maxTimes } = modelLimits;
  const number = (value: number) => value.toLocaleString('en');
  expect(tables(section(models, 'Bounds'))[0]).toEqual([
    ['the model as JSON', `${apiLimits.maxBodyBytes / 1024} KiB`],
    ['rules, and fit rules', `${maxRules} each`],
    ['points', `−${number(maxPoints)} to ${number(maxPoints)}`],
    ['`halfLifeDays`', `${minHalfLifeDays} to ${number(maxHalfLifeDays)}, or null`],
    ['`times`, `nth`', `1 to ${number(maxTimes)}`],
    ['lapses', String(lapseLimits.maxLapses)],
    ['`hours` of a lapse', `${lapseLimits.minHours} to ${lapseLimits.maxHours}`],
    ['keys of one `where`', String(modelLimits.maxConditions)],
    ['globs or words of one list', String(modelLimits.maxAlternatives)],
    ['one glob or word', `${modelLimits.maxGlobChars} characters`],
    ['models served side by side', String(modelLimits.maxServed)],
  ]);
  expect(models).toContain(`older than ${modelLimits.maxAgeHalfLives} half-lives`);
  const { windows: remembered, sessions } = memoryLimits;
  expect(section(models, 'Caps')).toContain(`bounded: ${remembered} windows`);
  expect(section(models, 'Caps')).toContain(`the last ${sessions} sessions`);
  expect(section(models, 'Visits')).toContain(
    `ends after ${sessionIdleMs / 60_000} minutes without an event`,
  );
});

test('the numbers about fading are those of the scoring code', () => {
  const text = section(models, 'How points fade');
  const decay = { halfLifeDays: 30, landmark: monday };
  const worth = (days: number) => String(Number(worthAt(decay, 10, monday, monday + days * day).toFixed(2)));
  expect(text).toContain(
    `10 points are worth ${worth(15)} after 15 days, ${worth(30)} after 30, ${worth(60)} after 60`,
  );
  const own = { ...decay, halfLifeDays: defaultModel.halfLifeDays };
  const fading = (from: number) => ((fadesTo(own, from, 36) ?? 0) - monday) / day;
  expect(text).toContain(
    `at 45 stops being hot (36) after ${fading(45).toFixed(1)} days, somebody at 72 after ${fading(72)}`,
  );
  const years = (halfLifeDays: number) => (modelLimits.maxAgeHalfLives * halfLifeDays) / 365.25;
  expect(models).toContain(
    `With 30 days that is after ${years(30).toFixed(0)} years, with 1 day after ${years(1).toFixed(1)}.`,
  );
});

test('the table of intents has them all, in order, and its examples are for what it says', () => {
  const [rows = []] = tables(section(models, 'What a form is for'));
  expect(rows.map(([intent = '']) => intent.replaceAll('`', ''))).toEqual(intentValues);
  const examples = rows.flatMap(([intent = '', cell = '']) =>
    cell.split(', ').map((label) => [label.replaceAll('`', ''), intent.replaceAll('`', '')]),
  );
  expect(examples.map(([label = '']) => [label, intentOf({ label })])).toEqual(examples);
});

test('the table of topics has them all, in order, and its examples are about what it says', () => {
  const [rows = []] = tables(section(models, 'What a page is about'));
  expect(rows.map(([topic = '']) => topic.replaceAll('`', ''))).toEqual(topicValues);
  const examples = rows.flatMap(([topic = '', cell = '']) =>
    cell.split(', ').map((path) => [path.replaceAll('`', ''), topic.replaceAll('`', '')]),
  );
  expect(examples.map(([path = '']) => [path, topicOf(path)])).toEqual(examples);
});
