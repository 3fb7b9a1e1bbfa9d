// Writers of one visitor within an isolate wait for each other: without that, all but one of them would lose the race.

/** A writer goes ahead after this time, whoever is before it: a request may end in the middle, and its turn with it. */
const longestTurnMs = 2_000;

/** The last in line, by what is waited for. */
const lines = new Map<string, Promise<unknown>>();

/** Does the work when all who asked earlier for one of these keys are done, or have had their time. */
export async function inTurn<Answer>(keys: readonly string[], work: () => Promise<Answer>): Promise<Answer> {
  const before = keys.flatMap((key) => lines.get(key) ?? []);
  const { promise: mine, resolve: done } = Promise.withResolvers<void>();
  for (const key of keys) lines.set(key, mine);
  try {
    if (before.length > 0) await Promise.race([Promise.all(before), passed(longestTurnMs)]);
    return await work();
  } finally {
    done();
    for (const key of keys) if (lines.get(key) === mine) lines.delete(key);
  }
}

function passed(ms: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, ms));
}
