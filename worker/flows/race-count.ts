// How well the guess of this isolate does, told by its log now and then.

/** `hit`: written on what was remembered; `miss`: it had to be read; `race`: the guard refused. */
export type WriteOutcome = 'hit' | 'miss' | 'race';

/** Writes between two lines of the log. */
const writesBetweenLines = 10_000;

const counts: Record<WriteOutcome, number> = { hit: 0, miss: 0, race: 0 };

/** Counts a write, and logs the counts of this isolate once in `writesBetweenLines`. */
export function countWrite(outcome: WriteOutcome): void {
  counts[outcome]++;
  const writes = counts.hit + counts.miss;
  if (outcome !== 'race' && writes % writesBetweenLines === 0)
    console.log('writes of this isolate', JSON.stringify(counts));
}
