// How much of the plan is used: rows written by day, and the size of the database.

import type { usage } from '../../../schema/tables/site.ts';

/** Rows written on a UTC day, such as `2026-11-26`; by all sites, index entries included, as D1 bills them. */
export type DayRows = typeof usage.$inferSelect;

/** Adds to the count of a day: one row written. */
export async function addRowsWritten(db: D1Database, { day, rowsWritten }: DayRows): Promise<void> {
  await db
    .prepare(
      `insert into usage (day, rows_written) values (?1, ?2)
       on conflict (day) do update set rows_written = rows_written + excluded.rows_written`,
    )
    .bind(day, rowsWritten)
    .run();
}

/** The days from `since` on, newest first, by primary key, and how many bytes the database takes. One round trip. */
export async function readUsage(
  db: D1Database,
  since: string,
): Promise<{ days: DayRows[]; databaseBytes: number }> {
  const { results, meta } = await db
    .prepare('select day, rows_written as rowsWritten from usage where day >= ?1 order by day desc')
    .bind(since)
    .all<DayRows>();
  return { days: results, databaseBytes: meta.size_after };
}

/** Counts the rows that an isolate writes. */
export interface RowCounter {
  /** Counts rows. */
  add(rows: number): void;
  /** Rows to be added to the day now, which are then no longer counted here: a multiple of the step, mostly 0. */
  take(): number;
}

/**
 * Writing each count down would cost a row for every few. So an isolate writes down whole steps of `step` rows only, and
 * begins with a random part of one as if already counted: an isolate that ends loses less than a step, and as many begin
 * with a part that is not theirs, so that the sum over isolates is right on average (systematic sampling with a random
 * start: Cochran, "Sampling Techniques", chapter 8). `random` is from 0 to 1.
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
