// The filters of a list as ranges and conditions of stored scores. Several sets of filters, such as those of a segment and those of
// the request, must all hold.

import type { SegmentFilters } from '../../../../schema/api/alerts/segment.ts';
import type { InputError } from '../../../../schema/api/shared.ts';
import { tiers } from '../../../../schema/tables/tier.ts';
import { nocase } from '../../../score/conditions/compare-text.ts';
import { heatOfOnePoint } from '../../../score/decay.ts';
import { companyKeysFor } from '../../../score/fit/company.ts';
import { cleanEmail } from '../../../score/identity/identifiers.ts';
import { logitOf } from '../../../score/proof/fit/logistic.ts';
import { oddsFor } from '../../../score/proof/predict/prediction.ts';
import { type CompiledModel, compileModel } from '../../../score/rules/compile.ts';
import { sourceName } from '../../../score/source/source-name.ts';
import { callSections } from '../../../score/standing/call-order.ts';
import {
  allHeatRanges,
  coolingRangesOf,
  heatRangesOf,
  type StandingFilter,
} from '../../../score/standing/heat-range.ts';
import { outsideLevel } from '../../../score/standing/level.ts';
import { customerStatus, disqualifiedStatus } from '../../../score/standing/standing-now.ts';
import { trendStart } from '../../../score/standing/trend.ts';
import { soughtWords } from '../../../score/words/search-text.ts';
import type { FedModel, SiteConfig } from '../../../store/sites/site-config.ts';
import type { TrendFilter, VisitorSet } from '../../../store/visitors/visitor-list-query.ts';

/** Filters of a list. `currentEmail` is like `email`, but an earlier address of the person does not count. */
export type ListFilters = SegmentFilters & {
  currentEmail?: string | undefined;
  minProbability?: number | undefined;
};

/** The possible values of a visitor's status: the levels, hottest first, then those outside them. */
export function statusNames({ served }: { served: FedModel }): string[] {
  return [...served.model.levels.map(({ name }) => name), customerStatus, disqualifiedStatus];
}

/** Validates what zod cannot: the model's level names, and the email. `path`: what stands before a filter's name. */
export function filterFaults(
  site: { served: FedModel },
  { status, email }: ListFilters,
  path = '',
): InputError[] {
  const errors: InputError[] = [];
  const names = statusNames(site);
  if (status !== undefined && !names.includes(status)) {
    errors.push({ path: `${path}status`, message: `unknown status; use one of ${names.join(', ')}` });
  }
  if (email !== undefined && cleanEmail(email) === null) {
    errors.push({
      path: `${path}email`,
      message: 'give a complete email address, or search for a part of it with "q"',
    });
  }
  return errors;
}

/**
 * The visitors who pass all of these sets of filters at `at` (UTC ms). A status that the served model does not have is nobody's.
 * `isByPriority`: for a list in the order of whom to call.
 */
export function visitorSetOf(
  site: SiteConfig,
  sets: readonly ListFilters[],
  { at, isByPriority = false }: { at: number; isByPriority?: boolean },
): VisitorSet {
  const { served } = site;
  const compiled = compileModel(served);
  const { level, isCustomer, tiers, ...standsNowhere } = standingOf(site, sets);
  const single = singlesOf(sets);
  const isNobody = standsNowhere.isNobody || single === null;
  const minScore = most(allOf(sets, 'minScore'));
  const standing: StandingFilter = { level, minScore, at };
  const ranges = isNobody ? [] : heatRangesOf(compiled, standing);
  const everybody = { place: 0, tiers, ranges: ranges ?? allHeatRanges };
  const words = allOf(sets, 'q').flatMap(soughtWords);
  return {
    site: site.key,
    version: served.version,
    ranges,
    tiers,
    sections: isByPriority && !isNobody ? callSections(compiled, standing, tiers) : [everybody],
    cooling: isNobody ? [] : coolingRangesOf(compiled, standing),
    isCustomer,
    trend: trendOf(compiled, single?.trend, at),
    minOdds: minOddsOf(served, most(allOf(sets, 'minProbability')), at),
    seenSince: most(allOf(sets, 'seenSince')),
    source: single?.source ?? null,
    channel: single?.channel ?? null,
    state: single?.state ?? null,
    owner: single?.owner ?? null,
    email: cleanEmail(single?.email),
    currentEmails: allOf(sets, 'currentEmail').map((email) => cleanEmail(email) ?? email),
    userId: single?.userId ?? null,
    companies: allOf(sets, 'company').map((name) => ({ name, keys: companyKeysFor(name) })),
    q: words.length === 0 ? null : words,
    hasLocalIdentities: site.settings.claimed === 'separate',
  };
}

