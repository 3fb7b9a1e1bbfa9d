// When what is told of a visitor next changes although nothing happens: because points fade, and because days pass. Pure.

import type { WatchedSegment } from '../../../schema/api/alerts/watched-segment.ts';
import { fadesTo, heatOfOnePoint } from '../decay.ts';
import type { CompiledModel } from '../rules/compile.ts';
import { leastHundredths } from '../standing/heat-range.ts';
import { coldestLevel, heatThresholds, lowered, roundingSlack, scoreThresholds } from '../standing/level.ts';
import { trendStart } from '../standing/trend.ts';
import { standingAsked } from './filters.ts';
import { couldBeMember, heatSince, hundredthsOf, isTrend, type MemberRow } from './member.ts';
import { factsAt, isSame, type Watched } from './told.ts';

/** Moments that are looked at, and days of a trend, before the search is left to be continued at the moment that it has reached. */
const maxSteps = 100;
const maxDays = 400;

/**
 * The first moment after `at` (UTC ms) at which `factsAt` differs; null: never. In rare cases, such as a tiny score whose trend
 * changes daily, it is a moment up to which nothing changes.
 */
export function nextChange(watched: Watched, row: MemberRow, at: number): number | null {
  const { compiled } = watched;
  const segments = watched.segments.filter(({ filters }) => couldBeMember(compiled, filters, row));
  const relevant = { ...watched, segments };
  const before = factsAt(relevant, row, at);
  let moment = at;
  for (let step = 0; step < maxSteps; step++) {
    const next = nextCandidate(relevant, row, moment);
    if (next === null) return null;
    if (!isSame(factsAt(relevant, row, next), before)) return next;
    moment = next;
  }
  return moment;
}

/** The first moment after `at` at which one of the conditions changes. */
function nextCandidate({ compiled, segments }: Watched, row: MemberRow, at: number): number | null {
  const moments = segments.flatMap(({ filters }) => [
    scoreFalls(compiled, row, filters.minScore ?? 0, at),
    filters.trend === undefined ? null : trendChanges(compiled, filters.trend, row, at),
  ]);
  if (row.grade !== null || segments.some((segment) => asksForLevel(compiled, segment)))
    moments.push(levelFalls(compiled, row, at));
  const known = moments.filter((moment) => moment !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function asksForLevel({ model }: CompiledModel, { filters }: WatchedSegment): boolean {
  return standingAsked(model, filters).level !== null;
}

function levelFalls(compiled: CompiledModel, { heat, level: stored }: MemberRow, at: number): number | null {
  const { levels } = compiled.model;
  const level = lowered(stored, heat, heatThresholds(levels, compiled, at));
  if (level >= coldestLevel) return null;
  return firstBelow(compiled, heat, scoreThresholds(levels).keep[level - 1] as number, at);
}

function scoreFalls(
  compiled: CompiledModel,
  { heat }: MemberRow,
  minScore: number,
  at: number,
): number | null {
  if (minScore <= 0) return null;
  return firstBelow(compiled, heat, leastHundredths(minScore) / 100 - roundingSlack, at);
}

/** The first moment after `at` at which `heat` is worth less than `score`; null: it is by then, or never. */
function firstBelow(compiled: CompiledModel, heat: number, score: number, at: number): number | null {
  const isBelow = (moment: number) => heat < score * heatOfOnePoint(compiled, moment);
  if (isBelow(at)) return null;
  return firstFaded(compiled, { heat, score, at }, isBelow);
}

/** The first millisecond after `at` that `holds`, which begins where `heat` has faded to `score`, as far as doubles can tell. */
function firstFaded(
  compiled: CompiledModel,
  { heat, score, at }: { heat: number; score: number; at: number },
  holds: (moment: number) => boolean,
): number | null {
  const about = fadesTo(compiled, heat, score);
  if (about === null) return null;
  let moment = Math.max(at + 1, Math.ceil(about));
  while (!holds(moment)) moment++;
  while (moment > at + 1 && holds(moment - 1)) moment--;
  return moment;
}

/** The first moment after `at` at which somebody begins or ceases to have this trend; null: never. */
function trendChanges(
  compiled: CompiledModel,
  trend: 'up' | 'down',
  row: MemberRow,
  at: number,
): number | null {
  const { calendar } = compiled;
  const was = isTrend(compiled, trend, row, at);
  let moment = at;
  for (let day = 0; day < maxDays; day++) {
    if (isTrendOver(compiled, trend, row, moment)) return null;
    const until = calendar.startOf(calendar.dayOf(moment) + 1);
    const within = fadesPastStart(compiled, { trend, was, row }, moment);
    if (within !== null && within < until) return within;
    moment = was ? Math.max(until, steadyUntil(compiled, trend, row, until)) : until;
    if (isTrend(compiled, trend, row, moment) !== was) return moment;
  }
  return moment;
}

/** Within a day, only the score of that moment changes: it fades. */
function fadesPastStart(
  compiled: CompiledModel,
  { trend, was, row }: { trend: 'up' | 'down'; was: boolean; row: MemberRow },
  at: number,
): number | null {
  // A fading score ceases to be above what it was, and begins to be below.
  if (was !== (trend === 'up') || compiled.halfLifeDays === null || row.heat <= 0) return null;
  const { day, moment: start } = trendStart(at, compiled.calendar);
  const before = hundredthsOf((row.heat - heatSince(row.heatByDay, day)) / heatOfOnePoint(compiled, start));
  const least = trend === 'up' ? before : before - 1;
  if (least < 0) return null;
  const holds = (moment: number) => hundredthsOf(row.heat / heatOfOnePoint(compiled, moment)) <= least;
  return firstFaded(compiled, { heat: row.heat, score: least / 100 + roundingSlack, at }, holds);
}

/** Whether a trend can never change again: nothing was gained or lost within its days, and what there is cannot fade visibly. */
function isTrendOver(compiled: CompiledModel, trend: 'up' | 'down', row: MemberRow, at: number): boolean {
  const { day, moment: start } = trendStart(at, compiled.calendar);
  if (Object.entries(row.heatByDay).some(([of, gained]) => Number(of) >= day && gained !== 0)) return false;
  // What fades rises never again.
  if (trend === 'up' || compiled.halfLifeDays === null) return true;
  return hundredthsOf(row.heat / heatOfOnePoint(compiled, start)) === 0;
}

/** More than a hundredth: a score that falls by so much falls visibly, however both are rounded. */
const visible = 0.011;
/** A trend's days at least: one of them may have an hour less. */
const leastTrendDays = 6.9;

/** The start of a day up to which a score certainly falls visibly each week; `at` itself if that is not certain. */
function steadyUntil(compiled: CompiledModel, trend: 'up' | 'down', row: MemberRow, at: number): number {
  const { halfLifeDays, calendar } = compiled;
  const { day } = trendStart(at, calendar);
  const isLasting = trend === 'down' && heatSince(row.heatByDay, day) === 0 && halfLifeDays !== null;
  if (!isLasting || Object.keys(row.heatByDay).some((of) => Number(of) >= day)) return at;
  const until = fadesTo(compiled, row.heat, visible / (2 ** (leastTrendDays / halfLifeDays) - 1));
  return until === null ? at : calendar.startOf(calendar.dayOf(until) - 1);
}
