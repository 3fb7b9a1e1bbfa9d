// Imports only ever go down the floors, and scoring stays pure.

import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { complaint, importsOf } from './support/import-rules.ts';

const sources = globSync('{snippet,worker,schema}/**/*.{ts,tsx}');

test('no file imports from a floor above or beside it', () => {
  const complaints = sources.flatMap((file) =>
    importsOf(readFileSync(file, 'utf8')).map((found) => complaint(file, found)),
  );
  expect(complaints.filter(Boolean)).toEqual([]);
  expect(sources.length).toBeGreaterThan(20);
});

test('scoring asks neither the clock nor chance', () => {
  const impure = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bcrypto\b|\bperformance\b|\bfetch\(/;
  const score = sources.filter((file) => file.startsWith('worker/score/'));
  expect(score.filter((file) => impure.test(readFileSync(file, 'utf8')))).toEqual([]);
  expect(score.length).toBeGreaterThan(5);
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
  ['worker/score/fold.ts', "import { model } from '../../schema/model.ts'", null],
  ['worker/score/fold.ts', "import { glob } from './glob.ts'", null],
  ['worker/score/fold.ts', "import { append } from '../store/append.ts'", 'worker/store/append.ts'],
  ['worker/score/fold.ts', "import type { Row } from '../store/append.ts'", 'worker/store/append.ts'],
  ['worker/score/fold.ts', "import { Hono } from 'hono'", '"hono"'],
  ['worker/store/append.ts', "import { sql } from 'drizzle-orm'", null],
  ['worker/store/append.ts', "import { drizzle } from 'drizzle-orm/d1'", null],
  ['worker/store/append.ts', "import { fold } from '../score/fold.ts'", 'worker/score/fold.ts'],
  ['worker/store/append.ts', "import { ingest } from '../flows/ingest.ts'", 'worker/flows/ingest.ts'],
  ['worker/flows/ingest.ts', "import { fold } from '../score/fold.ts'", null],
  ['worker/flows/ingest.ts', "import { append } from '../store/append.ts'", null],
  ['worker/flows/ingest.ts', "import { collect } from '../routes/collect.ts'", 'worker/routes/collect.ts'],
  ['worker/flows/ingest.ts', "import { sql } from 'drizzle-orm'", '"drizzle-orm"'],
  ['worker/routes/collect.ts', "import { ingest } from '../flows/ingest.ts'", null],
  ['worker/routes/collect.ts', "import { readJson } from './edge/read-json.ts'", null],
  ['worker/routes/collect.ts', "import { sites } from './sites.ts'", 'do not import each other'],
  ['worker/routes/collect.ts', "import { drizzle } from 'drizzle-orm/d1'", '"drizzle-orm/d1"'],
  ['worker/routes/edge/text.ts', "import { collect } from '../collect.ts'", 'worker/routes/collect.ts'],
  ['worker/dashboard/page.tsx', "import { sites } from '../routes/sites.ts'", 'worker/routes/sites.ts'],
  ['worker/dashboard/page.tsx', "import { list } from '../store/list.ts'", null],
  ['worker/rejection.ts', "import { app } from './app.ts'", 'worker/app.ts'],
  ['worker/app.ts', "import { sites } from './routes/sites.ts'", null],
  ['worker/index.ts', "import { app } from './app.ts'", null],
  ['schema/site.ts', "import * as z from 'zod'", null],
  ['schema/site.ts', "import { fold } from '../worker/score/fold.ts'", 'worker/score/fold.ts'],
  ['schema/site.ts', "import { Hono } from 'hono'", '"hono"'],
  ['snippet/send.ts', "import { limits } from '../schema/event.ts'", null],
  ['snippet/send.ts', "import type { Settings } from '../schema/site.ts'", null],
  ['snippet/send.ts', "import { settings } from '../schema/site.ts'", 'import type'],
  ['snippet/send.ts', "import * as z from 'zod'", '"zod"'],
  ['snippet/send.ts', "import { env } from '../worker/env.ts'", 'worker/env.ts'],
  ['worker/index.ts', "import { startServer } from '../demo/server.ts'", 'it is a tool'],
  ['snippet/index.ts', "import { buildSnippet } from './build.ts'", 'it is a tool'],
  ['snippet/index.ts', "import { readPublished } from './published.ts'", 'it is a tool'],
  ['demo/start.ts', "import { buildSnippet } from '../snippet/build.ts'", null],
])('in %s, %s: %s', (file, statement, expected) => {
  const [found] = importsOf(statement);
  if (!found) throw new Error('not read as an import');
  if (expected === null) expect(complaint(file, found)).toBeNull();
  else expect(complaint(file, found)).toContain(expected);
});
