// A run names what it skipped, so that nobody takes "1 skipped" for nothing.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

test('a test that was skipped for a reason is named with it after the run, one without a reason is not', () => {
  mkdirSync('dist', { recursive: true });
  const folder = mkdtempSync('dist/skipped-');
  const reporter = resolve('test/support/run/skipped-by-name.ts');
  writeFileSync(
    join(folder, 'vitest.config.ts'),
    `import { skippedByName } from ${JSON.stringify(reporter)};
    export default { test: { globals: true, reporters: [skippedByName] } };`,
  );
  writeFileSync(
    join(folder, 'some.test.ts'),
    `describe('cold', () => test('needs snow', ({ skip }) => skip(true, 'it is summer')));
    test.skip('never', () => {});
    test('passes', () => {});`,
  );
  try {
    const vitest = resolve('node_modules/vitest/vitest.mjs');
    const printed = execFileSync(process.execPath, [vitest, 'run', '--root', folder], { encoding: 'utf8' });
    expect(printed.trim()).toBe('Skipped: some.test.ts > cold > needs snow\n  (it is summer)');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
