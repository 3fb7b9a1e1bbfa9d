// A model is a guess about buyers, and buyers change: after half a year somebody should look at it again.

/** Half a year, in ms. */
const staleMs = 183 * 86_400_000;

/** Whether a model was published longer ago than half a year. Times are UTC ms. */
export function isStale(publishedAt: number, now: number): boolean {
  return now - publishedAt > staleMs;
}

/** A sentence to show when the model was published longer ago than half a year, else null. Times are UTC ms. */
export function reminderOf(publishedAt: number | null, now: number): string | null {
  if (publishedAt === null || !isStale(publishedAt, now)) return null;
  const day = new Date(publishedAt).toISOString().slice(0, 10);
  return (
    `This model has been served since ${day}, for more than six months. ` +
    'Check whether it had your recent buyers as hot, and preview a better one.'
  );
}
