// How many visitors stand where at the moment: counted now as far as a bounded read reaches, beyond that as the schedule counted last.

import type { InputError } from '../../../schema/api/shared.ts';
import type { Counted, VisitorCounts } from '../../../schema/api/visitors/visitor-counts.ts';
import { type Tier, tiers } from '../../../schema/tables/tier.ts';
import { compileModel } from '../../score/rules/compile.ts';
import {
  customers,
  groupName,
  type HeadCounts,
  type HeadUnit,
  headCountsOf,
  headUnits,
  standingsOf,
} from '../../score/standing/head-groups.ts';
import { finite } from '../../score/standing/heat-range.ts';
import { heatThresholds, outsideLevel } from '../../score/standing/level.ts';
import { groupMembers } from '../../store/segments/count-members.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import {
  countUnits,
  type Headcount,
  readHeadcounts,
  type UnitCount,
} from '../../store/visitors/headcounts.ts';
import { underFreshSite } from '../common/fresh-site.ts';
import { chosenFilters } from './filters/chosen-filters.ts';
import { statusNames, visitorSetOf } from './filters/visitor-filters.ts';

/** Visitors counted for one answer. */
export const maxCounted = 150;

const weekDays = 7;
const identified = tiers.filter((tier) => tier !== '');
const levels = [1, 2, 3, 4];

/** Counts as of `now`, UTC ms. */
export function countsOf(db: D1Database, site: SiteConfig, now: number): Promise<VisitorCounts> {
  return underFreshSite(db, site, (fresh) => counts(db, fresh, now));
}

/** The counts of the members of a segment, or what is wrong with the choice. */
export type SegmentCounts =
  | { kind: 'counts'; counts: VisitorCounts }
  | { kind: 'invalid'; errors: InputError[] };

/** Counts of a segment's members as of `now`, UTC ms, all of them exact. */
export function countsInSegment(
  db: D1Database,
  site: SiteConfig,
  asked: { segment: string; model?: string | undefined },
  now: number,
): Promise<SegmentCounts> {
  return underFreshSite(db, site, async (fresh) => {
    const chosen = await chosenFilters(db, fresh, asked);
    if (chosen.kind === 'invalid') return chosen;
    const { site: own, sets } = chosen;
    const compiled = compileModel(own.served);
    const { keep } = heatThresholds(compiled.model.levels, compiled, now);
    const at = { site: own.key, revision: own.revision };
    const found = await groupMembers(db, at, visitorSetOf(own, sets, { at: now }), keep.map(finite));
    const outside = found.filter(({ level }) => level === outsideLevel);
    const heads = headCountsOf(
      found.filter(({ level }) => level !== outsideLevel),
      outside.map(({ tier, visitors, customers: won }) => {
        return { tier, customers: won, disqualified: visitors - won };
      }),
    );
    const countIn = (name: string): Counted => {
      return { count: heads[name] ?? 0, isExact: true, countedAt: now, weekAgo: null };
    };
    return { kind: 'counts', counts: answerOf(own, countIn, now) };
  });
}

async function counts(db: D1Database, site: SiteConfig, now: number): Promise<VisitorCounts> {
  const { served, key, revision } = site;
  const compiled = compileModel(served);
  const weekAgo = compiled.calendar.dayOf(now) - weekDays;
  const days = await readHeadcounts(db, { site: key, model: served.name, since: weekAgo });
  const last = days.find(({ version }) => version === served.version);
  const before = days.find(({ day }) => day === weekAgo);
  const units = headUnits(compiled, now, groupsOf(last) ?? {});
  const limit = maxCounted + 1;
  const counted = await countUnits(db, { site: key, revision }, { version: served.version, units, limit });
  const groups = new Map(
    units.flatMap((unit, index) => {
      const exact = exactOf(counted, index);
      return standingsOf(unit).map((standing): [string, Counted] => [
        groupName(unit.tier, standing),
        countedGroup(unit, standing, { exact, last, before, now }),
      ]);
    }),
  );
  return answerOf(site, (name) => groups.get(name) as Counted, now);
}

function answerOf(site: SiteConfig, groupOf: (name: string) => Counted, now: number): VisitorCounts {
  const sumOf = (some: readonly Tier[], standing: number) =>
    sum(some.map((tier) => groupOf(groupName(tier, standing))));
  return {
    at: now,
    statuses: statusNames(site).map((status, index) => ({
      status,
      identified: sumOf(identified, index + 1),
      anonymous: sumOf([''], index + 1),
    })),
    cells: identified.flatMap((tier) =>
      levels.map((level) => {
        const grade = tier === '-' ? null : tier;
        return { cell: grade && `${grade}${level}`, grade, level, ...sumOf([tier], level) };
      }),
    ),
  };
}

/** The count of a unit; null: it was not counted to its end. */
function exactOf(counted: readonly UnitCount[], index: number): Omit<UnitCount, 'unit'> | null {
  const isFull = counted.reduce((total, { visitors }) => total + visitors, 0) > maxCounted;
  const cut = isFull ? Math.max(...counted.map(({ unit }) => unit)) : Number.POSITIVE_INFINITY;
  if (index >= cut) return null;
  return counted.find(({ unit }) => unit === index) ?? { visitors: 0, customers: 0 };
}

function countedGroup(
  { tier, level }: HeadUnit,
  standing: number,
  {
    exact,
    last,
    before,
    now,
  }: {
    exact: Omit<UnitCount, 'unit'> | null;
    last: Headcount | undefined;
    before: Headcount | undefined;
    now: number;
  },
): Counted {
  const name = groupName(tier, standing);
  const weekAgo = countIn(before, name);
  if (exact === null) {
    return { count: countIn(last, name), isExact: false, countedAt: last?.countedAt ?? null, weekAgo };
  }
  const outside = standing === customers ? exact.customers : exact.visitors - exact.customers;
  return { count: level === outsideLevel ? outside : exact.visitors, isExact: true, countedAt: now, weekAgo };
}

function countIn(counted: Headcount | undefined, name: string): number | null {
  const groups = groupsOf(counted);
  return groups && (groups[name] ?? 0);
}

function groupsOf(counted: Headcount | undefined): HeadCounts | null {
  return counted ? (JSON.parse(counted.groups) as HeadCounts) : null;
}

/** Several groups together: exact if all are, and as old as the oldest. */
function sum(groups: readonly Counted[]): Counted {
  const total = (of: 'count' | 'weekAgo' | 'countedAt', together: (a: number, b: number) => number) =>
    groups.map((group) => group[of]).reduce((a, b) => (a === null || b === null ? null : together(a, b)));
  return {
    count: total('count', (a, b) => a + b),
    isExact: groups.every(({ isExact }) => isExact),
    countedAt: total('countedAt', Math.min),
    weekAgo: total('weekAgo', (a, b) => a + b),
  };
}
