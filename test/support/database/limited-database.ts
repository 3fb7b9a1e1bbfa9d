// A real D1 that allows an invocation of the Worker as many statements as Cloudflare's plan does. Miniflare does not enforce
// the limits of the plans. Whether a batch counts as one query is undocumented: here each of its statements counts.

import { wrapDatabase } from '../../../worker/store/database/wrapped-database.ts';

/** Cloudflare's error beyond the limit. */
export const tooMany = 'Too many API requests by single Worker invocation.';

/** The use of a database. */
export interface Asked {
  statements: number;
  roundTrips: number;
  /** Rows written, including index entries. */
  rowsWritten: number;
}

/**
 * The same database; `asked` grows with each call. A call that would exceed `limit` statements throws and is not executed.
 */
export function limitedDatabase(db: D1Database, limit: number): { db: D1Database; asked: Asked } {
  const asked: Asked = { statements: 0, roundTrips: 0, rowsWritten: 0 };
  const limited = wrapDatabase(db, async (statements, call) => {
    if (asked.statements + statements > limit) throw new Error(tooMany);
    asked.statements += statements;
    asked.roundTrips += 1;
    const answer = await call();
    const results = [answer].flat() as { meta?: { rows_written: number } }[];
    for (const { meta } of results) asked.rowsWritten += meta?.rows_written ?? 0;
    return answer;
  });
  return { db: limited, asked };
}
