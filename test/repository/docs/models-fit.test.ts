// What docs/models.md says of fit: each text it names is read as it says, and the lists are as long as they are said to be.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { type Model, model } from '../../../schema/model/model.ts';
import { placeKeys, type TraitValue, traitOrigins } from '../../../schema/trait.ts';
import { fitOf } from '../../../worker/score/fit/fit.ts';
import { moreMailboxes } from '../../../worker/score/fit/more-mailboxes.ts';
import { intervalOf } from '../../../worker/score/fit/quantity.ts';
import { departments } from '../../../worker/score/fit/title/department.ts';
import { seniorities, seniorityOf } from '../../../worker/score/fit/title/seniority.ts';
import { codeBlocks, section, tables } from '../../support/checks/markdown.ts';

const root = resolve(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const fit = section(read('docs/models.md'), 'Fit');
const code = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text as string);

const scoreOf = (graded: Model, traits: Record<string, TraitValue>) =>
  fitOf(graded, Object.fromEntries(Object.entries(traits).map(([name, value]) => [name, { value }])))
    .fitScore;

test('the table of origins has them all, and what the connection tells', () => {
  const rows = tables(section(fit, 'Traits'))[0] ?? [];
  expect(rows.map(([from]) => code(from)[0])).toEqual([...traitOrigins]);
  const edge = rows.find(([from]) => code(from)[0] === 'edge')?.[1];
  for (const key of placeKeys) expect(code(edge)).toContain(key);
});

test('the table of numbers says what each is', () => {
  const words = (written: string) => {
    const interval = intervalOf(written);
    if (!interval) return 'no number';
    const [low, high] = [interval.low, interval.high].map((end) => end.toLocaleString('en'));
    if (interval.high === Infinity) return `${low} or more`;
    return low === high ? low : `${low} to ${high}`;
  };
  const rows = tables(section(fit, 'As people write it'))[0] ?? [];
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.map(([written]) => words(code(written)[0] ?? ''))).toEqual(rows.map(([, is]) => is));
});

test('the table of texts names what each glob matches, and would not by its letters', () => {
  const rows = tables(section(fit, 'As people write it'))[1] ?? [];
  expect(rows.length).toBeGreaterThan(5);
  for (const [traitCell, globCell, textsCell] of rows) {
    const [trait = '', glob = ''] = [code(traitCell)[0], code(globCell)[0]];
    const rule = { id: 'x', label: 'x', where: { [trait]: glob }, points: 7 };
    const graded = { ...defaultModel, fit: { rules: [rule], grades: { A: 3, B: 2, C: 1 } } };
    for (const text of code(textsCell)) {
      expect([glob, text, scoreOf(graded, { [trait]: text })]).toEqual([glob, text, 7]);
      expect(text.toLowerCase()).not.toBe(glob.toLowerCase());
    }
    expect(scoreOf(graded, { [trait]: 'Atlantis' })).toBe(0);
  }
});

test('the table of seniority has all there are, and each title as it says', () => {
  const [rows = []] = tables(section(fit, 'Seniority and department'));
  expect(rows.map(([rank]) => code(rank)[0])).toEqual([...seniorities]);
  for (const [rank, , titles] of rows) {
    const told = code(titles).map((title) => [title, seniorityOf(title)]);
    expect(told).toEqual(code(titles).map((title) => [title, code(rank)[0]]));
  }
  const text = section(fit, 'Seniority and department').split('\n');
  const named = code(text.find((line) => line.startsWith('`department` is')));
  expect(named.slice(1).sort()).toEqual([...departments].sort());
});

test('the example gives what the text says it does', () => {
  const graded = model.parse({ ...defaultModel, ...JSON.parse(codeBlocks(fit, 'json')[0] ?? '') });
  expect(fit).toContain('250 people, or "250-500", are 2 points here, "1,000+" are 10, and 5,000 are 20.');
  const points = [250, '250-500', '1,000+', 5000].map((employees) => scoreOf(graded, { employees }));
  expect(points).toEqual([2, 2, 10, 20]);
});

test('the lists of mailboxes are as long as is said', () => {
  const lengthOf = (path: string) => JSON.parse(read(`node_modules/${path}`)).length.toLocaleString('en');
  const dependencies = read('docs/dependencies.md');
  const free = lengthOf('email-providers/all.json');
  const disposable = lengthOf('disposable-email-domains-js/dist/dict/disposable_email_blocklist.json');
  expect(dependencies).toContain(`the domains of ${free} providers`);
  expect(dependencies).toContain(`the domains of ${disposable} providers`);
  const providers = new Set(JSON.parse(read('node_modules/email-providers/all.json')) as string[]);
  expect(moreMailboxes.filter((domain) => providers.has(domain))).toEqual([]);
  expect(dependencies).toContain(`adds ${moreMailboxes.length} that it lacks`);
  const all = Math.floor((providers.size + moreMailboxes.length) / 100) * 100;
  expect(fit).toContain(`Gmail and ${all.toLocaleString('en')} more`);
});
