// Lost races between writers: how long the loser waits, and a log line about how often it happens.

import { Stale } from '../../store/database/guard.ts';

/** The longest pause from the second lost race on, when three or more isolates are writing. */
const longestPauseMs = 250;
/** After this many lost races, a batch waits until another writer's claim expires: that writer may have crashed. */
const racesUntilWait = 5;

/** `hit`: written from remembered state. `miss`: had to read first. `race`: the guard failed, or another writer had claimed a row. */
export type WriteOutcome = 'hit' | 'miss' | 'race';

/** Writes between two log lines. */
export const writesBetweenLines = 1_000;

const nothing: Readonly<Record<WriteOutcome, number>> = { hit: 0, miss: 0, race: 0 };

/** Since the last line, and in total. */
let recent = { ...nothing };
const total = { ...nothing };

/** Counts a write or a lost race. */
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

/** This isolate's counts so far. */
export function writeCounts(): Readonly<Record<WriteOutcome, number>> {
  return { ...total };
}

/** Thrown if another writer has claimed a row, until a time (UTC ms). */
export class Claimed extends Stale {
  readonly until: number;

  constructor(until: number) {
    super('another writer has claimed a row');
    this.until = until;
  }
}

/** Waits briefly, so that the other writers can finish. */
export async function pauseAfterRace(attempt: number, error: unknown): Promise<void> {
  countWrite('race');
  if (attempt === 1) return;
  const isStuck = error instanceof Claimed && attempt > racesUntilWait;
  const pause = isStuck ? Math.max(0, error.until - Date.now()) : longestPauseMs * Math.random();
  await new Promise((resume) => setTimeout(resume, pause));
}
