// Removes an event that a person recorded by hand, with the scores that result, in one transaction.

import type { withdrawn } from '../../../schema/tables/log.ts';
import { type NewMove, noteMoves } from '../alerts/moves.ts';
import { sql } from '../database/sql.ts';
import type { StoredRow } from '../database/stored-row.ts';
import { hexOf } from '../ids.ts';
import { type NewCrossing, noteCrossings } from '../scores/crossings.ts';
import { type Refolded, replaceDerived } from '../scores/derived.ts';
import { type RescoreStep, stepGuard } from '../scores/rescore.ts';
import { type Marked, markRows } from '../scores/reviews.ts';
import { type LevelRow, levelGuards } from '../scores/shared-out.ts';
import { type AuditEntry, auditStatement } from '../sites/audit.ts';

/** What the transaction depends on, and what it writes. */
export interface Withdrawal {
  event: StoredRow<typeof withdrawn>;
  /** Lapses that began with the event, and go with it. */
  lapses: string[];
  revision: number;
  served: number;
  step: RescoreStep;
  levels: LevelRow[];
  refolded: Refolded;
  crossings: NewCrossing[];
  moves: NewMove[];
  /** Rows of watched versions to review. */
  marked: Marked[];
  record: AuditEntry;
}

/** Maximum SQL statements of `writeWithdrawal`. */
export const withdrawStatements = 14;

const removeEvents = sql`delete from event where site = ?1 and device = unhex(?2) and id in (select unhex(value) from json_each(?3))`;

const keepId = sql`insert into withdrawn (site, device, id) values (?1, unhex(?2), unhex(?3)) on conflict do nothing`;

/** Writes it. Throws a stale-guard error (store/database/guard.ts) if anything that it was computed from has changed. */
export async function writeWithdrawal(
  db: D1Database,
  {
    event: { site, device, id },
    lapses,
    revision,
    served,
    step,
    levels,
    refolded,
    crossings,
    moves,
    marked,
    record,
  }: Withdrawal,
): Promise<void> {
  const gone = JSON.stringify([id, ...lapses].map(hexOf));
  await db.batch([
    ...stepGuard(db, { site, revision, served, step }),
    ...levelGuards(db, site, levels),
    db.prepare(removeEvents).bind(site, hexOf(device), gone),
    db.prepare(keepId).bind(site, hexOf(device), hexOf(id)),
    ...replaceDerived(db, site, refolded),
    ...markRows(db, { site, at: record.at }, marked),
    ...noteCrossings(db, crossings),
    ...noteMoves(db, moves),
    auditStatement(db, record),
  ]);
}
