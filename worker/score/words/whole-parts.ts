// Rounding that still adds up: numbers that people read beside their sum. Pure.

/**
 * A whole number for each value, such that they sum to `total` (whole, and within one of what the values sum to), none
 * further than one from its value: each is rounded down, and what is then missing goes to the largest remainders, the
 * earlier first.
 */
export function wholePartsThatSum(values: readonly number[], total: number): number[] {
  // A product such as 1.15 × 100 lands a hair below its whole number: that is no remainder.
  const parts = values.map((value) => Math.floor(value + 1e-6));
  const missing = total - parts.reduce((sum, part) => sum + part, 0);
  const byRemainder = values
    .map((value, index) => ({ index, remainder: value - (parts[index] ?? 0) }))
    .sort((a, b) => b.remainder - a.remainder);
  for (const { index } of byRemainder.slice(0, Math.max(0, missing))) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
