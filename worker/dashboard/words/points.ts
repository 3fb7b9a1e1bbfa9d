// Points for people, and rounding that preserves sums.

import { wholePartsThatSum } from '../../score/words/whole-parts.ts';

/** `24`, `9.5` or `−0.25`: at most two decimals, no trailing zeros, and a real minus sign. */
export function pointsText(points: number): string {
  return signed(String(Number(points.toFixed(2))));
}

/** `24.00`: always two decimals, for columns. */
export function centsText(cents: number): string {
  return signed((cents / 100).toFixed(2));
}

/** `44.9` for 44.96: one decimal, truncated, so that no list shows 45 before the score has reached 45. */
export function scoreText(score: number): string {
  return signed((Math.floor(score * 10 + 1e-6) / 10).toFixed(1));
}

/** `24`, or `0.3` below one. */
export function roundText(points: number): string {
  return signed(Math.abs(points) < 0.95 ? String(Number(points.toFixed(1))) : String(Math.round(points)));
}

/** `+10` or `−10`. */
export function gainText(points: number): string {
  return points > 0 ? `+${pointsText(points)}` : pointsText(points);
}

/** `2,310`. */
export function countText(count: number): string {
  return count.toLocaleString('en');
}

function signed(text: string): string {
  return text.replace(/^-0(\.0+)?$/, '0$1').replace('-', '−');
}

/** Each value rounded to hundredths, so that they sum exactly to the total in hundredths. */
export function centsThatSum(values: readonly number[], total: number): number[] {
  return wholePartsThatSum(
    values.map((value) => value * 100),
    Math.round(total * 100),
  );
}
