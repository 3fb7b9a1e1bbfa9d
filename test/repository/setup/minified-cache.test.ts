// The cache of minified code that the tests' own builds use.

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { minifiedOnce } from '../../../snippet/build/minified-cache.ts';

let folder: string;

const minify = vi.fn(async (code: string) => code.replaceAll(' ', ''));

beforeEach(() => {
  minify.mockClear();
  folder = mkdtempSync(join(tmpdir(), 'minified-'));
  vi.stubEnv('MINIFIED_CACHE', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test('the same code is minified once, and other code is not taken for it', async () => {
  expect(await minifiedOnce('a = 1', minify)).toBe('a=1');
  expect(await minifiedOnce('a = 1', minify)).toBe('a=1');
  expect(await minifiedOnce('a = 2', minify)).toBe('a=2');
  expect(minify.mock.calls).toEqual([['a = 1'], ['a = 2']]);
});

test('without a folder for it, as in a release, everything is minified anew and nothing is kept', async () => {
  vi.stubEnv('MINIFIED_CACHE', '');
  for (let time = 0; time < 2; time++) expect(await minifiedOnce('a = 1', minify)).toBe('a=1');
  expect(minify).toHaveBeenCalledTimes(2);
  expect(readdirSync(folder)).toEqual([]);
});

test('code that cannot be minified is an error each time', async () => {
  const broken = () => Promise.reject(new Error('broken'));
  for (let time = 0; time < 2; time++) await expect(minifiedOnce('a = 1', broken)).rejects.toThrow('broken');
  expect(await minifiedOnce('a = 1', minify)).toBe('a=1');
});
