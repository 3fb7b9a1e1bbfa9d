// Writing derived state whole, after a refold: scores and slots of visitors, replaced.

import { carriedColumns, carriedValues, type FitRow, leadOfRow } from './score-lead.ts';

/** A `score` row without what it takes from `lead`; see schema/tables-log.ts. `heatByRule` and `heatByDay` are JSON. */
export interface ScoreRow extends FitRow {
  heat: number;
  heatByRule: string;
  heatByDay: string;
  level: number;
  arrival: number;
  device: string;
  firstSeen: number;
  lastSeen: number;
  visits: number;
  source: string;
  outcome: string | null;
  outcomeAt: number | null;
}

/** A `slot` row: version, visitor, rule, window, ordinal, device, event. */
export type SlotRow = [number, string, string, string, number, string, string];

/** What replaces the derived state of some visitors. */
export interface Refolded {
  visitors: string[];
  /** Model versions; 0 stands for the sessions, which are the same under each. */
  versions: number[];
  scores: ScoreRow[];
  slots: SlotRow[];
}

const ofVisitors = `site = ?1 and visitor in (select value from json_each(?2))
  and version in (select value from json_each(?3))`;

const insertScores = `insert into score (site, version, visitor, heat, heat_by_rule, heat_by_day, level, arrival, attempt, device, first_seen,
  last_seen, visits, source, outcome, outcome_at, ${carriedColumns})
select ?1, r.value->>'version', r.value->>'visitor', r.value->>'heat', r.value->>'heatByRule', r.value->>'heatByDay',
  r.value->>'level',
  r.value->>'arrival', 0, r.value->>'device', r.value->>'firstSeen', r.value->>'lastSeen', r.value->>'visits',
  r.value->>'source', r.value->>'outcome', r.value->>'outcomeAt', ${carriedValues}
from json_each(?2) r ${leadOfRow}`;

const insertSlots = `insert into slot (site, version, visitor, rule, window, ordinal, device, event)
select ?1, r.value->>0, r.value->>1, r.value->>2, r.value->>3, r.value->>4, r.value->>5, r.value->>6
from json_each(?2) r`;

/** Characters of JSON in one parameter: D1 takes 2 MB, and a character is three bytes at most (of UTF-16, six for two). */
const maxParameterChars = 600_000;

/** Statements that replace scores and slots of these visitors under these versions. They read `lead`: write that first. */
export function replaceDerived(db: D1Database, site: string, refolded: Refolded): D1PreparedStatement[] {
  const visitors = JSON.stringify(refolded.visitors);
  const versions = JSON.stringify(refolded.versions);
  const statements = [
    db.prepare(`delete from slot where ${ofVisitors}`).bind(site, visitors, versions),
    db.prepare(`delete from score where ${ofVisitors}`).bind(site, visitors, versions),
    db.prepare(insertScores).bind(site, JSON.stringify(refolded.scores)),
  ];
  for (const rows of cut(refolded.slots)) statements.push(db.prepare(insertSlots).bind(site, rows));
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
