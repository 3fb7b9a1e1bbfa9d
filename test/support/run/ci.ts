// Marks tests that only CI runs in full: they take long and rarely find more than the part that `npm test` runs.

/** Whether this run includes everything: in CI, or anywhere with `CI=true npm test`. */
export const isCI = Boolean(process.env.CI);

/** `skip(...onlyInCI)` skips a test elsewhere and lists it at the end of the run. */
export const onlyInCI = [!isCI, 'slow: runs in CI, or with CI=true npm test'] as const;
