// The overview: what happened on each day, and where everybody stood at its end. Made from counts, so it needs no survey.

import type { OverviewAnswer } from '../../../schema/api/reports/overview.ts';
import type { InputError } from '../../../schema/api/shared.ts';
import { cells } from '../../../schema/model/default-actions.ts';
import { tiers } from '../../../schema/tables/tier.ts';
import { dayMs } from '../../../schema/time/durations.ts';
import { englishOverviewWords, type OverviewNote, overviewText } from '../../score/proof/overview-words.ts';
import { calendarOf } from '../../score/rules/calendar.ts';
import { groupName, type HeadCounts } from '../../score/standing/head-groups.ts';
import { keptMs } from '../../store/scores/crossings.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { type DayRange, quarterMs, readDailyCounts } from '../../store/visitors/daily-counts.ts';
import { readHeadcounts } from '../../store/visitors/headcounts.ts';
import { statusNames } from '../visitors/filters/visitor-filters.ts';
import type { Table } from './answer.ts';
import { periodOf } from './survey.ts';
import type { PeriodAsked } from './survey-scope.ts';

type DayRow = OverviewAnswer['data'][number];

/** The days of a period, oldest first, with remarks, the finding first; or what is wrong with the period. */
export type Overview =
  | { kind: 'overview'; from: number; to: number; days: DayRow[]; notes: [OverviewNote, ...OverviewNote[]] }
  | { kind: 'invalid'; errors: InputError[] };

/** The overview of a period under the site's model, as of `now` (UTC ms). */
export async function overviewOf(
  db: D1Database,
  site: SiteConfig,
  { asked, now }: { asked: PeriodAsked; now: number },
): Promise<Overview> {
  const period = periodOf(asked, now);
  if ('errors' in period) return { kind: 'invalid', errors: period.errors };
  const { key, served } = site;
  const { dayOf, startOf } = calendarOf(site.served.timeZone);
  const first = dayOf(period.from);
  const numbers = Array.from({ length: dayOf(period.to - 1) - first + 1 }, (_, place) => first + place);
  const ranges = numbers.map(
    (day): DayRange => ({
      from: Math.max(period.from, startOf(day)),
      to: Math.min(period.to, startOf(day + 1)),
    }),
  );
  const { name: model, version } = served;
  const [{ days: counts, quarters }, heads] = await Promise.all([
    readDailyCounts(db, { site: key, version, model }, ranges),
    readHeadcounts(db, { site: key, model, since: first }),
  ]);
  const leads = new Map<number, number>();
  for (const { quarter, leads: more } of quarters) {
    // One that began before the period has those in it only.
    const day = dayOf(Math.max(period.from, quarter * quarterMs));
    leads.set(day, (leads.get(day) ?? 0) + more);
  }
  const groups = new Map(heads.map((head) => [head.day, JSON.parse(head.groups) as HeadCounts]));
  const days = numbers.map((day, place): DayRow => {
    const { visitors = 0, up = null, down = null } = counts[place] ?? {};
    const isKept = (ranges[place]?.from ?? 0) >= now - keptMs;
    return {
      day: new Date(day * dayMs).toISOString().slice(0, 10),
      newVisitors: visitors,
      newLeads: leads.get(day) ?? 0,
      up: isKept ? (up ?? 0) : null,
      down: isKept ? (down ?? 0) : null,
      ...standingOn(site, groups.get(day)),
    };
  });
  return { kind: 'overview', ...period, days, notes: notesOf(site, days) };
}

/** Where everybody stood, from a day's count. */
function standingOn(
  site: SiteConfig,
  groups: HeadCounts | undefined,
): Pick<DayRow, 'visitors' | 'leads' | 'statuses' | 'cells'> {
  if (!groups) return { visitors: null, leads: null, statuses: null, cells: null };
  const names = statusNames(site);
  const standings = names.map((_, place) => place + 1);
  const countIn = (some: readonly (typeof tiers)[number][], at: readonly number[]) =>
    some.reduce(
      (sum, tier) => sum + at.reduce((own, each) => own + (groups[groupName(tier, each)] ?? 0), 0),
      0,
    );
  const identified = tiers.filter((tier) => tier !== '');
  return {
    visitors: countIn(tiers, standings),
    leads: countIn(identified, standings),
    statuses: Object.fromEntries(names.map((name, place) => [name, countIn(tiers, [place + 1])])),
    cells: Object.fromEntries(cellsOf(site).map((cell) => [cell, groups[cell] ?? 0])),
  };
}

function cellsOf({ served }: SiteConfig): readonly string[] {
  return served.model.fit ? cells : [];
}

function notesOf({ served }: SiteConfig, days: readonly DayRow[]): [OverviewNote, ...OverviewNote[]] {
  const sum = (of: 'newVisitors' | 'newLeads' | 'up' | 'down') =>
    days.reduce((total, day) => total + (day[of] ?? 0), 0);
  const [hot, warm] = served.model.levels;
  const uncounted = days.filter(({ visitors }) => visitors === null).length;
  return [
    { kind: 'total', visitors: sum('newVisitors'), leads: sum('newLeads') },
    { kind: 'moves', up: sum('up'), down: sum('down'), hot: hot.name, warm: warm.name },
    ...(days.some(({ up }) => up === null) ? [{ kind: 'forgotten', keptDays: keptMs / dayMs } as const] : []),
    ...(uncounted > 0 ? [{ kind: 'uncounted', days: uncounted } as const] : []),
  ];
}

/** The answer of the API. */
export function overviewAnswerOf(
  { from, to, days, notes }: Extract<Overview, { kind: 'overview' }>,
  now: number,
): OverviewAnswer {
  const words = notes.map((note) => overviewText(note, englishOverviewWords));
  return { from, to, countedAt: now, counting: null, data: days, notes: words };
}

/** The same as a file: a column for each status and each cell. */
export function overviewTable(site: SiteConfig, days: readonly DayRow[]): Table {
  const [statuses, named] = [statusNames(site), cellsOf(site)];
  return {
    header: ['day', 'newVisitors', 'newLeads', 'up', 'down', 'visitors', 'leads', ...statuses, ...named],
    rows: days.map(({ day, newVisitors, newLeads, up, down, visitors, leads, ...stood }) => [
      ...[day, newVisitors, newLeads, up, down, visitors, leads],
      ...statuses.map((status) => stood.statuses?.[status] ?? null),
      ...named.map((cell) => stood.cells?.[cell] ?? null),
    ]),
  };
}
