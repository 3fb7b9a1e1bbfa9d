// A visitor in a list: a row of `score`, which includes copies of the lead's fields (scores/score-lead.ts).

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
  'lastEvent',
  'visits',
  'source',
  'channel',
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
  'deedOdds',
  'personOdds',
] as const;

/** The displayed fields of a visitor. `heatByRule` and `heatByDay` are JSON. */
export interface VisitorRow extends Pick<typeof score.$inferSelect, (typeof shown)[number]> {
  id: string;
  /** 1 if there is a lead. SQLite has no booleans. */
  identified: 0 | 1;
  /** 0 also if there is no lead. */
  verified: 0 | 1;
  /** Only if the list is sorted by `coolsAt`: heat divided by what the level needs. */
  cooling?: number;
  /** The place of the section, if the list is sorted by heat. */
  place?: number | null;
}

const firstVisit = ['campaign', 'landing', 'sent'] as const;

/** What only the page of one visitor shows of the first visit. `sent` is JSON. */
export type FirstVisitRow = Pick<typeof score.$inferSelect, (typeof firstVisit)[number]>;

/** The columns of a `FirstVisitRow`, of a score `s`. */
export const firstVisitColumns = selected(score, 's', firstVisit);

/** The columns of a `VisitorRow`, of a score `s`; the id is hex. */
export const visitorColumns = sql`hex(s.visitor) as id, ${selected(score, 's', shown)},
  s.verified is not null as identified, coalesce(s.verified, 0) as verified`;
