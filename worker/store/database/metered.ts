// Counts an invocation's use of the database, and what is left: D1 throws beyond the plan's limit.

import { wrapDatabase } from './wrapped-database.ts';

/** The statement limit of an invocation, and a callback for the rows that it writes. */
export interface Metering {
  /** Maximum SQL statements. */
  statements: number;
  /** Called after each call that wrote rows; `rows` as D1 bills them, including index entries. */
  onRowsWritten?: (rows: number) => void;
}

/** Remaining statements by metered database. */
const left = new WeakMap<D1Database, () => number>();

/** Wraps a database to count its statements. It rejects nothing: check `statementsLeft` to know when to stop. */
export function metered(db: D1Database, { statements: allowed, onRowsWritten }: Metering): D1Database {
  let asked = 0;
  const counting = wrapDatabase(db, async (statements, call) => {
    asked += statements;
    const answer = await call();
    const rows = rowsWrittenBy(answer);
    if (rows > 0) onRowsWritten?.(rows);
    return answer;
  });
  left.set(counting, () => allowed - asked);
  return counting;
}

/** SQL statements that this invocation may still run. An unmetered database has no limit. */
export function statementsLeft(db: D1Database): number {
  return left.get(db)?.() ?? Number.POSITIVE_INFINITY;
}

/** Rows written, from the meta of a result or of each result of a batch. */
function rowsWrittenBy(answer: unknown): number {
  const results = (Array.isArray(answer) ? answer : [answer]) as { meta?: { rows_written?: number } }[];
  return results.reduce((rows, result) => rows + (result?.meta?.rows_written ?? 0), 0);
}
