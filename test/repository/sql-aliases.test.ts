// One alias for each table in all SQL: whoever has read one statement can read the next. docs/architecture.md has the legend.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getTableName, isTable } from 'drizzle-orm';
import { expect, test } from 'vitest';
import * as schema from '../../schema/tables/tables.ts';

const tables = Object.values(schema).filter(isTable).map(getTableName);

/** What each alias stands for: a table, or nothing that is one. */
const legend = new Map(
  [...readFileSync('docs/architecture.md', 'utf8').matchAll(/^\| `([a-z])` \| (?:`(\w+)`)?/gm)].map(
    ([, alias = '', table]) => [alias, table ?? null],
  ),
);

/** Aliases of tables, each with its table; `null` for those of JSON arrays. */
function aliasesIn(sql: string): [alias: string, table: string | null][] {
  const ofTables = new RegExp(`\\b(?:from|join|into|update) (${tables.join('|')}) ([a-z]{1,2})\\b`, 'g');
  const ofFragments = new RegExp(`'(${tables.join('|')}) ([a-z])(?: indexed by \\w+)?'`, 'g');
  const ofArrays = /\bjson_each\((?:[^()]|\([^()]*\))*\) ([a-z])\b/g;
  return [
    ...[...sql.matchAll(ofTables)].map(([, table = '', alias = '']): [string, string] => [alias, table]),
    ...[...sql.matchAll(ofFragments)].map(([, table = '', alias = '']): [string, string] => [alias, table]),
    ...[...sql.matchAll(ofArrays)].map(([, alias = '']): [string, null] => [alias, null]),
  ].filter(([alias]) => !['as', 'is', 'on', 'do', 'or'].includes(alias));
}

/** Whether the legend says so. A fragment may be made for any table, and rows of an array have what letters are left. */
function isTold(alias: string, table: string | null): boolean {
  if (alias === 'g' && table !== null) return true;
  if (alias === 'o' && table === null) return true;
  return table === null ? !legend.has(alias) : legend.get(alias) === table;
}

const sources = readdirSync('worker/store', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join('worker/store', name));

test('a table has one alias in all SQL, as docs/architecture.md tells, and no array goes by it', () => {
  const others = sources.flatMap((file) =>
    aliasesIn(readFileSync(file, 'utf8'))
      .filter(([alias, table]) => !isTold(alias, table))
      .map(([alias, table]) => `${file}: ${table ?? 'an array'} ${alias}`),
  );
  expect(others).toEqual([]);
});

test('every alias of the legend is used', () => {
  const used = new Set(
    sources.flatMap((file) => aliasesIn(readFileSync(file, 'utf8'))).map(([alias]) => alias),
  );
  expect([...legend.keys()].filter((alias) => !used.has(alias))).toEqual([]);
});

test.each([
  ['from event v where', 'event', 'v', false],
  ['join stint t on', 'stint', 't', true],
  ['join stint u indexed by stint_by_visitor', 'stint', 'u', true],
  ["from json_each(?2, '$.x') e", null, 'e', false],
  ['from json_each(?2) q', null, 'q', true],
])('in "%s", %s has the alias %s', (sql, table, alias, told) => {
  expect(aliasesIn(sql)).toEqual([[alias, table]]);
  expect(isTold(alias, table)).toBe(told);
});
