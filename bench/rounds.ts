// Interleaved rounds: A, B, C, A, B, C … so that what else the machine does falls on all of them alike.
// Times are taken here, outside: inside workerd the clock stands still while a script computes.

/** Runs each of the cases once a round, the first round to warm up only. Returns what each answered, by round. */
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

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The middle value; NaN of none. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/**
 * The median of the ratios of each round: what slows the machine for a while slows both sides of a round,
 * and leaves their ratio as it is.
 */
export function medianRatio(above: number[], below: number[]): number {
  return median(above.map((value, round) => value / (below[round] ?? Number.NaN)));
}
