// Vitest's summary only counts skipped tests. This lists those with a reason, which this machine could not run.

import type { Reporter } from 'vitest/node';

/** Prints after a run each test that was skipped with a reason, and the reason. */
export const skippedByName: Reporter = {
  onTestRunEnd(modules) {
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')]);
    for (const test of skipped) {
      const result = test.result();
      if (result.state === 'skipped' && result.note)
        console.log(`Skipped: ${test.module.relativeModuleId} > ${test.fullName}\n  (${result.note})`);
    }
  },
};
