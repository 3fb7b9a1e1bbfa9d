// How well the guess of this isolate does, told by its log now and then.

/** `hit`: written on what was remembered; `miss`: it had to be read; `race`: the guard refused, or another writer had claimed a row. */
export type WriteOutcome = 'hit' | 'miss' | 'race';

/** Writes between two lines of the log. */
export const writesBetweenLines = 1_000;

const nothing: Readonly<Record<WriteOutcome, number>> = { hit: 0, miss: 0, race: 0 };

/** Since the last line, and in all. */
let recent = { ...nothing };
const total = { ...nothing };

/** Counts a write, or a race lost on the way to one. */
export function countWrite(outcome: WriteOutcome): void {
  recent[outcome]++;
  total[outcome]++;
  const writes = recent.hit + recent.miss;
  if (writes < writesBetweenLines) return;
  const { hit, race } = recent;
  recent = { ...nothing };
  console.log(
    `ingest: of ${writes} writes of this isolate ${hit} were made on what it remembered; ${race} races were lost`,
  );
}

/** The counts of this isolate so far. */
export function writeCounts(): Readonly<Record<WriteOutcome, number>> {
  return { ...total };
}
