// Measures how well a model finds buyers: ranks the buyer of each sale among everybody seen by then, by their heat just before the
// sale. Later events do not count. Pure; the tally is plain JSON.

import type { LoggedEvent } from '../event.ts';
import { isHeldOut } from '../proof/calibration/sample.ts';
import { type Estimate, estimateOf } from '../proof/estimate.ts';
import { heatsBefore } from '../proof/passage.ts';
import { drawOf, maxSales, salesOf } from '../proof/sales.ts';
import type { CompiledModel } from '../rules/compile.ts';
import { shortHash } from '../short-hash.ts';

/** A number for the served version and one for the draft. */
export interface Sides {
  before: number;
  after: number;
}

/** The two compared models. */
export interface Models {
  before: CompiledModel;
  after: CompiledModel;
}

/** A sale, and how many of the other people had a lower score than its buyer, or the same, just before it. */
export interface RankedSale {
  /** The buyer's id. */
  visitor: string;
  /** The time of the sale, UTC ms. */
  at: number;
  /** The buyer's heat just before it. */
  heat: Sides;
  /** How many others had been seen by then. */
  others: number;
  lower: Sides;
  same: Sides;
}

/** The counts so far. */
export interface Ranking {
  /** Whether all sales have been read, so that people can be compared with the buyers. */
  hasAllSales: boolean;
  /** All sales, sales whose buyer was never seen before, and the sample to rank, earliest first. */
  known: number;
  unseen: number;
  sales: RankedSale[];
  /** People compared with the buyers. */
  people: number;
  /** Whether only the people are ranked on whom points are not fitted (worker/score/proof/calibration/sample.ts). */
  heldOut: boolean;
}

/** With more people than about this, a sample is used, so that a preview costs no more on a large site. */
const maxPeople = 5000;

/** A ranking without sales. */
export function newRanking(heldOut = false): Ranking {
  return { hasAllSales: false, known: 0, unseen: 0, sales: [], people: 0, heldOut };
}

/** Adds a buyer's sales to the sample: beyond `maxSales`, those with the lowest hashes. Mutates the ranking. */
export function addSales(
  ranking: Ranking,
  { visitor, history }: { visitor: string; history: readonly LoggedEvent[] },
  models: Models,
): void {
  if (ranking.heldOut && !isHeldOut(visitor)) return;
  const moments = salesOf(history);
  const before = heatsBefore(moments, history, models.before);
  const after = heatsBefore(moments, history, models.after);
  ranking.known += moments.length;
  moments.forEach((at, sale) => {
    const heat = { before: before[sale] ?? null, after: after[sale] ?? null };
    if (heat.before === null || heat.after === null) ranking.unseen++;
    else ranking.sales.push({ visitor, at, heat: heat as Sides, others: 0, lower: none(), same: none() });
  });
  if (ranking.sales.length <= maxSales) return;
  ranking.sales.sort((a, b) => (drawOf(a) < drawOf(b) ? -1 : 1));
  ranking.sales.length = maxSales;
}

const none = (): Sides => ({ before: 0, after: 0 });

/** Completes the sample: from now on, people can be compared with the buyers. Mutates the ranking. */
export function closeSales(ranking: Ranking): void {
  ranking.hasAllSales = true;
  ranking.sales.sort((a, b) => a.at - b.at || (a.visitor < b.visitor ? -1 : 1));
}

/** Whether a visitor is in the sample compared with buyers, of `total` visitors. Deterministic by id. */
export function isCompared(ranking: Ranking, visitor: string, total: number): boolean {
  if (ranking.heldOut && !isHeldOut(visitor)) return false;
  const hashes = 2 ** 41;
  return ranking.sales.length > 0 && Number.parseInt(shortHash(visitor), 36) * total < maxPeople * hashes;
}

/** Compares a visitor with the buyer of each sale. Mutates the ranking. */
export function compare(
  ranking: Ranking,
  { visitor, history }: { visitor: string; history: readonly LoggedEvent[] },
  models: Models,
): void {
  ranking.people++;
  const moments = ranking.sales.map(({ at }) => at);
  for (const side of ['before', 'after'] as const) {
    const heats = heatsBefore(moments, history, models[side]);
    ranking.sales.forEach((sale, place) => {
      const heat = heats[place] ?? null;
      if (heat === null || sale.visitor === visitor) return;
      if (side === 'before') sale.others++;
      const buyers = sale.heat[side];
      // Sums of the same points in another order differ in the last bits.
      if (Math.abs(heat - buyers) <= 1e-9 * Math.max(Math.abs(heat), Math.abs(buyers))) sale.same[side]++;
      else if (heat < buyers) sale.lower[side]++;
    });
  }
}

/** How well each model ranks the known sales. */
export interface RankingResult {
  sales: number;
  ranked: number;
  unseen: number;
  people: number;
  heldOut: boolean;
  topTenth: { before: Estimate; after: Estimate };
  auc: { before: Estimate; after: Estimate };
}

/** Null if no sale can be ranked: none is known, or nobody had been seen before. */
export function rankingResult({ known, unseen, sales, people, heldOut }: Ranking): RankingResult | null {
  const ranked = sales.filter(({ others }) => others > 0);
  if (ranked.length === 0) return null;
  const both = (share: (sale: RankedSale, side: keyof Sides) => number) => ({
    before: estimateOf(ranked.map((sale) => share(sale, 'before'))),
    after: estimateOf(ranked.map((sale) => share(sale, 'after'))),
  });
  return {
    sales: known,
    ranked: ranked.length,
    unseen,
    people,
    heldOut,
    topTenth: both(inTopTenth),
    auc: both(rankOf),
  };
}

/** The share of the others with a lower score than the buyer; equal scores count half. */
function rankOf({ others, lower, same }: RankedSale, side: keyof Sides): number {
  return (lower[side] + same[side] / 2) / others;
}

/** The probability to be in the top 10% of all, including the buyer, with equal scores in random order. */
function inTopTenth({ others, lower, same }: RankedSale, side: keyof Sides): number {
  const higher = others - lower[side] - same[side];
  const places = (others + 1) / 10 - higher;
  return Math.min(1, Math.max(0, places / (same[side] + 1)));
}
