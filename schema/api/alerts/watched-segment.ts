// A segment as the code that scores knows it.

import type { VisitorQuery } from '../visitor-query.ts';

/** Filters of the list with their values, as its query holds them. */
export type SegmentFilters = {
  readonly [Name in Exclude<
    keyof VisitorQuery,
    'model' | 'segment' | 'sort' | 'order' | 'at' | 'limit' | 'cursor'
  >]?: VisitorQuery[Name];
};

/** A segment of a site, under the model that it names. */
export interface WatchedSegment {
  readonly id: string;
  /** The name of its model. */
  readonly model: string;
  /** The site's revision that its creation, or the last change of its filters, made. */
  readonly since: number;
  readonly filters: SegmentFilters;
}
