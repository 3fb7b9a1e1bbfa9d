// Counts of beacons that were not stored, by day and reason: the site's owner sees how many crawlers came, but nothing about
// them.

import { and, eq, gte, sum } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { dropped } from '../../../schema/tables/counts.ts';
import { columnsOf, insertInto, valuesOf } from '../database/columns.ts';
import { sql } from '../database/sql.ts';

/** A count to add. `day` is UTC, such as `2026-11-22`. */
export type DroppedCount = typeof dropped.$inferInsert;

const add = sql`${insertInto(
  dropped,
  valuesOf(columnsOf(dropped), (name) => `value->>'${name}'`),
)} from json_each(?1) where true
on conflict (site, day, reason) do update set beacons = beacons + excluded.beacons`;

/** Adds the counts: one statement, one row written for each, by the primary key. */
export async function addDropped(db: D1Database, counts: DroppedCount[]): Promise<void> {
  await db.prepare(add).bind(JSON.stringify(counts)).run();
}

/** The sums by reason from the UTC day `since` on: a range of the primary key. */
export function readDropped(
  db: D1Database,
  site: number,
  since: string,
): Promise<Pick<DroppedCount, 'reason' | 'beacons'>[]> {
  return drizzle(db)
    .select({ reason: dropped.reason, beacons: sum(dropped.beacons).mapWith(Number) })
    .from(dropped)
    .where(and(eq(dropped.site, site), gte(dropped.day, since)))
    .groupBy(dropped.reason);
}
