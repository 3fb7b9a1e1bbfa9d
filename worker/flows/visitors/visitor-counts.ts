// How many visitors stand where at the moment: counted now as far as a bounded read reaches, beyond that as the schedule counted last.

import type { Counted, VisitorCounts } from '../../../schema/api/visitors/visitor-counts.ts';
import { type Tier, tiers } from '../../../schema/tables/tier.ts';
import { compileModel } from '../../score/rules/compile.ts';
import {
  customers,
  groupName,
  type HeadCounts,
  type HeadUnit,
  headUnits,
  standingsOf,
} from '../../score/standing/head-groups.ts';
import { outsideLevel } from '../../score/standing/level.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import {
  countUnits,
  type Headcount,
  readHeadcounts,
  type UnitCount,
} from '../../store/visitors/headcounts.ts';
import { underFreshSite } from '../common/fresh-site.ts';
import { statusNames } from './filters/visitor-filters.ts';

/** Visitors counted for one answer. */
export const maxCounted = 150;

const weekDays = 7;
const identified = tiers.filter((tier) => tier !== '');
const levels = [1, 2, 3, 4];

/** Counts as of `now`, UTC ms. */
export function countsOf(db: D1Database, site: SiteConfig, now: number): Promise<VisitorCounts> {
  return underFreshSite(db, site, (fresh) => counts(db, fresh, now));
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
  const sumOf = (some: readonly Tier[], standing: number) =>
    sum(some.map((tier) => groups.get(groupName(tier, standing)) as Counted));
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
