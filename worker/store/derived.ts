// Writing derived state whole, after a refold: the rows of visitors, replaced.

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

/** Characters of JSON in one parameter: D1 takes 2 MB, and a character is three bytes at most (of UTF-16, six for two). */
const maxParameterChars = 600_000;

/** Statements that replace the rows of these visitors under these versions. They read `lead`: write that first. */
export function replaceDerived(db: D1Database, site: string, refolded: Refolded): D1PreparedStatement[] {
  const attempt = newAttempt();
  const [visitors, versions] = [JSON.stringify(refolded.visitors), JSON.stringify(refolded.versions)];
  const statements = [db.prepare(dropRows).bind(site, visitors, versions)];
  for (const rows of cut(refolded.standings))
    statements.push(db.prepare(insertRows).bind(site, rows, attempt));
  return statements;
}

/** Rows as JSON arrays that each fit into one parameter. */
function* cut(rows: readonly unknown[]): Generator<string> {
  let texts: string[] = [];
  let chars = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    if (texts.length > 0 && chars + text.length > maxParameterChars) {
      yield `[${texts.join(',')}]`;
      texts = [];
      chars = 0;
    }
    texts.push(text);
    chars += text.length + 1;
  }
  if (texts.length > 0) yield `[${texts.join(',')}]`;
}
