// What `npm test` asks for before it spends minutes: one line and a failure where the machine lacks it.

import { chromiumPath } from './chromium.ts';

try {
  chromiumPath();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
