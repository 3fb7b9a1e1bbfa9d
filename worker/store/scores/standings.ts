// Rows of `score`: where visitors stand under a model version. What they repeat of the lead comes from score-lead.ts.

import type { score } from '../../../schema/tables/log.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { hexOf } from '../ids.ts';
import { type CarriedRow, carriedColumns } from './score-lead.ts';

/** A row without what it takes from `lead`; see schema/tables/log.ts. `heatByRule`, `heatByDay` and `state` are JSON. */
export type StandingRow = Omit<StoredRow<typeof score>, 'site' | 'attempt' | keyof CarriedRow>;

/** What of a row the log decides: its columns, by the names of a `StandingRow`. */
export const standingColumns = {
  heat: 'heat',
  heatByRule: 'heat_by_rule',
  heatByDay: 'heat_by_day',
  level: 'level',
  arrival: 'arrival',
  device: 'device',
  firstSeen: 'first_seen',
  lastSeen: 'last_seen',
  visits: 'visits',
  source: 'source',
  outcome: 'outcome',
  outcomeAt: 'outcome_at',
  state: 'state',
} as const satisfies Partial<Record<keyof StandingRow, string>>;

const names = Object.keys(standingColumns) as (keyof typeof standingColumns)[];

/** The columns for an insert: the key, what the log decides, the attempt, and what is taken from the lead. */
export const insertColumns: readonly string[] = [
  ...['site', 'version', 'visitor', 'attempt'],
  ...Object.values(standingColumns),
  ...carriedColumns,
];

/** Of a row `r` of JSON with what a `StandingRow` has: what the log decides, in the order of `insertColumns`. */
export const standingValues = names
  .map((name) => (name === 'device' ? `unhex(r.value->>'device')` : `r.value->>'${name}'`))
  .join(', ');

/** What the log decides of a row `s`, as a `StandingRow` names it. */
export const selectStanding = names
  .map((name) => (name === 'device' ? 'hex(s.device) as device' : `s.${standingColumns[name]} as "${name}"`))
  .join(', ');

/** A number that no other write of a row has: whoever relies on the row compares it. */
export function newAttempt(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] as number;
}

/** A claim holds this long after the race that made it: some dozens of trips to the database. Whoever made it may have died. */
const claimMs = 2_000;
const claimsPerMs = 4_096;

/**
 * An attempt that says of a row that a writer who lost a race is about to write it: less than 0, the younger the less.
 * The older has the right of way. `now` is UTC ms.
 */
export function newClaim(now: number): number {
  return -(now * claimsPerMs + (newAttempt() % claimsPerMs));
}

/** Claims that are less than this hold still. */
export function oldestClaim(now: number): number {
  return -(now - claimMs) * claimsPerMs;
}

/** When a claim stops to hold, UTC ms. */
export function claimEndsAt(claim: number): number {
  return -claim / claimsPerMs + claimMs;
}

/** Gives up a claim on rows that the claimant will not write: others need not wait until it has run out. */
export async function releaseClaim(
  db: D1Database,
  claim: number,
  rows: readonly { site: number; version: number; visitor: string }[],
): Promise<void> {
  await db
    .prepare(
      `update score set attempt = ?2 where attempt = ?1 and (site, version, visitor) in (
         select r.value->>0, r.value->>1, unhex(r.value->>2) from json_each(?3) r)`,
    )
    .bind(
      claim,
      newAttempt(),
      JSON.stringify(rows.map(({ site, version, visitor }) => [site, version, hexOf(visitor)])),
    )
    .run();
}
