// What a list of visitors is asked: shapes and limits, shared by those who ask and those who write the SQL.

import type { LeadState } from '../../../schema/api/lead.ts';
import type { Tier } from '../../../schema/tables/tier.ts';

/** What a list can be sorted by. */
export type VisitorSort = 'score' | 'priority' | 'lastSeen' | 'firstSeen' | 'coolsAt';

/** A place in the list: after the visitor with this value of the sorted column, or of `coolingSql`. */
export interface Position {
  value: number;
  visitor: string;
  /** Of the visitor's segment; only where the list is sorted by heat. */
  place?: number;
}

/** A range of heat on one stored level, `from` ≤ heat < `below`; null: no bound. */
export interface HeatRange {
  level: number;
  from: number | null;
  below: number | null;
}

/** A part of a list that is sorted by heat: the visitors of these tiers in these ranges. `place` grows along the list. */
export interface Segment {
  place: number;
  tiers: readonly Tier[];
  ranges: readonly HeatRange[];
}

/** A range of heat of those who stand on one level at the moment, and the heat below which they leave it. */
export interface CoolingRange extends HeatRange {
  keep: number;
}

/** Who has warmed or cooled since a day: its number, and the heat of one point now and at its beginning. */
export interface TrendFilter {
  isUp: boolean;
  day: number;
  unit: number;
  unitAtStart: number;
}

/** Filters; null: not asked. Texts are compared without regard to the case of A to Z, but for `userId`. */
export interface VisitorFilters {
  /** At most five, none overlapping; null: everybody. */
  ranges: readonly HeatRange[] | null;
  /** Never none. */
  tiers: readonly Tier[];
  /** The list by heat, in order: the visitors of `tiers` in `ranges`, as one segment or, by priority, as several. */
  segments: readonly Segment[];
  /** The same with `keep`, for those who will cool; read where the list is sorted by that. */
  cooling: readonly CoolingRange[];
  /** Of those outside the levels: who has bought, or who has not. */
  isCustomer: boolean | null;
  trend: TrendFilter | null;
  /** UTC ms. */
  seenSince: number | null;
  source: string | null;
  state: LeadState | null;
  owner: string | null;
  email: string | null;
  userId: string | null;
  /** The full name, and the keys that it may stand for. */
  company: { name: string; keys: readonly string[] } | null;
  /** Words looked for anywhere in what a person can be found by, each in its spellings (worker/score/words/search-text.ts). */
  q: readonly (readonly string[])[] | null;
}

/** A page of a list. */
export interface VisitorListQuery extends VisitorFilters {
  site: number;
  /** The site's revision that the rest was worked out with. */
  revision: number;
  version: number;
  sort: VisitorSort;
  order: 'asc' | 'desc';
  after: Position | null;
  limit: number;
  /** Whether leads may have emails that `identifier` does not name: a site that keeps claimed identities apart. */
  hasLocalIdentities: boolean;
}

/** Visitors looked at for one page where a filter has no index: about 25 ms on two cores. */
export const maxExamined = 5_000;

/** Leads looked through for one page by `q`: about 20 ms. On a site with more the list is walked. */
export const maxLeadsSearched = 20_000;
