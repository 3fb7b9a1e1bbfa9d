// Whether this run includes everything.

/** In CI, or anywhere with `CI=true npm test`. A few tests then try more; those with the tag `slow` run at all (vitest.config.ts). */
export const isCI = Boolean(process.env.CI);
