// The cache of the bundled Worker that the servers of a run of the tests share.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bundleWorker } from '../../../demo/bundle.ts';

let folder: string;
const kept = () => readdirSync(join(folder, 'kept'));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundled-'));
  vi.stubEnv('BUNDLE_CACHE', join(folder, 'kept'));
  writeFileSync(join(folder, 'part.js'), 'export const part = "first";');
  writeFileSync(join(folder, 'entry.js'), 'import { part } from "./part.js"; export default part;');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const bundle = (minify = false) => bundleWorker(join(folder, 'entry.js'), minify);

test('a Worker is bundled once, and what a later start gets is the same', async () => {
  const first = await bundle();
  // What is kept is what a later start gets: esbuild has no part in it.
  const [file = ''] = kept();
  const content = JSON.parse(readFileSync(join(folder, 'kept', file), 'utf8')) as {
    bundle: { code: string };
  };
  expect(content.bundle).toEqual(first);
  content.bundle.code = 'kept';
  writeFileSync(join(folder, 'kept', file), JSON.stringify(content));
  expect((await bundle()).code).toBe('kept');
});

test.each([
  ['changed', () => writeFileSync(join(folder, 'part.js'), 'export const part = "second";'), 'second'],
  [
    'replaced by another in the entry',
    () => {
      writeFileSync(join(folder, 'other.js'), 'export const part = "other";');
      writeFileSync(join(folder, 'entry.js'), 'import { part } from "./other.js"; export default part;');
    },
    'other',
  ],
])('it is bundled anew once a file of it is %s', async (_, change, expected) => {
  expect((await bundle()).code).toContain('first');
  change();
  expect((await bundle()).code).toContain(expected);
});

test('a minified bundle is not taken for one that is not', async () => {
  const [plain, small] = [await bundle(), await bundle(true)];
  expect(small.code.length).toBeLessThan(plain.code.length);
});

test('a file that is gone is an error, and so is one that does not parse', async () => {
  await bundle();
  rmSync(join(folder, 'part.js'));
  await expect(bundle()).rejects.toThrow('part.js');
  writeFileSync(join(folder, 'part.js'), 'export const');
  await expect(bundle()).rejects.toThrow('part.js');
});

test('without a folder for it, as in npm start, nothing is kept', async () => {
  vi.stubEnv('BUNDLE_CACHE', '');
  await bundle();
  expect(readdirSync(folder)).not.toContain('kept');
});
