// Which part of the list a page shows: parsed leniently from its URL, and written into the URLs of its links.

import { apiLimits } from '../../../schema/api/shared.ts';
import type { VisitorQuery } from '../../../schema/api/visitor-query.ts';
import { statusNames } from '../../flows/visitors/visitor-list.ts';
import { fitModelOf, type Grade } from '../../score/fit/fit.ts';
import { customerStatus } from '../../score/standing/standing-now.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { siteHref } from '../frame/site-href.ts';

/** The status of the list that shows everybody. */
export const everyone = 'everyone';

/** Rows of one page. */
const pageSize = 50;

/** The grades to filter by, if the model grades fit. */
export const grades: readonly Grade[] = ['A', 'B', 'C', 'D'];

/** The current view. `status`: one of the model's, or `everyone`. */
export interface ListView {
  status: string;
  /** '' without a search. */
  q: string;
  who: 'all' | 'identified' | 'anonymous';
  /** The fit's grade; null: any. */
  grade: Grade | null;
  sort: 'score' | 'lastSeen';
  cursor: string | null;
}

/** The view shown first: the hottest level, by score. A model without rules gives no points: then everyone, by last visit. */
export function firstView(site: SiteConfig): Pick<ListView, 'status' | 'sort'> {
  if (site.served.model.rules.length === 0) return { status: everyone, sort: 'lastSeen' };
  return { status: statusNames(site)[0] ?? everyone, sort: 'score' };
}

/** Parses a URL. Missing or invalid parameters get the values of the first view. */
export function readListView(search: URLSearchParams, site: SiteConfig): ListView {
  const status = search.get('status') ?? '';
  const sort = search.get('sort');
  const who = search.get('who');
  const first = firstView(site);
  return {
    status: statusesOf(site).includes(status) ? status : first.status,
    q: (search.get('q') ?? '').trim().slice(0, 100),
    who: who === 'identified' || who === 'anonymous' ? who : 'all',
    grade: (fitModelOf(site.served.model) && grades.find((grade) => grade === search.get('grade'))) ?? null,
    sort: sort === 'lastSeen' || sort === 'score' ? sort : first.sort,
    cursor: search.get('cursor')?.slice(0, apiLimits.maxCursorChars) ?? null,
  };
}

/** A status as a predicate: hot, warm, or a customer. */
export function inWords(status: string): string {
  return status === customerStatus ? `a ${status}` : status;
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

/** The URL of a view. `more` changes it, which resets it to the first page. */
export function listHref(site: SiteConfig, view: ListView, more: Partial<ListView> = {}): string {
  const { status, q, who, grade, sort, cursor } = { ...view, cursor: null, ...more };
  const first = firstView(site);
  const search = new URLSearchParams();
  if (status !== first.status) search.set('status', status);
  if (q !== '') search.set('q', q);
  if (who !== 'all') search.set('who', who);
  if (grade !== null) search.set('grade', grade);
  if (sort !== first.sort) search.set('sort', sort);
  if (cursor !== null) search.set('cursor', cursor);
  return siteHref(site, '', search);
}

/** The same view as a query of the API's list. */
export function listQuery({ status, q, who, grade, sort, cursor }: ListView): VisitorQuery {
  return {
    ...(status !== everyone && { status }),
    ...(q !== '' && { q }),
    ...(who !== 'all' && { identified: who === 'identified' }),
    ...(grade !== null && { grade }),
    ...(cursor !== null && { cursor }),
    sort,
    order: 'desc',
    limit: pageSize,
  };
}
