// docs/reference/tag.md says what the script does: its options, calls, attributes and sizes are compared with the code.

import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { brotliCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildSnippet } from '../../../snippet/build/build.ts';
import type { Calls } from '../../../snippet/package.ts';
import { codeBlocks, section, tables } from '../../support/checks/markdown.ts';

const page = readFileSync('docs/reference/tag.md', 'utf8');
const sources = globSync('snippet/**/*.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

test('the options are those that the script reads', () => {
  const [, asked = ''] = /interface Asked \{(.*?)\n\}/s.exec(sources) ?? [];
  const read = [...asked.matchAll(/^ {2}'?([\w-]+)'?\??:/gm)].map(([, name]) => `\`${name}\``);
  const [options] = tables(section(page, 'Options'));
  expect(options?.map(([name]) => name).toSorted()).toEqual([...new Set(read)].toSorted());
});

/** Fails to compile when a call comes or goes. */
const everyCall: Record<keyof Calls, true> = {
  page: true,
  track: true,
  identify: true,
  consent: true,
  device: true,
  reset: true,
  ignore: true,
};

test('the calls are those that the script answers to', () => {
  const [code = ''] = codeBlocks(section(page, 'Calls'), 'js');
  const called: string[] = [];
  runInNewContext(code, { leadlight: (name: string) => called.push(name) });
  expect([...new Set(called)].toSorted()).toEqual(Object.keys(everyCall).toSorted());
});

test('the stub keeps what is called before the script is there, in order', () => {
  const [stub = ''] = codeBlocks(section(page, 'Calls'), 'html');
  const [, code = ''] = /^<script>(.*)<\/script>\n$/.exec(stub) ?? [];
  const host: { window?: unknown; leadlight?: { q: Iterable<unknown>[] } } = {};
  host.window = host;
  runInNewContext(`${code};leadlight('page');leadlight('track','A',{b:1})`, host);
  expect(host.leadlight?.q.map((call) => [...call])).toEqual([['page'], ['track', 'A', { b: 1 }]]);
});

test('the attributes are those that the script reads', () => {
  const [attributes = []] = tables(section(page, 'Attributes'));
  const names = attributes.map(([name]) => name?.replace(/^`([\w-]+).*$/, '$1'));
  expect(names).toEqual(['data-leadlight', 'data-leadlight-', 'data-leadlight-ignore']);
  for (const name of names) expect(sources).toContain(`${name}`);
});

test('the sizes of the script are those of today’s build', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-tag-'));
  const { bytes, gzip, brotli } = await buildSnippet(folder);
  const part = brotliCompressSync(readFileSync(join(folder, 'l.forms.js'))).length;
  rmSync(folder, { recursive: true });
  const kilobytes = (size: number) => `${(size / 1000).toFixed(1)} kB`;
  const [said] = /^[\d.]+ kB.*? Brotli\./m.exec(page) ?? [];
  expect(said).toBe(`${kilobytes(bytes)}, ${kilobytes(gzip)} gzipped, ${kilobytes(brotli)} with Brotli.`);
  expect(page).toContain(`A page with forms loads [another ${kilobytes(part)}]`);
  expect(readFileSync('README.md', 'utf8')).toContain(`It is ${Math.round(gzip / 1000)} kB gzipped`);
});
