// How often people of each band buy: what share of the buyers stood in it just before they bought, compared with the share of
// everybody who stood in it then. Pure.

import { type BandCounts, cellBand, gradesOrNone, scoreEdges } from './bands.ts';
import type { Estimate } from './estimate.ts';
import { chanceOfSoFew, productOf, rateRatio, shareOf } from './intervals.ts';

/** Fewer sales say too little of a band, unless so many people stood in it that as many were to be expected. */
export const minSales = 5;

/** With fewer people in a band, on average, their share among everybody is not known well enough. */
export const minPeople = 5;

/** A wrong claim that a band converts worse is made in at most this share of reports without any difference. */
const significance = 0.05;

/** The evidence that a band lacks. */
export interface Missing {
  what: 'sales' | 'people';
  count: number;
}

/** A band. `from` and `to` are scores; `to` null: no end; both null for levels and cells. */
export interface Band {
  by: 'score' | 'level' | 'cell';
  /** For a score, `from` as text; a level's number; or a cell, such as `A1`. */
  key: string;
  from: number | null;
  to: number | null;
  /** How many people stood in it at the moment of a sale, on average, and which share of everybody that is. */
  people: number;
  share: number;
  /** Buyers who stood in it just before. */
  won: number;
  /** How many times as often its people buy as everybody does; null: too little evidence. */
  lift: Estimate | null;
  /** The probability to buy in a period as long, for who stays in the band; null: too little evidence. */
  conversion: Estimate | null;
  missing: Missing | null;
}

/** Two bands, the one above first, whose people buy at a rate that is `ratio` times as high. */
export interface Compared {
  by: Band['by'];
  above: Band;
  below: Band;
  ratio: Estimate;
}

/** The report: bands from the coldest score up, levels from the hottest down, cells in the order of the matrix. */
export interface BandsReport {
  bands: Band[];
  /** Bands that convert worse than the next below, beyond what chance explains. */
  inverted: Compared[];
  /** The hottest level and the coldest, of those with evidence. Null: fewer than two have it. */
  extremes: Compared | null;
  /** Sales whose buyers stood in a band, and the moments at which everybody is compared with them. */
  sales: number;
  moments: number;
}

/** The report of finished counts. */
export function bandsReport(counted: BandCounts): BandsReport {
  const sales = counted.buyers - counted.unseen - counted.disqualified;
  const bandOf = bandOfIn(counted, sales);
  const scores = scoreEdges.map((from, place) => {
    const of = { by: 'score', key: String(from), from, to: scoreEdges[place + 1] ?? null } as const;
    return bandOf(of, [`s${place}`]);
  });
  const levels = [1, 2, 3, 4].map((level) => {
    const cells = gradesOrNone.map((grade) => cellBand(grade || null, level));
    return bandOf({ by: 'level', key: String(level), from: null, to: null }, cells);
  });
  const cells = gradesOrNone
    .filter((grade) => grade !== '')
    .flatMap((grade) => [1, 2, 3, 4].map((level) => cellBand(grade, level)))
    .map((cell) => bandOf({ by: 'cell', key: cell, from: null, to: null }, [cell]));
  const isPeopled = ({ people, won }: Band) => people > 0 || won > 0;
  const bands = [...scores.filter(isPeopled), ...levels, ...cells.filter(isPeopled)];
  const inverted = [...invertedIn(levels), ...invertedIn(scores.toReversed())];
  return { bands, inverted, extremes: extremesOf(levels), sales, moments: counted.moments.length };
}

type Named = Pick<Band, 'by' | 'key' | 'from' | 'to'>;

function bandOfIn(counted: BandCounts, sales: number): (of: Named, names: readonly string[]) => Band {
  const { won, stood, present, people: everybody } = counted;
  return (of, names) => {
    const counts = present.map((_, moment) => sum(names.map((name) => stood[name]?.[moment] ?? 0)));
    const bought = sum(names.map((name) => won[name] ?? 0));
    const { lift, ...standing } = comparedWith(counts, { won: bought, sales, present });
    const band = { ...of, ...standing, lift };
    if (!lift) return { ...band, conversion: null };
    return { ...band, conversion: conversionOf(lift, shareOf(sales, Math.max(sales, everybody))) };
  };
}

/** How the buyers who had something compare with everybody. */
export type Comparison = Pick<Band, 'people' | 'share' | 'won' | 'lift' | 'missing'>;

/**
 * The share of the buyers who had something, `won` of all `sales`, divided by the share of everybody who had it: `counts` of
 * `present` at each moment. `z`: of the interval, 1.96 if left out.
 */
export function comparedWith(
  counts: readonly number[],
  {
    won,
    sales,
    present,
    z,
  }: { won: number; sales: number; present: readonly number[]; z?: number | undefined },
): Comparison {
  const people = mean(counts);
  const share = mean(counts.map((count, moment) => count / (present[moment] || 1)));
  const missing = missingIn({ won, people, expected: sales * share });
  if (missing) return { people, share, won, lift: null, missing };
  const { value, low, high } = shareOf(won, sales, z);
  return {
    people,
    share,
    won,
    lift: { value: value / share, low: low / share, high: high / share },
    missing,
  };
}

/**
 * By Bayes, the share of a band's people who buy is that of everybody times the lift. A band that people only pass through has
 * few of them at any moment, so over a long period that product exceeds 1. So it is taken of rates: 1 − (1 − overall)^lift, which
 * is the same for small shares, and everybody's own for a lift of 1.
 */
function conversionOf(lift: Estimate, overall: Estimate): Estimate {
  const rateOf = (share: number) => -Math.log1p(-Math.min(share, 1 - 1e-9));
  const { value, low, high } = overall;
  const rate = productOf({ value: rateOf(value), low: rateOf(low), high: rateOf(high) }, lift);
  const shareAt = (product: number) => -Math.expm1(-product);
  return { value: shareAt(rate.value), low: shareAt(rate.low), high: shareAt(rate.high) };
}

function missingIn({
  won,
  people,
  expected,
}: {
  won: number;
  people: number;
  expected: number;
}): Missing | null {
  if (people < minPeople) return { what: 'people', count: Math.ceil(minPeople - people) };
  return won < minSales && expected < minSales ? { what: 'sales', count: minSales - won } : null;
}

/** `bands` from the top down. Each with evidence is compared with the next one; more comparisons must be clearer (Bonferroni). */
function invertedIn(bands: readonly Band[]): Compared[] {
  const known = bands.filter(({ lift }) => lift !== null);
  const pairs = known.slice(1).map((below, place) => ({ above: known[place] as Band, below }));
  return pairs
    .filter(({ above, below }) => chanceOfSoFew(rateOf(above), rateOf(below)) < significance / pairs.length)
    .filter(({ above, below }) => above.won * below.share < below.won * above.share)
    .map(({ above, below }) => ({
      by: above.by,
      above,
      below,
      ratio: rateRatio(rateOf(above), rateOf(below)),
    }));
}

function extremesOf(levels: readonly Band[]): Compared | null {
  const known = levels.filter(({ lift }) => lift !== null);
  const [above, below] = [known[0], known.at(-1)];
  if (!above || !below || above === below || above.won + below.won === 0) return null;
  return { by: 'level', above, below, ratio: rateRatio(rateOf(above), rateOf(below)) };
}

function rateOf({ won, share }: Band) {
  return { count: won, exposure: share };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length;
}
