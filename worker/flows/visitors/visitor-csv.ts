// Visitors as the rows of a CSV file.

import type { Visitor } from '../../../schema/api/visitor.ts';
import { type Cell, csvOf } from './csv.ts';

/** The columns, in order: each field of a visitor but the history, which is no one cell; the last event is two. */
const columns: {
  readonly [Name in Exclude<keyof Visitor, 'history'> | 'lastEventAt']: (visitor: Visitor) => Cell;
} = {
  name: ({ name }) => name,
  email: ({ email }) => email,
  company: ({ company }) => company,
  companyKey: ({ companyKey }) => companyKey,
  userId: ({ userId }) => userId,
  cell: ({ cell }) => cell,
  nextAction: ({ nextAction }) => nextAction,
  state: ({ state }) => state,
  stateReason: ({ stateReason }) => stateReason,
  owner: ({ owner }) => owner,
  score: ({ score }) => score,
  status: ({ status }) => status,
  level: ({ level }) => level,
  change: ({ change }) => change,
  topReasons: ({ topReasons }) => topReasons.map(({ label }) => label).join('; '),
  coolsAt: ({ coolsAt }) => isoTime(coolsAt),
  grade: ({ grade }) => grade,
  fitScore: ({ fitScore }) => fitScore,
  probability: ({ probability }) => probability,
  source: ({ source }) => source,
  channel: ({ channel }) => channel,
  visits: ({ visits }) => visits,
  firstSeen: ({ firstSeen }) => isoTime(firstSeen),
  lastSeen: ({ lastSeen }) => isoTime(lastSeen),
  lastEvent: ({ lastEvent }) => lastEvent && [lastEvent.kind, lastEvent.label ?? []].flat().join(' '),
  lastEventAt: ({ lastEvent }) => isoTime(lastEvent?.at ?? null),
  outcome: ({ outcome }) => outcome,
  identified: ({ identified }) => identified,
  verified: ({ verified }) => verified,
  rawScore: ({ rawScore }) => rawScore,
  id: ({ id }) => id,
};

/** A CSV file of these visitors. Times are ISO 8601; `topReasons` has the labels. */
export function visitorCsv(visitors: readonly Visitor[]): string {
  const cells = Object.values(columns);
  return csvOf(
    Object.keys(columns),
    visitors.map((visitor) => cells.map((cellOf) => cellOf(visitor))),
  );
}

/** The headers of such a file; `name` has no quotes. */
export function csvHeaders(name: string): Record<string, string> {
  return {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
  };
}

function isoTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
