// Races that writers lose to each other: how long the loser waits, and a line in the log that says how often it happens.

import { Stale } from '../../store/database/guard.ts';

/** The longest pause after the second lost race and each further one: three isolates or more are writing then. */
const longestPauseMs = 250;
/** Lost races after which a batch waits for another writer's claim to run out: that writer may have died. */
const racesUntilWait = 5;

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

/** Another writer has claimed a row, until a moment (UTC ms). */
export class Claimed extends Stale {
  readonly until: number;

  constructor(until: number) {
    super('another writer has claimed a row');
    this.until = until;
  }
}

/** Waits for a moment, so that the other writers can finish. */
export async function pauseAfterRace(attempt: number, error: unknown): Promise<void> {
  countWrite('race');
  if (attempt === 1) return;
  const isStuck = error instanceof Claimed && attempt > racesUntilWait;
  const pause = isStuck ? Math.max(0, error.until - Date.now()) : longestPauseMs * Math.random();
  await new Promise((resume) => setTimeout(resume, pause));
}
