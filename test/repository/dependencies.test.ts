// docs/dependencies.md names each dependency, and none that is gone; the lock file is whole.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

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
