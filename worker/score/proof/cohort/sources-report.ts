// Which sources bring buyers: how many of the leads of each have bought, and what to expect of those who are open. Pure.

import type { SourceBy } from '../../../../schema/api/reports/sources.ts';
import { minSales } from '../bands-report.ts';
import type { Estimate } from '../estimate.ts';
import { chanceOfSoFew, rateRatio, shareOf } from '../intervals.ts';
import type { Cohort } from './cohort.ts';
import { countOf, quartilesOf } from './durations.ts';
import type { SourceCounts } from './source-counts.ts';

/** A wrong claim that a source converts better or worse is made in at most this share of reports without any difference. */
const significance = 0.05;

/** A source. `none`: no campaign or page was given; `other`: the rest together; `unseen`: no visit before the sale. */
export interface SourceRow extends SourceCounts {
  kind: 'named' | 'none' | 'other' | 'unseen';
  /** Null, unless it is `named`. */
  name: string | null;
  /** The share of the leads who have bought; null: too little evidence, or `unseen`. */
  conversion: Estimate | null;
  /** Null without a conversion, or without sales. */
  leadsPerSale: number | null;
  /** The median in days; null: fewer than `minSales`. */
  daysToSale: number | null;
  /** Sales of the open leads, if they buy as all leads have. */
  expected: Estimate | null;
  /** How many more sales a rate would need; null: none. */
  missing: number | null;
}

/** A source that stands out: its leads buy `ratio` times as often as those of all others. */
export interface Standout {
  row: SourceRow;
  ratio: Estimate;
}

/** The report: the sources with most buyers first. */
export interface SourcesReport {
  rows: SourceRow[];
  /** All sources but `unseen` together. */
  leads: number;
  won: number;
  /** The sources that convert better or worse than the others, beyond what chance explains, the best first. */
  standouts: Standout[];
}

/** The report of a finished tally's cohort. */
export function sourcesReport({ by: dimensions, unseen }: Cohort, by: SourceBy): SourcesReport {
  const { names, counts, other } = dimensions[by];
  const all = [...counts, other];
  const total = { leads: sum(all, 'leads'), won: sum(all, 'won') };
  const named = names.map((name, place) =>
    rowOf({ kind: name === null ? 'none' : 'named', name }, counts[place] as SourceCounts, total),
  );
  const rows = [
    ...named.sort((a, b) => b.won - a.won || b.leads - a.leads || b.visitors - a.visitors),
    rowOf({ kind: 'other', name: null }, other, total),
    { ...rowOf({ kind: 'unseen', name: null }, unseen, total), ...noRates },
  ].filter(({ visitors }) => visitors > 0);
  return { rows, ...total, standouts: standoutsIn(rows, total) };
}

/** Everybody who is known by a sale only has bought. */
const noRates = { conversion: null, leadsPerSale: null, daysToSale: null, expected: null, missing: null };

interface Total {
  leads: number;
  won: number;
}

function rowOf(named: Pick<SourceRow, 'kind' | 'name'>, counts: SourceCounts, total: Total): SourceRow {
  const { leads, won, open, durations } = counts;
  const missing = missingIn(counts, total);
  const conversion = missing === null ? shareOf(won, leads) : null;
  return {
    ...named,
    ...counts,
    conversion,
    leadsPerSale: conversion && won > 0 ? leads / won : null,
    daysToSale: countOf(durations) < minSales ? null : (quartilesOf(durations)?.median ?? null),
    expected: conversion && times(conversion, open),
    missing,
  };
}

/** Few sales say something if as many were to be expected at the conversion of all. */
function missingIn({ leads, won }: Total, total: Total): number | null {
  const expected = total.leads === 0 ? 0 : (leads * total.won) / total.leads;
  return won < minSales && expected < minSales ? minSales - won : null;
}

/** Each source with a rate is compared with all others; more comparisons must be clearer (Bonferroni), in both directions. */
function standoutsIn(rows: readonly SourceRow[], total: Total): Standout[] {
  const known = rows.filter(({ conversion, leads }) => conversion !== null && leads < total.leads);
  const least = significance / (2 * Math.max(1, known.length));
  return known
    .map((row) => ({
      row,
      own: { count: row.won, exposure: row.leads },
      others: { count: total.won - row.won, exposure: total.leads - row.leads },
    }))
    .filter(({ own, others }) => Math.min(chanceOfSoFew(own, others), chanceOfSoFew(others, own)) < least)
    .map(({ row, own, others }) => ({ row, ratio: rateRatio(own, others) }))
    .sort((a, b) => b.ratio.value - a.ratio.value);
}

function times({ value, low, high }: Estimate, factor: number): Estimate {
  return { value: value * factor, low: low * factor, high: high * factor };
}

function sum(counts: readonly SourceCounts[], of: 'leads' | 'won'): number {
  return counts.reduce((total, each) => total + each[of], 0);
}
