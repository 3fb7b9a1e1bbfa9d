// Long work in units, so that it blocks nothing else. A scheduled run may use a limited number of database statements; the rest
// waits for the next minute.

import { isStale } from '../../store/database/guard.ts';
import { isUsedUp, rootOf } from '../../store/database/refusal.ts';

/**
 * A job as a generator. Before each unit of work, it yields the maximum number of SQL statements that the unit takes, and is
 * resumed when the run can afford them. Before its first yield it may run one statement, which is not counted.
 */
export type Units = AsyncGenerator<number, void, void>;

/** The parts of a kind of work that `inTurns` needs. */
export interface Work<One> {
  /** Names the work for this item in the log. */
  what: (one: One) => string;
  /** Maximum SQL statements per unit. */
  statements: number;
  /** Runs one unit for this item; true while there is more to do. */
  unit: (one: One) => Promise<boolean>;
}

/**
 * Runs one unit for each item in turn until nothing is left. A failing item is logged and does not block the others; after a lost
 * race it waits for the next run. Throws if the database limit is reached (store/database/refusal.ts).
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

/**
 * Lets other requests run before the next step. workerd handles sockets only when no other work is left, and a database in the
 * same process responds without one. Without this, `npm start` would serve nobody until a model is published.
 */
export function yieldToOthers(): Promise<void> {
  return new Promise((resume) => setTimeout(resume, 0));
}
