// The meter of an invocation: it gets a database that counts what is asked of it, and notes now and then how many rows this
// isolate has written.

import { planOf } from '../../schema/plan.ts';
import { metered } from '../store/database/metered.ts';
import { addRowsWritten, createRowCounter, type RowCounter } from '../store/sites/usage.ts';
import type { Env } from './env.ts';

/** Rows that an isolate writes between two notes of how many: a note costs a row. */
const rowsBetweenNotes = 100;

/** Of this isolate. Made by its first invocation: before, there are no random numbers. */
let rowCounter: RowCounter | undefined;

/** The database as an invocation gets it. One statement is kept back for `noteRows`. */
export function meteredDatabase({ DB, PLAN }: Env): D1Database {
  rowCounter ??= createRowCounter(rowsBetweenNotes, Math.random());
  const { add: onRowsWritten } = rowCounter;
  return metered(DB, { statements: planOf(PLAN).statements - 1, onRowsWritten });
}

/** The same context, and what it is asked to wait for: work that goes on after the answer. */
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

/** Writes down how many rows this isolate has written, once there are enough of them. A failure loses one note. */
export async function noteRows(env: Env): Promise<void> {
  const rowsWritten = rowCounter?.take() ?? 0;
  if (rowsWritten === 0) return;
  const day = new Date().toISOString().slice(0, 10);
  // Metered as well: the row of the note counts.
  await addRowsWritten(meteredDatabase(env), { day, rowsWritten }).catch((error) =>
    console.error('rows written were not recorded', error),
  );
}
