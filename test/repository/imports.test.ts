// The house: imports only ever go down the floors, nothing imports in a circle, scoring stays pure, and folders and files stay
// small enough to be looked over.

import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { circlesIn, folderGraph, importGraph, namesByFolder } from '../support/checks/house.ts';
import { complaint, importsOf } from '../support/checks/import-rules.ts';

const sources = globSync('{snippet,worker,schema}/**/*.{ts,tsx}').map((file) => file.replaceAll('\\', '/'));
// Not git's list: the tests run without git, too.
const paths = globSync('{.ci,bench,demo,docs,schema,snippet,test,worker}/**/*', {
  exclude: ['**/node_modules', '**/node_modules/**'],
}).map((path) => path.replaceAll('\\', '/'));

test('no file imports from a floor above or beside it', () => {
  const complaints = sources.flatMap((file) =>
    importsOf(readFileSync(file, 'utf8')).map((found) => complaint(file, found)),
  );
  expect(complaints.filter(Boolean)).toEqual([]);
  expect(sources.length).toBeGreaterThan(20);
});

test('no files import each other in a circle', () => {
  const files = globSync('{snippet,worker,schema,demo,bench,test}/**/*.{ts,tsx}', {
    exclude: ['**/node_modules/**'],
  });
  expect(circlesIn(importGraph(files))).toEqual([]);
});

test('nor do the folders of the Worker', () => {
  const graph = folderGraph(importGraph(sources.filter((file) => file.startsWith('worker/'))));
  // Wiring: these import from all that is beside and below them.
  for (const wiring of ['worker', 'worker/dashboard']) graph.delete(wiring);
  expect(circlesIn(graph)).toEqual([]);
});

test('no folder holds more than 14 names', () => {
  const folders = [...namesByFolder(paths)].filter(([folder]) => folder !== '.');
  expect(folders.filter(([, names]) => names.size > 14).map(([folder]) => folder)).toEqual([]);
  expect(folders.length).toBeGreaterThan(20);
});

test('no source is longer than 220 lines', () => {
  const lines = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n').length;
  const own = globSync('{snippet,worker,schema,demo,bench}/**/*.{ts,tsx}');
  expect(own.filter((file) => lines(file) > 220)).toEqual([]);
});

