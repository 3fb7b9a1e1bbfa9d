// Permissions in the API: roles, what each allows, and what each request needs.

/** A token's role. */
export const roles = ['admin', 'editor', 'read', 'write'] as const;
export type Role = (typeof roles)[number];

/**
 * What a request needs. `look`: reads only. `edit`: models, adjustments, splits and everything else without a row below.
 * `ingest`: events and outcomes from the site's server. `administer`: sites, tokens, erasure, the sample of a prediction and its
 * fit, and the audit of actions that belong to no site.
 */
export type Need = 'look' | 'edit' | 'ingest' | 'administer';

const granted: Record<Role, readonly Need[]> = {
  admin: ['look', 'edit', 'ingest', 'administer'],
  editor: ['look', 'edit', 'ingest'],
  read: ['look'],
  write: ['ingest'],
};

/** Whether the role covers the need. */
export function isAllowed(role: Role, need: Need): boolean {
  return granted[role].includes(need);
}

/** The first matching row decides; a route without one needs `look` for reading, otherwise `edit`. */
const needs: readonly [methods: RegExp, path: RegExp, need: Need][] = [
  [/./, /^\/v1\/tokens(\/|$)/, 'administer'],
  [/./, /^\/v1\/audit$/, 'administer'],
  [/./, /^\/v1\/sites\/[^/]+\/erasures(\/|$)/, 'administer'],
  [/./, /^\/v1\/sites\/[^/]+\/reports\/prediction\/(sample|fit)\/?$/, 'administer'],
  [/^(GET|HEAD)$/, /./, 'look'],
  [/./, /^\/v1\/sites(\/[^/]*)?\/?$/, 'administer'],
  [/./, /^\/v1\/sites\/[^/]+\/identity-secret$/, 'administer'],
  [/^DELETE$/, /^\/v1\/sites\/[^/]+\/visitors\/[^/]+\/events\/[^/]+\/?$/, 'edit'],
  [/./, /^\/v1\/sites\/[^/]+\/visitors\/[^/]+\/shares(\/|$)/, 'edit'],
  [/^DELETE$/, /^\/v1\/sites\/[^/]+\/visitors\//, 'administer'],
  [/^POST$/, /^\/v1\/sites\/[^/]+\/(events|outcomes)$/, 'ingest'],
  [/./, /./, 'edit'],
];

/** What a request to the API needs, by method and path. */
export function needOf(method: string, path: string): Need {
  return needs.find(([methods, paths]) => methods.test(method) && paths.test(path))?.[2] ?? 'administer';
}
