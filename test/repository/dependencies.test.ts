// docs/dependencies.md names each dependency, none that is gone, and the size of the bundle; the lock file is whole.

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bundleWorker } from '../../demo/bundle.ts';

test('each dependency has its line in docs/dependencies.md', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>;
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  const installed = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
  const rows = readFileSync('docs/dependencies.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const named = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );
  expect(named.sort()).toEqual(installed.sort());
});

test('the lock file has the packages of every platform, or `npm ci` refuses it', () => {
  // `npm install` leaves out what the registry at hand lacks: then take the entry back from git, with its new version.
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => {
      const places = [`${path}/node_modules/${name}`, `node_modules/${name}`];
      return places.every((place) => !(place in lock.packages));
    }),
  );
  expect(missing).toEqual([]);
});

test('the bundle of the Worker is as large as docs/dependencies.md says', async () => {
  const { code, metafile } = await bundleWorker('worker/index.ts', true);
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const own = inputs
    .filter(([path]) => !path.includes('node_modules/'))
    .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
  const said = /has about ([\d,]+) kB, or ([\d,]+) kB gzipped; about ([\d,]+) kB are our own code/.exec(
    readFileSync('docs/dependencies.md', 'utf8'),
  );
  const measured = [Buffer.byteLength(code), gzipSync(code).length, own].map((bytes) => bytes / 1_000);
  for (const [place, kilobytes] of measured.entries()) {
    const stated = Number(said?.[place + 1]?.replaceAll(',', ''));
    expect(Math.abs(stated / kilobytes - 1), `${stated} kB: ${kilobytes}`).toBeLessThan(0.03);
  }
});
