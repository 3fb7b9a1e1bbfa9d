// What only CI runs, because it takes long and seldom says more than what `npm test` runs of it.

/** Whether this run is to leave nothing out: in CI, or anywhere with `CI=true npm test`. */
export const isCI = Boolean(process.env.CI);

/** Why a test is left out elsewhere: `skip(...onlyInCI)` in a test names it at the end of the run. */
export const onlyInCI = [!isCI, 'takes long: CI runs it, as does CI=true npm test'] as const;
