// docs/architecture.md is the map of the Worker: what it names is there, and what has to be named is.

import { existsSync, readFileSync } from 'node:fs';
import { getTableName, isTable } from 'drizzle-orm';
import { expect, test } from 'vitest';
import * as schema from '../../../schema/tables/tables.ts';
import { section, tables } from '../../support/checks/markdown.ts';

const page = readFileSync('docs/architecture.md', 'utf8');

test('the map of the tables has them all', () => {
  const named = tables(section(page, 'Tables'))[0]?.map(([name]) => name);
  const real = Object.values(schema)
    .filter(isTable)
    .map((table) => `\`${getTableName(table)}\``);
  expect(named?.toSorted()).toEqual(real.toSorted());
});

test('the map names the scheduled jobs', () => {
  const jobs = [...readFileSync('worker/jobs/schedule.ts', 'utf8').matchAll(/\{ name: '([^']+)', work/g)].map(
    ([, name]) => `- ${name}`,
  );
  expect(jobs.length).toBeGreaterThan(3);
  expect(section(page, 'Scheduled work')).toContain(jobs.join('\n'));
});

test('every file and folder that the map names is there', () => {
  const named = [...page.matchAll(/`((?:worker|schema|snippet|test|demo|bench|docs)\/[\w./-]*)`/g)];
  expect(named.length).toBeGreaterThan(20);
  expect(named.map(([, path = '']) => path).filter((path) => !existsSync(path))).toEqual([]);
});
