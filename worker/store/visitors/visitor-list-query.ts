// The query of a list of visitors: its types and limits, shared by the flow and the SQL.

import type { Channel } from '../../../schema/api/visitors/channel.ts';
import type { LeadState } from '../../../schema/api/visitors/lead.ts';
import type { Tier } from '../../../schema/tables/tier.ts';

/** The sort orders of the list. */
export type VisitorSort = 'score' | 'priority' | 'probability' | 'lastSeen' | 'firstSeen' | 'coolsAt';

/** A position in the list: after the visitor with this value of the sorted column, or of `coolingSql`. */
export interface Position {
  value: number;
  visitor: string;
  /** The visitor's section, if the list is sorted by heat. */
  place?: number;
}

/** A range of heat on one stored level: `from` ≤ heat < `below`, null for no bound. */
export interface HeatRange {
  level: number;
  from: number | null;
  below: number | null;
}

/** A section of a list sorted by heat: the visitors of these tiers in these ranges. `place` increases along the list. */
export interface Section {
  place: number;
  tiers: readonly Tier[];
  ranges: readonly HeatRange[];
}

/** The heat range of visitors that are on one level now, and the heat below which they leave it. */
export interface CoolingRange extends HeatRange {
  keep: number;
}

/** Selects visitors that warmed or cooled since a day: its number, and the heat of one point now and at the start of that day. */
export interface TrendFilter {
  isUp: boolean;
  day: number;
  unit: number;
  unitAtStart: number;
}

/** Filters; null if not set. Texts are compared ignoring the case of A to Z, except `userId`. */
export interface VisitorFilters {
  /** At most five, not overlapping; null for all visitors. */
  ranges: readonly HeatRange[] | null;
  /** Never empty. */
  tiers: readonly Tier[];
  /** The list by heat, in order: the visitors of `tiers` in `ranges`. One section, or several by priority. */
  sections: readonly Section[];
  /** The same with `keep`, for visitors that will cool. Used only to sort by that. */
  cooling: readonly CoolingRange[];
  /** Outside the levels: customers, or all others. */
  isCustomer: boolean | null;
  trend: TrendFilter | null;
  /** The least predicted logit, as it is stored: who has none does not pass. */
  minOdds: number | null;
  /** UTC ms. */
  seenSince: number | null;
  source: string | null;
  channel: Channel | null;
  state: LeadState | null;
  owner: string | null;
  /** The current email, or an earlier one of the person. */
  email: string | null;
  /** Emails that must all be the current one. */
  currentEmails: readonly string[];
  userId: string | null;
  /** The full name, and the keys that it can mean, of companies that must all be the person's. */
  companies: readonly { name: string; keys: readonly string[] }[];
  /** Words to search for in the texts of a person, each with its spellings (worker/score/words/search-text.ts). */
  q: readonly (readonly string[])[] | null;
}

/** The visitors who pass the filters under a version. */
export interface VisitorSet extends VisitorFilters {
  site: number;
  version: number;
  /** Whether leads can have emails that are not in `identifier`, because the site keeps claimed identities separate. */
  hasLocalIdentities: boolean;
}

/** One page of the list. */
export interface VisitorListQuery extends VisitorSet {
  /** The revision of the site that the query was computed from. */
  revision: number;
  sort: VisitorSort;
  order: 'asc' | 'desc';
  after: Position | null;
  limit: number;
}

/** The maximum number of visitors that are checked for one page if a filter has no index: about 25 ms on two cores. */
export const maxExamined = 5_000;

/** The maximum number of leads that `q` searches: about 20 ms. On a site with more, the list is walked instead. */
export const maxLeadsSearched = 20_000;
