// Keeps a bundled Worker between processes, because a run of the tests starts the server a dozen times. Only in the folder
// `$BUNDLE_CACHE`, which vitest.config.ts names: without it, as in `npm start`, the Worker is bundled at each start.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import { writeWhole } from '../snippet/build/write-whole.ts';

/** A bundled Worker: its code, and esbuild's metadata about its inputs. */
export interface Bundle {
  code: string;
  metafile: Metafile;
}

/** The files that decide how an entry is bundled: esbuild's version, its options, and the versions of all packages. */
const deciding = [
  createRequire(import.meta.url).resolve('esbuild/package.json'),
  join(import.meta.dirname, 'bundle.ts'),
  resolve(import.meta.dirname, '../package-lock.json'),
];

/** A kept bundle, and of each file that is in it the hash that it had. */
interface Kept {
  inputs: [file: string, hash: string][];
  bundle: Bundle;
}

/** The bundle: the kept one, as long as all files that are in it are as they were, or else what `build` returns. */
export async function bundledOnce(
  { entry, minify }: { entry: string; minify: boolean },
  build: () => Promise<Bundle>,
): Promise<Bundle> {
  const folder = process.env.BUNDLE_CACHE;
  if (!folder) return build();
  const key = [resolve(entry), minify, process.cwd(), ...deciding.map(hashOf)];
  const file = join(folder, `${createHash('sha256').update(JSON.stringify(key)).digest('hex')}.json`);
  const kept = readKept(file);
  if (kept?.inputs.every(([input, hash]) => hashOf(input) === hash)) return kept.bundle;
  const bundle = await build();
  const inputs = Object.keys(bundle.metafile.inputs).map((input): Kept['inputs'][number] => [
    input,
    hashOf(input),
  ]);
  mkdirSync(folder, { recursive: true });
  writeWhole(file, JSON.stringify({ inputs, bundle } satisfies Kept));
  return bundle;
}

function readKept(file: string): Kept | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept;
  } catch {
    return undefined;
  }
}

/** Empty for a file that is not there. */
function hashOf(file: string): string {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return '';
  }
}
