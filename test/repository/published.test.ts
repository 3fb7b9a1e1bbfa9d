// What was published is served for good: every build beside today's, byte for byte, or none at all.

import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { snippetParts } from '../../schema/event.ts';
import { buildSnippet } from '../../snippet/build/build.ts';

let folder: string;
let published: string;
let assets: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-published-'));
  [published, assets] = [join(folder, 'published'), join(folder, 'assets')];
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Puts a build into the folder of published ones, under the name of its content or another. Returns the name. */
function publish(content: string, name = nameOf(content)): string {
  mkdirSync(published, { recursive: true });
  writeFileSync(join(published, name), content);
  return name;
}

/** As pages pin it: the name must not come to depend on anything but the content. */
function nameOf(content: string | Buffer): string {
  return `l.${createHash('sha256').update(content).digest('hex').slice(0, 10)}.js`;
}

const scripts = () => readdirSync(assets).filter((name) => name.endsWith('.js'));
const always = ['l.js', ...snippetParts.map((part) => `l.${part}.js`)];

test('before anything is published, the copies in the assets are today’s alone', async () => {
  const { pinnedName, isPublished } = await buildSnippet(assets, published);
  expect(isPublished).toBe(false);
  expect(pinnedName).toBe(nameOf(readFileSync(join(assets, 'l.js'))));
  expect(scripts().sort()).toEqual([pinnedName, ...always].sort());
});

test('every published build is there byte for byte after each build, and those never published go', async () => {
  const older = ['old\n', 'older\r\n'].map((content) => publish(content));
  mkdirSync(assets);
  writeFileSync(join(assets, 'l.0123456789.js'), 'tried on this machine');
  const { pinnedName } = await buildSnippet(assets, published);
  expect(scripts().sort()).toEqual([pinnedName, ...older, ...always].sort());
  expect(older.map((name) => readFileSync(join(assets, name), 'utf8'))).toEqual(['old\n', 'older\r\n']);
});

test('today’s build is known to be published once it is', async () => {
  const { pinnedName } = await buildSnippet(assets, published);
  publish(readFileSync(join(assets, pinnedName), 'utf8'));
  expect((await buildSnippet(assets, published)).isPublished).toBe(true);
});

test.each([
  ['was changed', nameOf('code')],
  ['was renamed', 'l.0123456789.js'],
  ['has a name that is no build’s', 'l.js'],
])('a published file that %s stops the build, which names it', async (_, name) => {
  publish('code\n', name);
  await expect(buildSnippet(assets, published)).rejects.toThrow(join(published, name));
});
