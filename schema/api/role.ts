// Who may do what through the API: roles, what they may, and what each request needs.

/** A token's role. */
export const roles = ['admin', 'editor', 'read', 'write'] as const;
export type Role = (typeof roles)[number];

/**
 * What a request needs. `look`: answers only. `edit`: models, adjustments, splits and whatever else has no row below.
 * `ingest`: events and outcomes from the site's server. `administer`: sites, tokens, erasure, and the audit of what belongs
 * to no site.
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

/** The first row that fits decides; a route that has none needs `edit`, or `look` to be read. */
const needs: readonly [methods: RegExp, path: RegExp, need: Need][] = [
  [/./, /^\/v1\/tokens(\/|$)/, 'administer'],
  [/./, /^\/v1\/audit$/, 'administer'],
  [/./, /^\/v1\/sites\/[^/]+\/erasures(\/|$)/, 'administer'],
  [/^(GET|HEAD)$/, /./, 'look'],
  [/./, /^\/v1\/sites(\/[^/]*)?\/?$/, 'administer'],
  [/./, /^\/v1\/sites\/[^/]+\/identity-secret$/, 'administer'],
  [/^DELETE$/, /^\/v1\/sites\/[^/]+\/visitors\//, 'administer'],
  [/^POST$/, /^\/v1\/sites\/[^/]+\/(events|outcomes)$/, 'ingest'],
  [/./, /./, 'edit'],
];

/** What a request to the API needs, by method and path. */
export function needOf(method: string, path: string): Need {
  return needs.find(([methods, paths]) => methods.test(method) && paths.test(path))?.[2] ?? 'administer';
}
