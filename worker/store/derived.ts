// Writing derived state whole, after a refold: the rows of visitors, replaced.

import { hexOf, withHex } from './ids.ts';
import { jsonRows } from './json-rows.ts';
import { carriedValues, leadOfRow } from './score-lead.ts';
import { insertColumns, newAttempt, type StandingRow, standingValues } from './standings.ts';

/** What replaces the derived state of some visitors. */
export interface Refolded {
  visitors: string[];
  /** Model versions. */
  versions: number[];
  standings: StandingRow[];
}

const dropRows = `delete from score where site = ?1 and visitor in (select unhex(value) from json_each(?2))
  and version in (select value from json_each(?3))`;

const insertRows = `insert into score (${insertColumns.join(', ')})
select ?1, r.value->>'version', unhex(r.value->>'visitor'), ?3, ${standingValues}, ${carriedValues}
from json_each(?2) r ${leadOfRow}`;

/** Statements that replace the rows of these visitors under these versions. They read `lead`: write that first. */
export function replaceDerived(db: D1Database, site: number, refolded: Refolded): D1PreparedStatement[] {
  const attempt = newAttempt();
  const versions = JSON.stringify(refolded.versions);
  return [
    ...jsonRows(refolded.visitors.map(hexOf)).map((visitors) =>
      db.prepare(dropRows).bind(site, visitors, versions),
    ),
    ...jsonRows(withHex(refolded.standings, 'visitor', 'device')).map((rows) =>
      db.prepare(insertRows).bind(site, rows, attempt),
    ),
  ];
}
