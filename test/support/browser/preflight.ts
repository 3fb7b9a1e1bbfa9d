// What `npm test` asks for before it spends minutes: one line and a failure where the machine lacks it. The engines it is to look
// for are its arguments; Chromium, if there are none.

import { engines, nameOf } from '../../engines/engine.ts';

const [, , ...asked] = process.argv;
try {
  for (const name of asked.length > 0 ? asked : ['chromium']) engines[nameOf(name)]();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
