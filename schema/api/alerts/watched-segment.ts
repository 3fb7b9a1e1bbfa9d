// A segment as the code that scores knows it.

import type { SegmentFilters } from './segment.ts';

/** A segment of a site, under the model that it names. */
export interface WatchedSegment {
  readonly id: string;
  /** The name of its model. */
  readonly model: string;
  /** The site's revision that its creation, or the last change of its filters, made. */
  readonly since: number;
  readonly filters: SegmentFilters;
}
