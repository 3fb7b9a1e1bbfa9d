// Within an isolate, writers of the same visitor wait for each other. Otherwise all but one would lose the race.

import { Recent } from '../common/recent.ts';

/** After this time a writer stops waiting, because a request can end in the middle of its turn. */
export const longestTurnMs = 4_000;

/** The last writer in line for each key. Turns of requests that ended early stay until newer ones replace them. */
const lines = new Recent<Promise<void>>(5_000);

/** Runs the work once all earlier writers for these keys have finished, or their time is over. */
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
