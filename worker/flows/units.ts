// Scheduled work in units: a run of the clock may ask the database for so many statements, and what does not fit waits for
// the next minute.

import { isStale } from '../store/database/guard.ts';
import { isUsedUp, rootOf } from '../store/database/refusal.ts';

/**
 * A job as a generator. It yields before each unit of its work, saying how many SQL statements the unit takes at most, and
 * is resumed when the run can afford them. Before its first yield it may run one statement, which is not counted.
 */
export type Units = AsyncGenerator<number, void, void>;

/** What `inTurns` needs to know of a kind of work. */
export interface Work<One> {
  /** Names the work for this one, in the log. */
  what: (one: One) => string;
  /** SQL statements of one unit, at most. */
  statements: number;
  /** Does a unit for this one; true while there is more to do for it. */
  unit: (one: One) => Promise<boolean>;
}

/**
 * One unit for each in turn, until nothing is left to do for any. One that fails is logged and keeps no other waiting; one
 * that lost a race is left to the next run. Throws where the database is used up (store/database/refusal.ts).
 */
export async function* inTurns<One>(all: readonly One[], { what, statements, unit }: Work<One>): Units {
  let waiting = all;
  while (waiting.length > 0) {
    const unfinished: One[] = [];
    for (const one of waiting) {
      yield statements;
      try {
        if (await unit(one)) unfinished.push(one);
      } catch (error) {
        if (isUsedUp(error)) throw error;
        if (!isStale(error)) console.error(`scheduled: ${what(one)} failed`, rootOf(error));
      }
    }
    waiting = unfinished;
  }
}
