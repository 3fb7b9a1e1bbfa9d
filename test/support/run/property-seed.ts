// Set-up of every test file that may hold property tests: one seed for the whole run, which vitest.config.ts chooses and prints.

import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED) });
