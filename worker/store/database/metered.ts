// Counts an invocation's use of the database and of the network, and what is left: D1 and `fetch` throw beyond the plan's limits.

import { wrapDatabase } from './wrapped-database.ts';

/** The limits of an invocation, and a callback for the rows that it writes. */
export interface Metering {
  /** Maximum SQL statements. */
  statements: number;
  /** Maximum SQL statements and fetches together; by default as many as statements. */
  subrequests?: number;
  /** CPU time that the plan allows it; by default any. Nothing measures it: a Worker cannot. */
  cpuMs?: number;
  /** Called after each call that wrote rows; `rows` as D1 bills them, including index entries. */
  onRowsWritten?: (rows: number) => void;
}

/** The use of an invocation, by its metered database. */
interface Meter {
  statements: number;
  subrequests: number;
  cpuMs: number;
}

const meters = new WeakMap<D1Database, Meter>();

/** Wraps a database to count its statements. It rejects nothing: check `statementsLeft` to know when to stop. */
export function metered(
  db: D1Database,
  { statements, subrequests = statements, cpuMs = Number.POSITIVE_INFINITY, onRowsWritten }: Metering,
): D1Database {
  const left: Meter = { statements, subrequests, cpuMs };
  const counting = wrapDatabase(db, async (asked, call) => {
    left.statements -= asked;
    left.subrequests -= asked;
    const answer = await call();
    const rows = rowsWrittenBy(answer);
    if (rows > 0) onRowsWritten?.(rows);
    return answer;
  });
  meters.set(counting, left);
  return counting;
}

/** SQL statements that this invocation may still run. An unmetered database has no limit. */
export function statementsLeft(db: D1Database): number {
  const { statements, subrequests } = meters.get(db) ?? unmetered;
  return Math.min(statements, subrequests);
}

/** Statements and fetches that this invocation may still make together. */
export function subrequestsLeft(db: D1Database): number {
  return (meters.get(db) ?? unmetered).subrequests;
}

/** CPU time that an invocation like this one may take in all, in ms. One step must not need more. */
export function cpuAllowed(db: D1Database): number {
  return (meters.get(db) ?? unmetered).cpuMs;
}

/** Counts a fetch of the invocation that this database belongs to. */
export function noteSubrequest(db: D1Database): void {
  const meter = meters.get(db);
  if (meter) meter.subrequests -= 1;
}

/** Sets statements aside for later work; returns what gives them back, right before that work. */
export function reserveStatements(db: D1Database, count: number): () => void {
  const meter = meters.get(db);
  const change = (by: number) => {
    if (meter)
      Object.assign(meter, { statements: meter.statements + by, subrequests: meter.subrequests + by });
  };
  change(-count);
  return () => change(count);
}

const unlimited = Number.POSITIVE_INFINITY;
const unmetered: Meter = { statements: unlimited, subrequests: unlimited, cpuMs: unlimited };

/** Rows written, from the meta of a result or of each result of a batch. */
function rowsWrittenBy(answer: unknown): number {
  const results = (Array.isArray(answer) ? answer : [answer]) as { meta?: { rows_written?: number } }[];
  return results.reduce((rows, result) => rows + (result?.meta?.rows_written ?? 0), 0);
}
