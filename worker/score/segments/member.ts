// Whether a visitor passes filters of the list at a time: the same as its SQL (worker/store/visitors/visitor-list-sql.ts) finds,
// computed from one row. Pure.

import type { SegmentFilters } from '../../../schema/api/alerts/segment.ts';
import type { Tier } from '../../../schema/tables/tier.ts';
import { nocase } from '../conditions/compare-text.ts';
import { heatOfOnePoint } from '../decay.ts';
import { companyKeysFor } from '../fit/company.ts';
import { cleanEmail } from '../identity/identifiers.ts';
import type { CompiledModel } from '../rules/compile.ts';
import { directSource, unseen } from '../source/source.ts';
import { sourceName } from '../source/source-name.ts';
import { heatRangesOf } from '../standing/heat-range.ts';
import { type HeatByDay, trendStart } from '../standing/trend.ts';
import { soughtWords } from '../words/search-text.ts';
import { type StandingAsked, standingAsked } from './filters.ts';

/** What a stored row says that filters read. */
export interface MemberRow {
  readonly heat: number;
  readonly heatByDay: HeatByDay;
  /** 1–5 as stored: the clock is applied here. */
  readonly level: number;
  readonly outcome: string | null;
  /** As stored, so it can lag by up to an hour, like the list's. */
  readonly lastSeen: number;
  readonly source: string;
  readonly channel: string;
  readonly leadState: string | null;
  readonly owner: string | null;
  /** Null while the visitor is anonymous. */
  readonly verified: boolean | 0 | 1 | null;
  readonly email: string | null;
  readonly userId: string | null;
  readonly company: string | null;
  readonly companyKey: string | null;
  readonly search: string | null;
  readonly grade: string | null;
}

/** The grade, or that the visitor is identified without one, or anonymous: as schema/tables/tier.ts defines it in SQL. */
export function tierOf({ verified, grade }: Pick<MemberRow, 'verified' | 'grade'>): Tier {
  if (verified === null) return '';
  return (grade ?? '-') as Tier;
}

/** Whether the row passes the filters at `at`, UTC ms. */
export function isMember(
  compiled: CompiledModel,
  filters: SegmentFilters,
  row: MemberRow,
  at: number,
): boolean {
  return couldBeMember(compiled, filters, row) && isMemberByClock(compiled, filters, row, at);
}

/** Whether the row passes all filters that time alone does not change. */
export function couldBeMember(compiled: CompiledModel, filters: SegmentFilters, row: MemberRow): boolean {
  return lastingOf(compiled, filters).every((holds) => holds(row));
}

/** Whether the row passes the others at `at`, UTC ms: by level, score and trend. */
export function isMemberByClock(
  compiled: CompiledModel,
  filters: SegmentFilters,
  row: MemberRow,
  at: number,
): boolean {
  const { level } = standingAsked(compiled.model, filters);
  const ranges = heatRangesOf(compiled, { level, minScore: filters.minScore ?? null, at });
  const isWithin =
    ranges === null ||
    ranges.some(
      (range) =>
        range.level === row.level &&
        (range.from === null || row.heat >= range.from) &&
        (range.below === null || row.heat < range.below),
    );
  return isWithin && (filters.trend === undefined || isTrend(compiled, filters.trend, row, at));
}

/** A displayed score, in hundredths. */
export function hundredthsOf(score: number): number {
  return Math.max(0, Math.round(score * 100));
}

/** Whether the displayed score has changed in this direction within seven days, computed like worker/score/standing/trend.ts. */
export function isTrend(
  compiled: CompiledModel,
  trend: 'up' | 'down',
  { heat, heatByDay }: Pick<MemberRow, 'heat' | 'heatByDay'>,
  at: number,
): boolean {
  const { day, moment } = trendStart(at, compiled.calendar);
  const is = hundredthsOf(heat / heatOfOnePoint(compiled, at));
  const was = hundredthsOf((heat - heatSince(heatByDay, day)) / heatOfOnePoint(compiled, moment));
  return trend === 'up' ? is > was : is < was;
}

/** The heat from a day of the calendar on. */
export function heatSince(heatByDay: HeatByDay, day: number): number {
  return Object.entries(heatByDay).reduce((sum, [of, gained]) => sum + (Number(of) >= day ? gained : 0), 0);
}

type Condition = (row: MemberRow) => boolean;

/** By filters and model: parsing a search for each visitor would take longer than all else. */
const cache = new WeakMap<SegmentFilters, { model: CompiledModel['model']; conditions: Condition[] }>();

function lastingOf({ model }: CompiledModel, filters: SegmentFilters): Condition[] {
  const known = cache.get(filters);
  if (known?.model === model) return known.conditions;
  const conditions = [...standingConditions(standingAsked(model, filters)), ...textConditions(filters)];
  cache.set(filters, { model, conditions });
  return conditions;
}

function standingConditions({ tiers, isCustomer, isNobody }: StandingAsked): Condition[] {
  if (isNobody) return [() => false];
  const conditions: Condition[] = [(row) => tiers.includes(tierOf(row))];
  if (isCustomer !== null) conditions.push(({ outcome }) => (outcome === 'won') === isCustomer);
  return conditions;
}

function textConditions(filters: SegmentFilters): Condition[] {
  const { seenSince, source, channel, state, owner, email, userId, company, q } = filters;
  const conditions: Condition[] = [];
  if (seenSince !== undefined) conditions.push(({ lastSeen }) => lastSeen >= seenSince);
  if (source !== undefined) {
    const sources = orUnseen(sourceName(source));
    conditions.push((row) => sources.includes(row.source));
  }
  if (channel !== undefined) {
    const channels = orUnseen(channel);
    conditions.push((row) => channels.includes(row.channel));
  }
  if (state !== undefined) conditions.push(({ leadState }) => (leadState ?? 'new') === state);
  if (owner !== undefined) conditions.push((row) => isSameText(row.owner, owner));
  if (email !== undefined) {
    const sought = cleanEmail(email);
    // Only the current one: a row does not have the earlier ones.
    conditions.push((row) => sought !== null && row.email === sought);
  }
  if (userId !== undefined) conditions.push((row) => row.userId === userId);
  if (company !== undefined) {
    const keys = companyKeysFor(company);
    conditions.push(
      (row) => isSameText(row.company, company) || (row.companyKey !== null && keys.includes(row.companyKey)),
    );
  }
  if (q !== undefined) {
    const words = soughtWords(q);
    conditions.push(({ search }) =>
      words.every((spellings) => search !== null && spellings.some((word) => search.includes(word))),
    );
  }
  return conditions;
}

/** A person without a visit is shown as direct. */
function orUnseen(sought: string): string[] {
  return sought === directSource ? [sought, unseen] : [sought];
}

function isSameText(a: string | null, b: string): boolean {
  return a !== null && nocase(a) === nocase(b);
}
