// Setup of every test file that may have property tests: one seed for the whole run, chosen and printed by vitest.config.ts.

import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED) });
