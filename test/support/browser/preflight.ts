// The checks of `npm test` before it spends minutes. The engines in its arguments must be installed: if one is missing,
// prints one line and fails. Without arguments any Chromium is enough, and if there is none, installs the one from npm.

import { engines, nameOf } from '../../engines/engine.ts';
import { advice, findChromium } from './chromium.ts';
import { bringNpmShell } from './npm-shell.ts';

const [, , ...asked] = process.argv;
try {
  if (asked.length === 0 && !findChromium(true)) await bring();
  for (const name of asked) engines[nameOf(name)]();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

async function bring(): Promise<void> {
  console.log(
    'The browser tests need Chromium, and there is none: npm brings a headless shell (67 MB), this once.',
  );
  try {
    await bringNpmShell();
  } catch (error) {
    throw new Error(`${(error as Error).message} ${advice}`);
  }
}
