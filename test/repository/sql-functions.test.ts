// The SQL functions that the product calls, held to a list: D1 does not say which SQLite it runs, and workerd has once gone
// back from 3.51 to 3.47. https://www.sqlite.org/lang_corefunc.html says with which version each came.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** All that is called, and the SQLite that it came with: none after 3.47. Those of 3.0 are older than anybody would look up. */
const known: Readonly<Record<string, string>> = {
  abs: '3.0',
  changes: '3.0',
  coalesce: '3.0',
  count: '3.0',
  dense_rank: '3.25',
  group_concat: '3.5',
  hex: '3.0',
  instr: '3.7',
  json: '3.38',
  json_array: '3.38',
  json_array_length: '3.38',
  json_each: '3.38',
  json_extract: '3.38',
  json_group_array: '3.38',
  json_object: '3.38',
  json_patch: '3.38',
  json_remove: '3.38',
  json_set: '3.38',
  jsonb: '3.45',
  lag: '3.25',
  lead: '3.25',
  length: '3.0',
  lower: '3.0',
  max: '3.0',
  min: '3.0',
  replace: '3.3',
  round: '3.0',
  sum: '3.0',
  total: '3.0',
  unhex: '3.41',
};

/** What stands before a bracket in SQL and is no function: words of its own, and recursive tables with their columns. */
const others = ['cast', 'key', 'node', 'walk'];

/**
 * The texts of a source, without what is put into them by `${…}` (texts again, found by themselves). All are read as SQL: a
 * fragment of it need not have a word that tells.
 */
function textsIn(source: string): string[] {
  const code = source.replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');
  const quoted = [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'/g)].map(([, text = '']) => text);
  // Between two quotes of a template there may be code.
  return [...templates(code), ...quoted.filter((text) => !text.includes('${'))];
}

/** Template literals, nested ones by themselves. */
function templates(code: string): string[] {
  const found: string[] = [];
  const open: { text: string; braces: number }[] = [];
  for (let at = 0; at < code.length; at++) {
    const inner = open.at(-1);
    const isText = inner !== undefined && inner.braces === 0;
    const character = code[at] as string;
    if (isText && character === '\\') at++;
    else if (character === '`' && isText) found.push(open.pop()?.text ?? '');
    else if (character === '`') open.push({ text: '', braces: 0 });
    else if (isText && code.startsWith('${', at)) {
      inner.braces = 1;
      at++;
    } else if (isText) inner.text += character;
    else if (inner && character === '{') inner.braces++;
    else if (inner && character === '}') inner.braces--;
  }
  return found;
}

const calls = (sql: string) =>
  [...sql.matchAll(/(?<![\w$.'"])([a-z_]\w*)\(/gi)].map(([, name = '']) => name.toLowerCase());

const files = [
  ...readdirSync('worker/store', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join('worker/store', name)),
  ...readdirSync('schema/migrations')
    .filter((name) => name.endsWith('.sql'))
    .map((name) => join('schema/migrations', name)),
];

test('SQL calls only functions that every SQLite since 3.47 has, and all that are listed are called', () => {
  const called = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return (file.endsWith('.sql') ? [text] : textsIn(text)).flatMap(calls);
  });
  const functions = [...new Set(called)].filter((name) => !others.includes(name)).sort();
  expect(functions).toEqual(Object.keys(known).sort());
  const [newest] = Object.values(known).sort((a, b) => Number(b.split('.')[1]) - Number(a.split('.')[1]));
  expect(Number(newest?.split('.')[1])).toBeLessThanOrEqual(47);
});

test.each([
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a source to be read
  ['db.prepare(`select jsonb_each(?1) from ${table(`coalesce(x, 1)`)}`)', ['coalesce', 'jsonb_each']],
  ["const sql = 'select power(2, 3)';", ['power']],
  ["insertInto(table, { visits: 'glob(x)' })", ['glob']],
  ['// `select nothing(1)`', []],
  ['insert(`insert into t (a) values (?1)`)', []],
])('reads %s as calling %j', (source, expected) => {
  expect(textsIn(source).flatMap(calls).sort()).toEqual(expected);
});
