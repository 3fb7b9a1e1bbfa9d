// Which invocations have left rows to review. They review these after their response; the scheduled job would do it within a minute.

const marked = new WeakSet<D1Database>();

/** Notes that a statement of this invocation's database marks rows. */
export function noteMarked(db: D1Database): void {
  marked.add(db);
}

/** Whether this invocation has marked rows since it was asked last. */
export function takeMarked(db: D1Database): boolean {
  return marked.delete(db);
}
