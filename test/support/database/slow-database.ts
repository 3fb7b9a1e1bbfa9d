// A real D1 with a slow connection.

import { wrapDatabase } from '../../../worker/store/database/wrapped-database.ts';

/** The same database, with calls that take `tripMs` longer: half of it before the call and half after. */
export function slowDatabase(db: D1Database, tripMs: number): D1Database {
  return wrapDatabase(db, async (_, call) => {
    await scheduler.wait(tripMs / 2);
    const answer = await call();
    await scheduler.wait(tripMs / 2);
    return answer;
  });
}
