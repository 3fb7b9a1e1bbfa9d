// `npm test`: lint, types and build side by side, then all tests. `npm test -- NAME`: at once the tests whose path has NAME in
// it; whatever else Vitest takes may stand there, too.

import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { runSideBySide } from './side-by-side.ts';

const args = process.argv.slice(2);

/** Every kind but the other engines, which `npm run test:browsers` asks. */
const kinds = ['--project=!firefox', '--project=!webkit'];

/** Whether a file that needs a browser may be among what was asked for. */
function asksForBrowser(): boolean {
  const files = globSync('test/{snippet,journey}/**/*.test.ts');
  const names = args.filter((word) => !word.startsWith('-'));
  return names.length === 0 || files.some((file) => names.some((name) => file.includes(name)));
}

/** Runs a script of Node with these arguments; returns its exit status. */
function node(...words: string[]): number {
  return spawnSync(process.execPath, words, { stdio: 'inherit' }).status ?? 1;
}

async function main(): Promise<number> {
  const preflight = resolve(import.meta.dirname, '../browser/preflight.ts');
  if (asksForBrowser() && node(preflight) !== 0) return 1;
  if (args.length === 0) {
    const checks = ['npm run -s lint', 'npm run -s types', 'npm run -s build'];
    const failed = await runSideBySide(checks, (text) => process.stdout.write(text));
    for (const command of failed) console.error(`Failed: ${command}`);
    if (failed.length > 0) return 1;
  }
  return node(resolve('node_modules/vitest/vitest.mjs'), 'run', ...kinds, ...args);
}

process.exitCode = await main();