test('scoring asks neither the clock nor chance', () => {
  const impure = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bcrypto\b|\bperformance\b|\bfetch\(/;
  const score = sources.filter((file) => file.startsWith('worker/score/'));
  expect(score.filter((file) => impure.test(readFileSync(file, 'utf8')))).toEqual([]);
  expect(score.length).toBeGreaterThan(5);
});

test('finds circles and counts names', () => {
  const graph = new Map([
    ['a', new Set(['b'])],
    ['b', new Set(['c'])],
    ['c', new Set(['b', 'd'])],
    ['d', new Set<string>()],
  ]);
  expect(circlesIn(graph)).toEqual([['b', 'c', 'b']]);
  expect(namesByFolder(['a/b/c.ts', 'a/b/d.ts', 'a/e.ts']).get('a')).toEqual(new Set(['b', 'e.ts']));
});

test.each([
  ["import * as z from 'zod';", 'zod', false],
  ["import type { Model } from './model.ts';", './model.ts', true],
  ["import {\n  one,\n  two,\n} from '../many.ts';", '../many.ts', false],
  ["import './effect.ts';", './effect.ts', false],
  ["export { one } from './one.ts';", './one.ts', false],
  ["export * from './all.ts';", './all.ts', false],
  ["const late = await import('./late.ts');", './late.ts', false],
])('reads %j', (source, specifier, isType) => {
  expect(importsOf(source)).toEqual([{ specifier, isType }]);
});

test('reads every statement of a file, and no string that only looks like one', () => {
  const source =
    "import a from 'a';\nimport { b } from 'b';\nexport const text = 'from';\nlet c = \"import\";\n";
  expect(importsOf(source).map(({ specifier }) => specifier)).toEqual(['a', 'b']);
});

test.each([
  ['worker/score/rules/facts.ts', "import { model } from '../../../schema/model/model.ts'", null],
  ['worker/score/rules/facts.ts', "import { glob } from '../conditions/glob.ts'", null],
  ['worker/score/rules/facts.ts', "import { append } from '../../store/append.ts'", 'worker/store/append.ts'],
  [
    'worker/score/rules/facts.ts',
    "import type { Row } from '../../store/append.ts'",
    'worker/store/append.ts',
  ],
  ['worker/score/rules/facts.ts', "import { Hono } from 'hono'", '"hono"'],
  ['worker/store/log/events.ts', "import { sql } from 'drizzle-orm'", null],
  ['worker/store/log/events.ts', "import { drizzle } from 'drizzle-orm/d1'", null],
  ['worker/store/log/events.ts', "import { fold } from '../../score/fold.ts'", 'worker/score/fold.ts'],
  ['worker/store/log/events.ts', "import { ingest } from '../../flows/ingest.ts'", 'worker/flows/ingest.ts'],
  ['worker/flows/ingest/ingest.ts', "import { fold } from '../../score/fold.ts'", null],
  ['worker/flows/ingest/ingest.ts', "import { append } from '../../store/append.ts'", null],
  [
    'worker/flows/ingest/ingest.ts',
    "import { collect } from '../../routes/collect.ts'",
    'worker/routes/collect.ts',
  ],
  ['worker/flows/ingest/ingest.ts', "import { sql } from 'drizzle-orm'", '"drizzle-orm"'],
  ['worker/routes/sites/sites.ts', "import { ingest } from '../../flows/ingest.ts'", null],
  ['worker/routes/sites/sites.ts', "import { readJson } from '../../intake/read-json.ts'", null],
  ['worker/routes/sites/sites.ts', "import { tokens } from './tokens.ts'", 'do not import each other'],
  ['worker/routes/sites/sites.ts', "import { drizzle } from 'drizzle-orm/d1'", '"drizzle-orm/d1"'],
  [
    'worker/intake/fields/text.ts',
    "import { collect } from '../../routes/collect.ts'",
    'worker/routes/collect.ts',
  ],
  ['worker/dashboard/page.tsx', "import { sites } from '../routes/sites.ts'", 'worker/routes/sites.ts'],
  ['worker/dashboard/page.tsx', "import { list } from '../store/list.ts'", null],
  ['worker/http/rejection.ts', "import { app } from '../app.ts'", 'worker/app.ts'],
  ['worker/http/rejection.ts', "import { clean } from '../intake/clean.ts'", 'worker/intake/clean.ts'],
  ['worker/app.ts', "import { sites } from './routes/sites.ts'", null],
  ['worker/index.ts', "import { app } from './app.ts'", null],
  ['worker/new.ts', "import { app } from './app.ts'", 'none of the areas'],
  ['schema/site.ts', "import * as z from 'zod'", null],
  ['schema/site.ts', "import { fold } from '../worker/score/fold.ts'", 'worker/score/fold.ts'],
  ['schema/site.ts', "import { Hono } from 'hono'", '"hono"'],
  ['snippet/send.ts', "import { limits } from '../schema/event.ts'", null],
  ['snippet/send.ts', "import type { Settings } from '../schema/site.ts'", null],
  ['snippet/send.ts', "import { settings } from '../schema/site.ts'", 'import type'],
  ['snippet/send.ts', "import * as z from 'zod'", '"zod"'],
  ['snippet/send.ts', "import { env } from '../worker/http/env.ts'", 'worker/http/env.ts'],
  ['worker/index.ts', "import { startServer } from '../demo/server.ts'", 'it is a tool'],
  ['snippet/index.ts', "import { buildSnippet } from './build/build.ts'", 'it is a tool'],
  ['snippet/index.ts', "import { readPublished } from './build/published.ts'", 'it is a tool'],
  ['demo/start.ts', "import { buildSnippet } from '../snippet/build/build.ts'", null],
])('in %s, %s: %s', (file, statement, expected) => {
  const [found] = importsOf(statement);
  if (!found) throw new Error('not read as an import');
  if (expected === null) expect(complaint(file, found)).toBeNull();
  else expect(complaint(file, found)).toContain(expected);
});
