// A sample of what people had: buyers just before their sale, and others at a moment. Random but always the same, and of bounded
// size, whatever the site's. Pure.

import { shortHash } from '../../short-hash.ts';
import type { Held } from './held.ts';

/** A person at a moment, without a name. `columns` and `values`: what they had, as many of each. */
export interface Row {
  /** The place in the sample: rows with the lowest stay. */
  draw: string;
  /** The place of the moment at which somebody was looked at; −1: a buyer, just before the sale. */
  moment: number;
  /** Whether the row is of the half of people on whom points are not fitted. */
  heldOut: boolean;
  /** The score then, in points. */
  score: number;
  /** Places of rules; of fit rules, after all rules. */
  columns: number[];
  values: number[];
}

/** A sample with at most so many rows, and so many values in all of them. `below`: draws from here on have been left out. */
export interface Sample {
  rows: Row[];
  values: number;
  below: string | null;
}

/** The most rows and values: 1,000 buyers give a coefficient as exactly as anybody needs, and 3,000 others compare with them. */
export const sampleLimits = {
  buyers: { rows: 1_000, values: 12_000 },
  others: { rows: 3_000, values: 24_000 },
} as const;

/** An empty sample. */
export function newSample(): Sample {
  return { rows: [], values: 0, below: null };
}

/** Adds a row if its draw is low enough, and leaves out those with the highest ones. Mutates the sample. */
export function addRow(sample: Sample, row: Row, limits: { rows: number; values: number }): void {
  if (sample.below !== null && row.draw >= sample.below) return;
  sample.rows.push(row);
  sample.values += row.values.length;
  while (sample.rows.length > limits.rows || sample.values > limits.values) {
    const highest = sample.rows.reduce((most, each, place, all) => {
      return each.draw > (all[most] as Row).draw ? place : most;
    }, 0);
    const [left] = sample.rows.splice(highest, 1);
    sample.values -= left?.values.length ?? 0;
    sample.below = left?.draw ?? sample.below;
  }
}

/** The row of a person. `rules`: how many the model has. */
export function rowOf(
  visitor: string,
  { score, awards, fits }: Held,
  { moment, rules }: { moment: number; rules: number },
): Row {
  const all = [...awards, ...fits.map(([place, times]) => [rules + place, times] as const)];
  return {
    draw: shortHash(`row ${visitor}`),
    ...{ moment, heldOut: isHeldOut(visitor), score: rounded(score) },
    columns: all.map(([column]) => column),
    values: all.map(([, value]) => rounded(value)),
  };
}

/** Whether a person belongs to the half on whom points are not fitted, so that they can show what fitted points are worth. */
export function isHeldOut(visitor: string): boolean {
  return hashOf(`half ${visitor}`) % 2 === 1;
}

/** Which of `moments` a person is looked at. */
export function momentFor(visitor: string, moments: number): number {
  return hashOf(`moment ${visitor}`) % moments;
}

function hashOf(text: string): number {
  return Number.parseInt(shortHash(text), 36);
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
