// The visitor list: turns the query into ranges of stored scores, and shows the results as of one time.

import type { Visitor } from '../../../schema/api/visitor.ts';
import type { VisitorQuery } from '../../../schema/api/visitor-query.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import type { Position, VisitorListQuery } from '../../store/visitors/visitor-list-query.ts';
import { pickVisitors, type VisitorRows, walkCooling, walkVisitors } from '../../store/visitors/visitors.ts';
import { underFreshSite } from '../common/fresh-site.ts';
import { chosenFilters } from './filters/chosen-filters.ts';
import { filterFaults, type ListFilters, visitorSetOf } from './filters/visitor-filters.ts';
import { type NoPage, nextCursorOf, startOf } from './list-start.ts';
import { fingerprint, type LastVisitor, positionOf, stateOf } from './visitor-list-place.ts';
import { visitorView } from './visitor-view.ts';

/**
 * A page, or why it cannot be returned. `at`: the time that it shows, UTC ms. `state`: text that is the same for two pages between
 * which nothing has changed but the time within a minute.
 */
export type VisitorListAnswer =
  | { kind: 'page'; data: Visitor[]; nextCursor: string | null; at: number; state: () => string }
  | NoPage;

/**
 * A page of the site's visitors as of now, or of `query.at`. With a filter without an index, a page can be short or empty and still
 * have a cursor. `now` is UTC ms.
 */
export function listVisitors(
  db: D1Database,
  site: SiteConfig,
  query: VisitorQuery,
  now: number,
): Promise<VisitorListAnswer> {
  return underFreshSite(db, site, (fresh) => list(db, fresh, query, now));
}

async function list(
  db: D1Database,
  given: SiteConfig,
  query: VisitorQuery,
  now: number,
): Promise<VisitorListAnswer> {
  const chosen = await chosenFilters(db, given, query);
  const site = chosen.kind === 'filters' ? chosen.site : given;
  const errors = chosen.kind === 'invalid' ? chosen.errors : filterFaults(site, query);
  const scope = { site, list: fingerprint(query) };
  const start = await startOf<LastVisitor>(scope, { query, now, errors });
  if (start.kind !== 'start') return start;
  if (chosen.kind === 'invalid') return chosen;
  const { at } = start;
  const [value = 0, visitor = '', place = 0, since = 0] = start.after ?? [];
  if (start.after && since !== chosen.since) return { kind: 'stale_cursor' };
  const asked = listQuery(chosen, query, { at, after: start.after && { value, visitor, place } });
  const { rows, reached } = await find(db, asked);
  const page = rows.slice(0, query.limit);
  const end = rows.length > page.length ? positionOf(page, asked) : reached;
  const last: LastVisitor | null = end && [end.value, end.visitor, end.place ?? 0, chosen.since];
  return {
    kind: 'page',
    data: page.map((row) => visitorView(row, site.served, at)),
    nextCursor: last && (await nextCursorOf(scope, at, last)),
    at,
    state: () => stateOf(site, { page, end, at }),
  };
}

async function find(db: D1Database, asked: VisitorListQuery): Promise<VisitorRows> {
  const ranges = asked.sort === 'coolsAt' ? asked.cooling : asked.ranges;
  if (ranges?.length === 0 || asked.sections.length === 0) return { rows: [], reached: null };
  const walk = asked.sort === 'coolsAt' ? walkCooling : walkVisitors;
  return (await pickVisitors(db, asked)) ?? (await walk(db, asked));
}

function listQuery(
  { site, sets }: { site: SiteConfig; sets: readonly ListFilters[] },
  { sort, order, limit }: VisitorQuery,
  { at, after }: { at: number; after: Position | null },
): VisitorListQuery {
  return {
    ...visitorSetOf(site, sets, { at, isByPriority: sort === 'priority' }),
    revision: site.revision,
    sort,
    order: order ?? (sort === 'coolsAt' ? 'asc' : 'desc'),
    after,
    limit,
  };
}
