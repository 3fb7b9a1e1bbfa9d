// Meters an invocation: wraps the database to count its statements, and regularly records how many rows this isolate has written.

import { planOf } from '../../../schema/plan.ts';
import { metered } from '../../store/database/metered.ts';
import { addRowsWritten, createRowCounter, type RowCounter } from '../../store/sites/usage.ts';
import type { Env } from '../env.ts';

/** Rows written between two records, because a record itself costs a row. */
const rowsBetweenNotes = 100;

/** This isolate's counter. Created by its first invocation, because random numbers are not available earlier. */
let rowCounter: RowCounter | undefined;

/** The database for an invocation. Reserves one statement for `noteRows`. */
export function meteredDatabase({ DB, PLAN }: Env): D1Database {
  rowCounter ??= createRowCounter(rowsBetweenNotes, Math.random());
  const { add: onRowsWritten } = rowCounter;
  const { statements, subrequests, cpuMs } = planOf(PLAN);
  return metered(DB, { statements: statements - 1, subrequests: subrequests - 1, cpuMs, onRowsWritten });
}

/** The same context, and the work that it waits for after the response. */
export function watch(context: ExecutionContext): {
  watched: ExecutionContext;
  background: Promise<unknown>[];
} {
  const background: Promise<unknown>[] = [];
  const watched = {
    ...context,
    waitUntil(work: Promise<unknown>) {
      background.push(work);
      context.waitUntil(work);
    },
    passThroughOnException: () => context.passThroughOnException(),
  };
  return { watched, background };
}

/** Records how many rows this isolate has written, once there are enough. A failure loses one record. */
export async function noteRows(env: Env): Promise<void> {
  const rowsWritten = rowCounter?.take() ?? 0;
  if (rowsWritten === 0) return;
  const day = new Date().toISOString().slice(0, 10);
  // Also metered, because the record itself writes a row.
  await addRowsWritten(meteredDatabase(env), { day, rowsWritten }).catch((error) =>
    console.error('rows written were not recorded', error),
  );
}
