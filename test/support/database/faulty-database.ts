// A real D1 with connection failures: before or after any chosen call, like network errors and crashes.

import { wrapDatabase } from '../../../worker/store/database/wrapped-database.ts';

/** Thrown instead of the platform's error (D1's own words for a lost connection). */
export const connectionLost = 'Network connection lost.';

/** When to fail: the nth call to the database (from 0), before or after its execution. */
export interface Fault {
  call: number;
  when: 'before' | 'after';
  message: string;
}

/** Wraps a database so that the fault happens once; `calls` counts the calls. */
export function faultyDatabase(db: D1Database, fault: Fault | null): { db: D1Database; calls: () => number } {
  let calls = 0;
  const broken = async <T>(call: () => Promise<T>): Promise<T> => {
    const isHit = fault !== null && calls++ === fault.call;
    if (fault === null) calls++;
    if (isHit && fault.when === 'before') throw new Error(fault.message);
    const result = await call();
    if (isHit) throw new Error(fault.message);
    return result;
  };
  return { db: wrapDatabase(db, (_, call) => broken(call)), calls: () => calls };
}
