// Rows of `score`: the standings of visitors under a model version. score-lead.ts has their columns copied from the lead.

import { score } from '../../../schema/tables/log.ts';
import { columnsOf, isIdColumn, selected, valuesOf } from '../database/columns.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { hexOf } from '../ids.ts';
import { type CarriedRow, carried, type FitRow } from './score-lead.ts';

/** A row without the columns copied from `lead`; see schema/tables/log.ts. `heatByRule`, `heatByDay` and `state` are JSON. */
export type StandingRow = Omit<
  StoredRow<typeof score>,
  'site' | 'attempt' | keyof CarriedRow | keyof WatchedRow
>;

/** What was told of a visitor and when to look again: not derived from the log, so a refold leaves it as it is. */
export type WatchedRow = Pick<StoredRow<typeof score>, 'told' | 'checkAt'>;

/** The values of an unwatched visitor. */
export const unwatched: WatchedRow = { told: null, checkAt: null };

/** The columns of a row that are derived from the log: all but its key, its attempt, and those copied from the lead. */
type StandingField = Exclude<keyof StandingRow, keyof FitRow>;

const otherFields: readonly string[] = [
  ...['site', 'version', 'visitor', 'attempt'],
  ...Object.keys(carried),
  ...Object.keys(unwatched),
];

export const standingFields = columnsOf(score).filter(
  (name): name is StandingField => !otherFields.includes(name),
);

/** The columns derived from the log, from a row `r` of JSON with the fields of a `StandingRow`. */
export const standingValues = valuesOf(standingFields, (name) =>
  isIdColumn(score, name) ? `unhex(r.value->>'${name}')` : `r.value->>'${name}'`,
);

/** The columns of a row `s` that are derived from the log, named as in `StandingRow`. */
export const selectStanding = selected(score, 's', standingFields);

/** A number unique to one write of a row. Writers who rely on the row compare it. */
export function newAttempt(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] as number;
}

/**
 * How long a claim holds after the race that caused it: long enough for dozens of database round trips. It expires because
 * the claimant may have crashed.
 */
const claimMs = 2_000;
const claimsPerMs = 4_096;

/**
 * An attempt that marks a row as claimed by a writer who lost a race and is about to write it. It is below 0, and younger
 * claims are lower. The older claim has priority. `now` is UTC ms.
 */
export function newClaim(now: number): number {
  return -(now * claimsPerMs + (newAttempt() % claimsPerMs));
}

/** Claims below this number still hold. */
export function oldestClaim(now: number): number {
  return -(now - claimMs) * claimsPerMs;
}

/** When a claim expires, UTC ms. */
export function claimEndsAt(claim: number): number {
  return -claim / claimsPerMs + claimMs;
}

/** Releases the claim on rows that the claimant will not write, so that others need not wait until it expires. */
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
