// Keeps minified code between processes, because a run of the tests builds the same snippet thirty times. Only in the folder
// `$MINIFIED_CACHE`, which vitest.config.ts names: without it, as in `npm run build` and a release, everything is built anew.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { writeWhole } from './write-whole.ts';

/** The files that decide, besides the code, what comes out: the minifier's version, and how it is called. */
const deciding = [
  createRequire(import.meta.url).resolve('terser/package.json'),
  join(import.meta.dirname, 'build.ts'),
];

/** The minified code: the kept one, if this code was minified before in the same way, or else what `minify` returns. */
export async function minifiedOnce(code: string, minify: (code: string) => Promise<string>): Promise<string> {
  const folder = process.env.MINIFIED_CACHE;
  if (!folder) return minify(code);
  const hash = createHash('sha256');
  for (const text of [...deciding.map((file) => readFileSync(file, 'utf8')), code])
    hash.update(JSON.stringify(text));
  const file = join(folder, `${hash.digest('hex')}.js`);
  const kept = readIfThere(file);
  if (kept !== undefined) return kept;
  const minified = await minify(code);
  mkdirSync(folder, { recursive: true });
  writeWhole(file, minified);
  return minified;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
