// Rows of `score`: where visitors stand under a model version. What they repeat of the lead comes from score-lead.ts.

import { score } from '../../../schema/tables/log.ts';
import { columnsOf, isIdColumn, selected, valuesOf } from '../database/columns.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { hexOf } from '../ids.ts';
import { type CarriedRow, carried, type FitRow } from './score-lead.ts';

/** A row without what it takes from `lead`; see schema/tables/log.ts. `heatByRule`, `heatByDay` and `state` are JSON. */
export type StandingRow = Omit<StoredRow<typeof score>, 'site' | 'attempt' | keyof CarriedRow>;

/** What of a row the log decides: all but its key, the write that it is of, and what it takes from the lead. */
type StandingField = Exclude<keyof StandingRow, keyof FitRow>;

const otherFields: readonly string[] = ['site', 'version', 'visitor', 'attempt', ...Object.keys(carried)];

export const standingFields = columnsOf(score).filter(
  (name): name is StandingField => !otherFields.includes(name),
);

/** Of a row `r` of JSON with what a `StandingRow` has: what the log decides. */
export const standingValues = valuesOf(standingFields, (name) =>
  isIdColumn(score, name) ? `unhex(r.value->>'${name}')` : `r.value->>'${name}'`,
);

/** What the log decides of a row `s`, as a `StandingRow` names it. */
export const selectStanding = selected(score, 's', standingFields);

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
      sql`update score set attempt = ?2 where attempt = ?1 and (site, version, visitor) in (
         select r.value->>0, r.value->>1, unhex(r.value->>2) from json_each(?3) r)`,
    )
    .bind(
      claim,
      newAttempt(),
      JSON.stringify(rows.map(({ site, version, visitor }) => [site, version, hexOf(visitor)])),
    )
    .run();
}
