// Writing derived state whole, after a refold: the rows of visitors, replaced.

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

const dropRows = `delete from score where site = ?1 and visitor in (select value from json_each(?2))
  and version in (select value from json_each(?3))`;

const insertRows = `insert into score (${insertColumns})
select ?1, r.value->>'version', r.value->>'visitor', ?3, ${standingValues}, ${carriedValues}
from json_each(?2) r ${leadOfRow}`;

/** Statements that replace the rows of these visitors under these versions. They read `lead`: write that first. */
export function replaceDerived(db: D1Database, site: string, refolded: Refolded): D1PreparedStatement[] {
  const attempt = newAttempt();
  const versions = JSON.stringify(refolded.versions);
  return [
    ...jsonRows(refolded.visitors).map((visitors) => db.prepare(dropRows).bind(site, visitors, versions)),
    ...jsonRows(refolded.standings).map((rows) => db.prepare(insertRows).bind(site, rows, attempt)),
  ];
}
