// Points as people read them, and rounding that still adds up.

/** `24`, `9.5` or `−0.25`: at most two decimals, none that say nothing, and a true minus sign. */
export function pointsText(points: number): string {
  return signed(String(Number(points.toFixed(2))));
}

/** `24.00`: always two decimals, for columns that are read downwards. */
export function centsText(cents: number): string {
  return signed((cents / 100).toFixed(2));
}

/** `44.9` for 44.96: one decimal, cut and not rounded, so that no list shows 45 where 45 has not been reached. */
export function scoreText(score: number): string {
  return signed((Math.floor(score * 10 + 1e-6) / 10).toFixed(1));
}

/** `24`, or `0.3` for what is less than one. */
export function roundText(points: number): string {
  return signed(Math.abs(points) < 0.95 ? String(Number(points.toFixed(1))) : String(Math.round(points)));
}

/** `+10` or `−10`. */
export function gainText(points: number): string {
  return points > 0 ? `+${pointsText(points)}` : pointsText(points);
}

function signed(text: string): string {
  return text.replace(/^-0(\.0+)?$/, '0$1').replace('-', '−');
}

/**
 * Hundredths of each value such that they sum to the hundredths of the total exactly, none further than one hundredth
 * from its value: each is rounded down, and what is then missing goes to the largest remainders, the earlier first.
 */
export function centsThatSum(values: readonly number[], total: number): number[] {
  const exact = values.map((value) => value * 100);
  // A product such as 1.15 × 100 lands a hair below its whole number: that is no remainder.
  const cents = exact.map((value) => Math.floor(value + 1e-6));
  const missing = Math.round(total * 100) - cents.reduce((sum, value) => sum + value, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - (cents[index] ?? 0) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, Math.max(0, missing))) cents[index] = (cents[index] ?? 0) + 1;
  return cents;
}
