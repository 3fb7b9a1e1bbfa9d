// `npm run test:mutation`: changes worker/score in every way that Stryker knows, one at a time, and asks whether a unit
// test notices. `-- worker/score/standing/fold.ts …` keeps to those files. Installs Stryker beside this file where it is not yet.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const stryker = join(here, 'node_modules/@stryker-mutator/core/bin/stryker.js');

/** Runs a program in a folder, its output ours; ends with it when it fails. */
function run(program: string, args: string[], cwd: string): void {
  const { status } = spawnSync(program, args, { cwd, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(stryker)) run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], here);
const files = process.argv.slice(2);
const narrowed = files.length > 0 ? ['--mutate', files.join(',')] : [];
run(process.execPath, [stryker, 'run', join(here, 'stryker.config.json'), ...narrowed], join(here, '../..'));
