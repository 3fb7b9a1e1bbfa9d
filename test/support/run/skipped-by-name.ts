// Vitest's summary only counts skipped tests. This says why: each that this machine could not run, and how many are slow.

import type { Reporter } from 'vitest/node';

/** Prints after a run each test that was skipped with a reason, and the reason; of those tagged `slow`, how many and who runs them. */
export const skippedByName: Reporter = {
  onTestRunEnd(modules) {
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')]);
    for (const test of skipped) {
      const result = test.result();
      if (result.state === 'skipped' && result.note)
        console.log(`Skipped: ${test.module.relativeModuleId} > ${test.fullName}\n  (${result.note})`);
    }
    const slow = skipped.filter(({ tags }) => tags.includes('slow'));
    if (slow.length > 0)
      console.log(`Left out: ${slow.length} slow tests, which CI runs, and \`CI=true npm test\``);
  },
};
