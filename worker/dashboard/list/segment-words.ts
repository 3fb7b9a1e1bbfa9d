// What a segment filters, in words.

import type { SegmentFilters } from '../../../schema/api/alerts/segment.ts';
import type { Texts } from '../texts/en/en.ts';
import { type Clock, shortDay } from '../words/clock.tsx';
import { type FilterName, filterWords, filters as pageFilters } from './list-filter.ts';
import { ofStatus } from './list-view.ts';

/** A text for each filter. */
export function segmentWords(filters: SegmentFilters, clock: Clock, texts: Texts): string[] {
  const { segments, list } = texts;
  return Object.entries(filters).flatMap(([name, value]) => {
    switch (name as keyof SegmentFilters) {
      case 'status':
        return segments.status(ofStatus(String(value), list.tabs));
      case 'identified':
        return filterWords('who', value ? 'identified' : 'anonymous', texts);
      case 'seenSince':
        return segments.seenSince(shortDay(Number(value), clock));
      case 'email':
        return segments.email(String(value));
      case 'userId':
        return segments.userId(String(value));
      case 'q':
        return list.quoted(String(value));
      default:
        return isPageFilter(name) ? filterWords(name, String(value), texts) : [];
    }
  });
}

function isPageFilter(name: string): name is FilterName {
  return Object.hasOwn(pageFilters, name);
}
