// Where a page of the list ends, for the cursor of the next one; and what tells two pages apart.

import type { VisitorQuery } from '../../../schema/api/visitor-query.ts';
import { minuteMs } from '../../../schema/time/durations.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import type { Position, VisitorListQuery } from '../../store/visitors/visitor-list-query.ts';
import type { VisitorRow } from '../../store/visitors/visitor-row.ts';

/** The position of a page's last visitor, `Position`, as a cursor holds it, and the `since` of the list's segment; 0: it has none. */
export type LastVisitor = readonly [value: number, visitor: string, place: number, since: number];

/** A page shows scores as of its moment, but is as good as another of the same minute. */

/** The filters that must stay the same for a cursor: all except the page size, and `at`, which is in the cursor. */
export function fingerprint({ cursor: _cursor, limit: _limit, at: _at, ...rest }: VisitorQuery): string {
  const entries = Object.entries(rest).filter(([, value]) => value !== undefined);
  return `visitors:${JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)))}`;
}

/** The position after the page's last visitor. */
export function positionOf(page: readonly VisitorRow[], { sort }: VisitorListQuery): Position | null {
  const last = page.at(-1);
  if (!last) return null;
  const values = {
    score: last.heat,
    priority: last.heat,
    probability: (last.deedOdds ?? 0) + (last.personOdds ?? 0),
    coolsAt: last.cooling ?? 0,
    lastSeen: last.lastSeen,
    firstSeen: last.firstSeen,
  };
  return { value: values[sort], visitor: last.id, place: last.place ?? 0 };
}

/** All that the answer is made of. How much visitors hold of what their level takes follows from the rest, and changes all the time. */
export function stateOf(
  { served }: SiteConfig,
  { page, end, at }: { page: readonly VisitorRow[]; end: Position | null; at: number },
): string {
  const rows = page.map(({ cooling: _, ...row }) => row);
  return JSON.stringify([served.version, served.landmark, Math.floor(at / minuteMs), end?.visitor, rows]);
}
