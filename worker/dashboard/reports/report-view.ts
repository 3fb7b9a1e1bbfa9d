// What the pages of reports show: parsed leniently from their URLs, and written into the URLs of their links.

import { type SourceBy, sourceBys } from '../../../schema/api/reports/sources.ts';
import { type Channel, channels } from '../../../schema/api/visitors/channel.ts';
import { dayMs } from '../../../schema/time/durations.ts';
import { periodOf } from '../../flows/reports/survey.ts';
import type { Scope } from '../../flows/reports/survey-scope.ts';
import { calendarOf } from '../../score/rules/calendar.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { siteHref } from '../frame/site-href.ts';
import type { ListView } from '../list/list-view.ts';
import { everyone, firstView, listHref } from '../list/list-view.ts';

/** The pages, in the order of their tabs. */
export const reportNames = ['overview', 'sources', 'bands', 'velocity', 'calibration', 'prediction'] as const;
export type ReportName = (typeof reportNames)[number];

/** Periods to choose from, in days until now. The API's default is among them, which shares its count with the page. */
export const periodDays = [30, 90, 365] as const;
const firstDays = 90;

/** The view. `days` null: from one day to another, both included, such as `2026-11-28`. */
export interface ReportView {
  days: (typeof periodDays)[number] | null;
  from: string;
  to: string;
  by: SourceBy;
  /** The channel of the first visit of those who are counted; null: any. */
  channel: Channel | null;
}

/** Parses a URL. What is missing or invalid has its first value; a period that a report may not have is the first one. */
export function readReportView(search: URLSearchParams, site: SiteConfig, now: number): ReportView {
  const by = sourceBys.find((each) => each === search.get('by')) ?? 'channel';
  const [from, to] = [search.get('from') ?? '', search.get('to') ?? ''];
  const channel = channels.find((each) => each === search.get('channel')) ?? null;
  const view = { days: null, from, to, by, channel };
  if (isDay(from) && isDay(to) && !('errors' in periodOf(scopeAsked(view, site, now), now))) return view;
  const days = periodDays.find((each) => String(each) === search.get('days')) ?? firstDays;
  return { ...view, days, from: '', to: '' };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

/**
 * The period and the people for the reports. It begins with a day of the site, so that it stays the same, and its count good, until the
 * next.
 */
export function scopeAsked({ days, from, to, channel }: ReportView, site: SiteConfig, now: number): Scope {
  const { dayOf, startOf } = calendarOf(site.served.timeZone);
  const among = channel === null ? {} : { channel };
  if (days === firstDays) return among;
  if (days !== null) return { ...among, from: startOf(dayOf(now) - days) };
  return { ...among, from: startOf(Date.parse(from) / dayMs), to: startOf(Date.parse(to) / dayMs + 1) };
}

/** The URL of a report, or of its file. `more` changes the view. */
export function reportHref(
  site: SiteConfig,
  name: ReportName,
  view: ReportView,
  { isFile = false, ...more }: Partial<ReportView> & { isFile?: boolean } = {},
): string {
  const { days, from, to, by, channel } = { ...view, ...more };
  const search = new URLSearchParams();
  if (days === null) {
    search.set('from', from);
    search.set('to', to);
  } else if (days !== firstDays) search.set('days', String(days));
  if (by !== 'channel') search.set('by', by);
  if (channel !== null) search.set('channel', channel);
  const page = name === 'bands' && !isFile ? '' : `/${name}`;
  return siteHref(site, `/reports${page}${isFile ? '.csv' : ''}`, search);
}

/** The list of visitors with a status, or everybody's, with these filters. */
export function filteredListHref(
  site: SiteConfig,
  filters: ListView['filters'],
  status: string = everyone,
  sort: ListView['sort'] = firstView(site).sort,
): string {
  const all = { ...firstView(site), q: '', filters: {}, segment: null, cursor: null };
  return listHref(site, all, { status, filters, sort });
}
