// Rounds numbers so that they still add up to their displayed sum. Pure.

/**
 * A whole number for each value, so that they sum to `total` (whole, and within 1 of the sum of the values). Each differs
 * from its value by at most 1: each is rounded down, and the missing rest goes to the largest remainders, the earlier first.
 */
export function wholePartsThatSum(values: readonly number[], total: number): number[] {
  // A product such as 1.15 × 100 is slightly below its whole number. That is no remainder.
  const parts = values.map((value) => Math.floor(value + 1e-6));
  const missing = total - parts.reduce((sum, part) => sum + part, 0);
  const byRemainder = values
    .map((value, index) => ({ index, remainder: value - (parts[index] ?? 0) }))
    .sort((a, b) => b.remainder - a.remainder);
  for (const { index } of byRemainder.slice(0, Math.max(0, missing))) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
