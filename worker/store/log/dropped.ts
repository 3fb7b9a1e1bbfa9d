// Counts of beacons that were not stored, by day and reason: the site's owner sees how many crawlers came, but nothing about
// them.

import { dropped } from '../../../schema/tables/log.ts';
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
