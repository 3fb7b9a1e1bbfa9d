// Writers of one visitor within an isolate wait for each other: without that, all but one of them would lose the race.

import { Recent } from '../recent.ts';

/** A writer goes ahead after this time, whoever is before it: a request may end in the middle, and its turn with it. */
export const longestTurnMs = 4_000;

/** The last in line, by what is waited for. Turns of requests that ended in the middle stay until others push them out. */
const lines = new Recent<Promise<void>>(5_000);

/** Does the work when all who asked earlier for one of these keys are done, or have had their time. */
export async function inTurn<Answer>(keys: readonly string[], work: () => Promise<Answer>): Promise<Answer> {
  const before = keys.flatMap((key) => lines.get(key) ?? []);
  const { promise: mine, resolve: done } = Promise.withResolvers<void>();
  for (const key of keys) lines.set(key, mine);
  try {
    if (before.length > 0) await whenDone(before);
    return await work();
  } finally {
    done();
    for (const key of keys) if (lines.get(key) === mine) lines.delete(key);
  }
}

async function whenDone(before: readonly Promise<void>[]): Promise<void> {
  const { promise: passed, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, longestTurnMs);
  await Promise.race([Promise.all(before), passed]);
  clearTimeout(timer);
}
