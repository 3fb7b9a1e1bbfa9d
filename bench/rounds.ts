// Interleaved rounds: A, B, C, A, B, C …, so that other load on the machine affects all cases equally.
// Times are measured outside workerd, because its clock stands still while a script computes.

/** Runs each case once per round. The first round only warms up. Returns the results of each case by round. */
export async function interleave<Name extends string>(
  cases: Record<Name, (round: number) => Promise<number>>,
  rounds: number,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(cases) as Name[];
  const figures = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const figure = await cases[name](round);
      if (round > 0) figures[name].push(figure);
    }
  }
  return figures;
}

/** The duration of `work` in ms. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The median; NaN if there are no values. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/**
 * The median of the ratios of each round. If the machine is slow for a while, both sides of a round are slow, so their
 * ratio stays the same.
 */
export function medianRatio(above: number[], below: number[]): number {
  return median(above.map((value, round) => value / (below[round] ?? Number.NaN)));
}
