// What a list of companies is asked: shapes shared by those who ask and those who write the SQL.

/** What a list can be sorted by. */
export type CompanySort = 'score' | 'people' | 'lastSeen';

/** A place in the list: after the company with this value of what the list is sorted by. */
export interface CompanyPosition {
  /** In hundredths of a point, people, or UTC ms. */
  value: number;
  key: string;
}

/** A place among the people of a company: after the one with this heat. */
export interface PersonPosition {
  heat: number;
  visitor: string;
}

/** How stored scores read at a time. */
export interface Reading {
  site: number;
  /** The site's revision that the rest was worked out with. */
  revision: number;
  version: number;
  /** The heat of one point. */
  unit: number;
  /** The heat from which each of the upper three levels is kept, hottest first. */
  keep: readonly [number, number, number];
  /** Names of traits that hold a job title, the surest first, in lower case, without spaces, `_` and `-`. */
  titleTraits: readonly string[];
}

/** A page of the list. */
export interface CompanyListQuery extends Reading {
  sort: CompanySort;
  order: 'asc' | 'desc';
  /** Words of which each must be in what the company is known by, in one of its spellings; null: all companies. */
  q: readonly (readonly string[])[] | null;
  /** In hundredths of a point. */
  minScore: number | null;
  after: CompanyPosition | null;
  limit: number;
}

/** One company, and a page of its people. */
export interface CompanyQuery extends Reading {
  /** What it may be known by: the first that somebody belongs to counts. */
  keys: readonly string[];
  after: PersonPosition | null;
  limit: number;
}

/** People of each company that are named with it. */
export const topPeopleCount = 3;

/** The hottest people whose rules are looked at for a company's reasons, and the reasons. */
export const reasonBounds = { people: 200, reasons: 10 } as const;
