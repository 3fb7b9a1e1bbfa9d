// What the answers of all reports share: their frame, and how estimates are written.

import type { Estimate } from '../../score/proof/estimate.ts';
import type { Cell } from '../visitors/csv.ts';
import type { Survey } from './survey.ts';

/** A report as a file: the header and the rows. */
export interface Table {
  header: string[];
  rows: Cell[][];
}

/** The period that was counted, or is being counted, and the progress. */
export function frameOf({ from, to, counting, counted }: Survey) {
  const period = counted ?? { from, to };
  return { from: period.from, to: period.to, countedAt: counted?.at ?? null, counting };
}

/** Five significant digits: more says nothing. */
export function rounded(value: number): number {
  return Number(value.toPrecision(5));
}

/** An estimate with rounded numbers; null stays. */
export function roundedEstimate(estimate: Estimate | null): Estimate | null {
  if (!estimate) return null;
  const { value, low, high } = estimate;
  return { value: rounded(value), low: rounded(low), high: rounded(high) };
}

/** The columns of an estimate. */
export function estimateHeader(name: string): string[] {
  return [name, `${name}Low`, `${name}High`];
}

/** Their cells. */
export function estimateCells(estimate: Estimate | null): Cell[] {
  return estimate ? [estimate.value, estimate.low, estimate.high] : [null, null, null];
}
