// Counts by day: visitors, members of segments, and beacons that were not stored.

import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * The number of visitors by level and cell on each day of the model's time zone (worker/flows/visitors/headcount.ts). One row for
 * all cells of a day, because it is written repeatedly until the day is over.
 */
export const headcount = sqliteTable(
  'headcount',
  {
    site: integer().notNull(),
    /** The name of the model. */
    model: text().notNull(),
    /** Counted from 1 January 1970. */
    day: integer().notNull(),
    /** The served version. */
    version: integer().notNull(),
    /** UTC ms. */
    countedAt: integer('counted_at').notNull(),
    /** The total. */
    visitors: integer().notNull(),
    /** JSON `{group: visitors}`, without empty groups; worker/score/standing/head-groups.ts has their names. */
    groups: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.model, t.day] })],
);

/** The number of a segment's members on each day of the site's time zone, rewritten until the day is over. */
export const segmentCount = sqliteTable(
  'segment_count',
  {
    site: integer().notNull(),
    segment: text().notNull(),
    /** Counted from 1 January 1970. */
    day: integer().notNull(),
    members: integer().notNull(),
    countedAt: integer('counted_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.segment, t.day] })],
);

/** Beacons that were counted but not stored, by day and reason; for `erased`, events. */
export const dropped = sqliteTable(
  'dropped',
  {
    site: integer().notNull(),
    day: text().notNull(),
    /** `origin_not_allowed`: a browser's origin is not one of the site's. Which one is not stored: anyone can send any. */
    reason: text({ enum: ['bot', 'gpc', 'excluded', 'origin_not_allowed', 'erased'] }).notNull(),
    beacons: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.day, t.reason] })],
);
