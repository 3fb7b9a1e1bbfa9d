// How much of the plan is used: rows written by day, and the size of the database.

import { desc, gte, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { usage } from '../../../schema/tables/site.ts';
import { statementOf } from '../database/query.ts';

/** Rows written on a UTC day, such as `2026-11-26`, by all sites, including index entries, as D1 bills them. */
export type DayRows = typeof usage.$inferSelect;

/** Adds to the count of a day: one row written. */
export async function addRowsWritten(db: D1Database, day: DayRows): Promise<void> {
  await drizzle(db)
    .insert(usage)
    .values(day)
    .onConflictDoUpdate({
      target: usage.day,
      set: { rowsWritten: sql`${usage.rowsWritten} + ${day.rowsWritten}` },
    });
}

/** The days from `since` on, newest first, by primary key, and the size of the database in bytes. One round trip. */
export async function readUsage(
  db: D1Database,
  since: string,
): Promise<{ days: DayRows[]; databaseBytes: number }> {
  const rowsWritten = sql<number>`${usage.rowsWritten}`.as('rowsWritten');
  const { results, meta } = await statementOf(db, (d1) =>
    d1
      .select({ day: usage.day, rowsWritten })
      .from(usage)
      .where(gte(usage.day, since))
      .orderBy(desc(usage.day)),
  ).all<DayRows>();
  return { days: results, databaseBytes: meta.size_after };
}

/** Counts the rows that an isolate writes. */
export interface RowCounter {
  /** Counts rows. */
  add(rows: number): void;
  /** Rows to add to the day now; they are then no longer counted here. A multiple of the step, mostly 0. */
  take(): number;
}

/**
 * Writing every count would cost a row for every few rows. So an isolate only writes whole steps of `step` rows, and starts
 * with a random part of a step as if already counted. An isolate that ends loses less than a step, and the random starts add
 * as much on average, so the sum over isolates is right on average (systematic sampling with a random start: Cochran,
 * "Sampling Techniques", chapter 8). `random` is from 0 to 1.
 */
export function createRowCounter(step: number, random: number): RowCounter {
  let counted = random * step;
  return {
    add(rows) {
      counted += rows;
    },
    take() {
      const whole = Math.floor(counted / step) * step;
      counted -= whole;
      return whole;
    },
  };
}
