// A visitor as lists show it: a row of `score`, which carries what is shown of a lead (scores/score-lead.ts).

import { score } from '../../../schema/tables/log.ts';
import { selected } from '../database/columns.ts';
import { sql } from '../database/sql.ts';

const shown = [
  'heat',
  'heatByRule',
  'heatByDay',
  'level',
  'firstSeen',
  'lastSeen',
  'visits',
  'source',
  'outcome',
  'leadState',
  'stateReason',
  'owner',
  'email',
  'userId',
  'name',
  'company',
  'companyKey',
  'fitScore',
  'grade',
] as const;

/** What is shown of a visitor. `heatByRule` and `heatByDay` are JSON. */
export interface VisitorRow extends Pick<typeof score.$inferSelect, (typeof shown)[number]> {
  id: string;
  /** Whether there is a lead. SQLite has no booleans. */
  identified: 0 | 1;
  /** 0 as well where there is none. */
  verified: 0 | 1;
  /** Where the list is sorted by `coolsAt`: how many times what its level takes the visitor holds. */
  cooling?: number;
  /** The segment's, where the list is sorted by heat. */
  place?: number | null;
}

/** The columns of a `VisitorRow`, of a score `s`; the id is hex. */
export const visitorColumns = sql`hex(s.visitor) as id, ${selected(score, 's', shown)},
  s.verified is not null as identified, coalesce(s.verified, 0) as verified`;
