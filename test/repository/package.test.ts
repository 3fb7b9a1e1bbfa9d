// The npm package, as a site installs it: its manifest and types hold for every way to resolve a module.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPackage } from '../../snippet/build/build-package.ts';

const folder = mkdtempSync(join(tmpdir(), 'leadlight-package-'));
beforeAll(() => buildPackage(folder));
afterAll(() => rmSync(folder, { recursive: true }));

test('publint finds nothing to mend in it', async () => {
  const { messages } = await publint({ pkgDir: folder, strict: true });
  expect(messages).toEqual([]);
});

test('its types are found and right, but for CommonJS, which it is not for', async () => {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: folder });
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const packed = createPackageFromTarballData(readFileSync(join(folder, `leadlight-${version}.tgz`)));
  const analysis = await checkPackage(packed);
  const problems = analysis.types ? analysis.problems.map(({ kind }) => kind) : ['no types'];
  expect(problems.filter((kind) => kind !== 'CJSResolvesToESM')).toEqual([]);
});

test('on a server it is imported and called without harm', async () => {
  const kit = (await import(join(folder, 'index.js'))) as typeof import('../../snippet/package.ts');
  expect(kit.load('https://t.example.com/l.js', { site: 'acme' })).toBeUndefined();
  expect(kit.track('Demo Booked')).toBeUndefined();
  expect(globalThis).not.toHaveProperty('leadlight');
});

test('it weighs little', () => {
  expect(readFileSync(join(folder, 'index.js')).length).toBeLessThan(2_048);
});
