// A run names what it skipped, so that nobody takes "1 skipped" for nothing.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

test('a run names each test that it skipped for a reason, and counts the slow ones that it left out', () => {
  mkdirSync('dist', { recursive: true });
  const folder = mkdtempSync('dist/skipped-');
  const reporter = resolve('test/support/run/skipped-by-name.ts');
  writeFileSync(
    join(folder, 'vitest.config.ts'),
    `import { skippedByName } from ${JSON.stringify(reporter)};
    export default { test: { globals: true, tags: [{ name: 'slow' }], reporters: [skippedByName] } };`,
  );
  writeFileSync(
    join(folder, 'some.test.ts'),
    `describe('cold', () => test('needs snow', ({ skip }) => skip(true, 'it is summer')));
    test.skip('never', () => {});
    test('takes all day', { tags: 'slow' }, () => { throw new Error('it was run') });
    test('passes', () => {});`,
  );
  try {
    const vitest = resolve('node_modules/vitest/vitest.mjs');
    const printed = execFileSync(process.execPath, [vitest, 'run', '--root', folder, '--tags-filter=!slow'], {
      encoding: 'utf8',
    });
    expect(printed.trim().split('\n')).toEqual([
      'Skipped: some.test.ts > cold > needs snow',
      '  (it is summer)',
      'Left out: 1 slow tests, which CI runs, and `CI=true npm test`',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
