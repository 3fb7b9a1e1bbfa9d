// `npm test`: lint, types and build in parallel, then all tests; outside CI without those that are tagged `slow`.
// `npm test -- NAME`: all tests with NAME in their path, without the checks before. Other options of Vitest can follow.

import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { isCI } from './ci.ts';
import { runSideBySide } from './side-by-side.ts';

const args = process.argv.slice(2);

/** Every kind except Firefox and WebKit, which `npm run test:browsers` runs. */
const kinds = ['--project=!firefox', '--project=!webkit'];

/** Whether the requested files may include one that needs a browser. */
function asksForBrowser(): boolean {
  const files = globSync('test/{snippet,journey}/**/*.test.ts');
  const names = args.filter((word) => !word.startsWith('-'));
  return names.length === 0 || files.some((file) => names.some((name) => file.includes(name)));
}

/** Runs Node with these arguments and returns its exit status. */
function node(...words: string[]): number {
  return spawnSync(process.execPath, words, { stdio: 'inherit' }).status ?? 1;
}

async function main(): Promise<number> {
  const preflight = resolve(import.meta.dirname, '../browser/preflight.ts');
  if (asksForBrowser() && node(preflight) !== 0) return 1;
  const isWhole = args.length === 0;
  if (isWhole) {
    const checks = ['npm run -s lint', 'npm run -s types', 'npm run -s build'];
    const failed = await runSideBySide(checks, (text) => process.stdout.write(text));
    for (const command of failed) console.error(`Failed: ${command}`);
    if (failed.length > 0) return 1;
  }
  return node(
    resolve('node_modules/vitest/vitest.mjs'),
    'run',
    ...kinds,
    ...(isWhole && !isCI ? ['--tags-filter=!slow'] : args),
  );
}

process.exitCode = await main();
