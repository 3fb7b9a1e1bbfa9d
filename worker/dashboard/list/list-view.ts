// Which part of the list a page shows: parsed leniently from its URL, and written into the URLs of its links.

import { type SegmentFilters, segmentFilters } from '../../../schema/api/alerts/segment.ts';
import { apiLimits } from '../../../schema/api/shared.ts';
import type { VisitorQuery } from '../../../schema/api/visitor-query.ts';
import { statusNames } from '../../flows/visitors/filters/visitor-filters.ts';
import { fitModelOf } from '../../score/fit/fit.ts';
import { customerStatus, disqualifiedStatus } from '../../score/standing/standing-now.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { siteHref } from '../frame/site-href.ts';
import {
  type FilterName,
  type Filters,
  filterQuery,
  readFilters,
  setFilters,
  usableFilters,
} from './list-filter.ts';

/** The status of the list that shows everybody. */
export const everyone = 'everyone';

/** Rows of one page. */
const pageSize = 50;

/** What a list can be sorted by: the order of whom to call, then the columns. */
const sorts = ['priority', 'score', 'probability', 'lastSeen', 'coolsAt'] as const;

/** The current view. `status`: one of the model's, or `everyone`. */
export interface ListView {
  status: string;
  /** '' without a search. */
  q: string;
  filters: Filters;
  sort: (typeof sorts)[number];
  /** The id of the segment whose members are shown; null: all visitors. */
  segment: string | null;
  cursor: string | null;
}

/**
 * The view shown first: the hottest level, in the order of whom to call; of a segment everyone. A model without rules gives no points:
 * then everyone, by last visit.
 */
export function firstView(
  site: SiteConfig,
  segment: string | null = null,
): Pick<ListView, 'status' | 'sort'> {
  if (site.served.model.rules.length === 0) return { status: everyone, sort: 'lastSeen' };
  return {
    status: segment === null ? (statusNames(site)[0] ?? everyone) : everyone,
    sort: 'priority',
  };
}

/** Whether there is a probability to filter and to sort by. */
export function predicts({ served }: SiteConfig): boolean {
  return served.prediction !== null;
}

/** The filters that the site's model has. */
export function filtersOf(site: SiteConfig): FilterName[] {
  return usableFilters({ gradesFit: fitModelOf(site.served.model) !== null, predicts: predicts(site) });
}

/** Parses a URL. Missing or invalid parameters get the values of the first view. */
export function readListView(search: URLSearchParams, site: SiteConfig): ListView {
  const status = search.get('status') ?? '';
  const segment = search.get('segment')?.slice(0, 64) || null;
  const first = firstView(site, segment);
  return {
    status: statusesOf(site).includes(status) ? status : first.status,
    q: (search.get('q') ?? '').trim().slice(0, 100),
    filters: readFilters(search, filtersOf(site)),
    sort: sortsOf(site).find((sort) => sort === search.get('sort')) ?? first.sort,
    segment,
    cursor: search.get('cursor')?.slice(0, apiLimits.maxCursorChars) ?? null,
  };
}

function sortsOf(site: SiteConfig): ListView['sort'][] {
  return sorts.filter((sort) => sort !== 'probability' || predicts(site));
}

/** A text for each status. A level's name is the model's. */
interface StatusTexts {
  everyone: string;
  customer: string;
  disqualified: string;
  level: (name: string) => string;
}

/** The text for a status. */
export function ofStatus(status: string, texts: StatusTexts): string {
  if (status === everyone) return texts.everyone;
  if (status === customerStatus) return texts.customer;
  return status === disqualifiedStatus ? texts.disqualified : texts.level(status);
}

/** All statuses, in the order of the tabs. */
export function statusesOf(site: SiteConfig): string[] {
  const names = statusNames(site);
  return [...names.slice(0, -2), everyone, ...names.slice(-2)];
}

/** The view that a visitor's page links back to, as text for its URL; '' for the first view. */
export function listTrail(site: SiteConfig, view: ListView): string {
  const { cursor } = view;
  const { searchParams } = new URL(listHref(site, view, { cursor }), 'https://_');
  searchParams.delete('model'); // Each page has that of its own.
  return searchParams.toString();
}

/** The URL of a view, or of `page` for that view. `more` changes it, which resets it to the first page. */
export function listHref(site: SiteConfig, view: ListView, more: Partial<ListView> = {}, page = ''): string {
  const { status, q, filters, sort, segment, cursor } = { ...view, cursor: null, ...more };
  const first = firstView(site, segment);
  const search = new URLSearchParams();
  if (segment !== null) search.set('segment', segment);
  if (status !== first.status) search.set('status', status);
  if (q !== '') search.set('q', q);
  for (const [name, value] of setFilters(filters)) search.set(name, value);
  if (sort !== first.sort) search.set('sort', sort);
  if (cursor !== null) search.set('cursor', cursor);
  return siteHref(site, page, search);
}

/** Whether the view is narrowed by a search or a filter. */
export function isNarrowed({ q, filters }: ListView): boolean {
  return q !== '' || setFilters(filters).length > 0;
}

/** The same view as a query of the API's list. `now`: UTC ms. */
export function listQuery(
  { status, q, filters, sort, segment, cursor }: ListView,
  now: number,
): VisitorQuery {
  return {
    ...(status !== everyone && { status }),
    ...(q !== '' && { q }),
    ...filterQuery(filters, now),
    ...(segment !== null && { segment }),
    ...(cursor !== null && { cursor }),
    sort,
    order: sort === 'coolsAt' ? 'asc' : 'desc',
    limit: pageSize,
  };
}

/** All that narrows the list, as a segment holds it; `seenSince` becomes a fixed day. `now`: UTC ms. */
export function filtersOfView(view: ListView, now: number): SegmentFilters {
  const { sort: _, order: __, limit: ___, cursor: ____, segment: _____, ...filters } = listQuery(view, now);
  const parsed = segmentFilters.safeParse(filters);
  return parsed.success ? parsed.data : {};
}