/** The combination of status, grade, cell and `identified`; `isNobody`: they exclude each other. */
function standingOf(site: SiteConfig, sets: readonly ListFilters[]) {
  const names = statusNames(site);
  const statuses = new Set(allOf(sets, 'status').map((status) => names.indexOf(status)));
  const cells = allOf(sets, 'cell');
  const levels = new Set([
    ...[...statuses].map((index) => Math.min(index + 1, outsideLevel)),
    ...cells.map((cell) => Number(cell[1])),
  ]);
  const grades = [...allOf(sets, 'grade'), ...cells.map((cell) => cell[0])];
  const identified = allOf(sets, 'identified');
  const asked = tiers.filter(
    (tier) =>
      grades.every((each) => each === tier) &&
      identified.every((isIdentified) => isIdentified === (tier !== '')),
  );
  const [level = null] = levels;
  const [status] = statuses;
  return {
    level,
    isCustomer: level === outsideLevel ? status === names.indexOf(customerStatus) : null,
    tiers: asked,
    isNobody: levels.size > 1 || statuses.size > 1 || statuses.has(-1) || asked.length === 0,
  };
}

/** Filters of which a visitor has one value; null: two sets ask for different ones. Compared as the database compares them. */
function singlesOf(sets: readonly ListFilters[]) {
  const source = distinct(allOf(sets, 'source').map(sourceName), (given) => given);
  const owner = distinct(allOf(sets, 'owner'), nocase);
  const [channel, state, userId, trend, email] = [
    distinct(allOf(sets, 'channel'), (given) => given),
    distinct(allOf(sets, 'state'), (given) => given),
    distinct(allOf(sets, 'userId'), (given) => given),
    distinct(allOf(sets, 'trend'), (given) => given),
    distinct(allOf(sets, 'email'), (given) => cleanEmail(given) ?? given),
  ];
  if ([source, channel, owner, state, userId, trend, email].some(({ length }) => length > 1)) return null;
  return {
    source: source[0],
    channel: channel[0],
    owner: owner[0],
    state: state[0],
    userId: userId[0],
    trend: trend[0],
    email: email[0],
  };
}

function distinct<Value>(values: readonly Value[], key: (value: Value) => Value): Value[] {
  return [...new Set(values.map(key))];
}

function allOf<Name extends keyof ListFilters>(
  sets: readonly ListFilters[],
  name: Name,
): NonNullable<ListFilters[Name]>[] {
  return sets.flatMap((set) => {
    const value = set[name];
    return value === undefined ? [] : [value as NonNullable<ListFilters[Name]>];
  });
}

function most(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.max(...values);
}

/** As stored; null: none is asked for. Without a prediction nobody has a probability, though odds may be left of one that has ended. */
function minOddsOf({ prediction }: FedModel, probability: number | null, at: number): number | null {
  if (probability === null) return null;
  // A shown probability is rounded to four digits.
  const least = Math.min(1 - 1e-12, Math.max(1e-12, probability - 0.00005));
  return prediction ? oddsFor(prediction, logitOf(least), at) : Number.MAX_VALUE;
}

function trendOf(compiled: CompiledModel, trend: ListFilters['trend'], at: number): TrendFilter | null {
  if (trend === undefined) return null;
  const { day, moment } = trendStart(at, compiled.calendar);
  const units = { unit: heatOfOnePoint(compiled, at), unitAtStart: heatOfOnePoint(compiled, moment) };
  return { isUp: trend === 'up', day, ...units };
}
