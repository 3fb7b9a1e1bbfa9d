// Replaces the derived rows of visitors completely, after a refold.

import { score } from '../../../schema/tables/log.ts';
import { columnsOf, excluded, insertInto } from '../database/columns.ts';
import { jsonRows, withRows } from '../database/json-rows.ts';
import { sql } from '../database/sql.ts';
import { hexOf, withHex } from '../ids.ts';
import { carried, leadOfRow } from './score-lead.ts';
import { newAttempt, type StandingRow, standingValues, unwatched } from './standings.ts';

/** The new derived state of some visitors. */
export interface Refolded {
  visitors: string[];
  /** Model versions. */
  versions: number[];
  standings: StandingRow[];
}

const dropRows = sql`delete from score where (site, version, visitor) in (
  select ?1, r.value->>0, unhex(r.value->>1) from json_each(?2) r)`;

/** The key of a row, and what its upsert leaves as it is. */
const kept: readonly string[] = ['site', 'version', 'visitor', ...Object.keys(unwatched)];

/** An upsert instead of a deletion and an insertion: it writes one row less of five. */
const putRows = sql`${withRows('?2')} ${insertInto(score, {
  site: '?1',
  version: `r.value->>'version'`,
  visitor: `unhex(r.value->>'visitor')`,
  attempt: '?3',
  ...standingValues,
  ...carried,
  ...{ told: 'null', checkAt: 'null' },
})}
from r ${leadOfRow} where true
on conflict do update set ${excluded(
  score,
  columnsOf(score).filter((name) => !kept.includes(name)),
)}`;

/** Statements that replace the rows of these visitors under these versions. They read `lead`, so write that first. */
export function replaceDerived(
  db: D1Database,
  site: number,
  { visitors, versions, standings }: Refolded,
): D1PreparedStatement[] {
  const attempt = newAttempt();
  const stays = new Set(standings.map(({ version, visitor }) => `${version} ${visitor}`));
  const gone = visitors.flatMap((visitor) =>
    versions
      .filter((version) => !stays.has(`${version} ${visitor}`))
      .map((version) => [version, hexOf(visitor)]),
  );
  return [
    ...jsonRows(gone).map((rows) => db.prepare(dropRows).bind(site, rows)),
    ...jsonRows(withHex(standings, 'visitor', 'device')).map((rows) =>
      db.prepare(putRows).bind(site, rows, attempt),
    ),
  ];
}
