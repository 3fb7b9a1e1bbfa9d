// The unit tests of scoring alone, as Stryker runs them against each mutant (stryker.config.json): one seed, so that a
// mutant that survives today survives tomorrow; no isolation, because a mutant's tests take less time than a new worker.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/score/**/*.test.ts'],
    setupFiles: ['test/support/run/property-seed.ts'],
    env: { PROPERTY_SEED: '1' },
    isolate: false,
    maxWorkers: 1,
  },
});
