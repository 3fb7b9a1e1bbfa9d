// What `npm test` asks for before it spends minutes. The engines that are its arguments have to be there: one line and a failure
// where the machine lacks one. Without arguments any Chromium will do, and where there is none, npm brings one.

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
