// A real D1 at the end of a long wire.

import { wrapDatabase } from '../../../worker/store/database/wrapped-database.ts';

/** The same database; each call to it takes `tripMs` more, half of it before it is made and half after. */
export function slowDatabase(db: D1Database, tripMs: number): D1Database {
  return wrapDatabase(db, async (_, call) => {
    await scheduler.wait(tripMs / 2);
    const answer = await call();
    await scheduler.wait(tripMs / 2);
    return answer;
  });
}
