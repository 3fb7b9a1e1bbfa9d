// What one invocation of the Worker has asked of the database so far, and how much more it may: D1 throws beyond the plan's limit.

import { wrapDatabase } from './wrapped-database.ts';

/** How many statements an invocation may ask, and a callback for the rows that it writes. */
export interface Metering {
  /** SQL statements, at most. */
  statements: number;
  /** Called after each call that wrote rows; `rows` as D1 bills them, index entries included. */
  onRowsWritten?: (rows: number) => void;
}

/** Statements left, by metered database. */
const left = new WeakMap<D1Database, () => number>();

/** The same database, counting what is asked of it. It refuses nothing: ask `statementsLeft` when to stop. */
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

/** SQL statements that this invocation may still ask of the database. One that is not metered has no limit. */
export function statementsLeft(db: D1Database): number {
  return left.get(db)?.() ?? Number.POSITIVE_INFINITY;
}

/** Rows written, by the meta of a result or of each of a batch. */
function rowsWrittenBy(answer: unknown): number {
  const results = (Array.isArray(answer) ? answer : [answer]) as { meta?: { rows_written?: number } }[];
  return results.reduce((rows, result) => rows + (result?.meta?.rows_written ?? 0), 0);
}
