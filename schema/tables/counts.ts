// Counts: by day visitors, members of segments, and beacons that were not stored; and of everybody's history for the reports.

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

/**
 * What the history of everybody says about the sales of a period (worker/flows/reports/survey.ts): counted in steps, resumed at
 * `cursor` until `finished_at` is set. Names nobody.
 */
export const survey = sqliteTable(
  'survey',
  {
    site: integer().notNull(),
    /** The served version when it began. */
    version: integer().notNull(),
    /** What is counted: where people stood (survey/tally.ts in worker/score/proof), or what rules they matched (calibration/evidence.ts). */
    about: text({ enum: ['standing', 'rules'] }).notNull(),
    /** The period and the people as they were asked for: `FROM-TO?channel=…&source=…` (worker/flows/reports/survey-scope.ts). */
    span: text().notNull(),
    /** The period that is counted, and when it began, UTC ms. */
    startsAt: integer('starts_at').notNull(),
    endsAt: integer('ends_at').notNull(),
    begunAt: integer('begun_at').notNull(),
    /** The last visitor counted. */
    cursor: text().notNull(),
    /** How often the progress was saved. */
    saves: integer().notNull(),
    done: integer().notNull(),
    total: integer().notNull(),
    /** JSON of the counts so far. */
    tally: text().notNull(),
    finishedAt: integer('finished_at'),
    /** JSON of the last finished count, which is shown while the next one runs; null: none yet. */
    result: text(),
  },
  (t) => [primaryKey({ columns: [t.site, t.version, t.about, t.span] })],
);

/**
 * The prediction of who buys, for a served version of a model (worker/flows/predict/predict.ts): made in steps, resumed at `cursor`
 * until the stage is `done`. Names only the visitor at its cursor.
 */
export const prediction = sqliteTable(
  'prediction',
  {
    site: integer().notNull(),
    version: integer().notNull(),
    /** JSON of worker/score/proof/predict/prediction.ts `Prediction`, as it scores; null: none yet. */
    body: text(),
    /** When the people of `body` were gathered, UTC ms. */
    fittedAt: integer('fitted_at'),
    /** JSON of worker/flows/predict/result.ts `PredictionResult`: of the last run that came to one. */
    result: text(),
    /** When the last run began, UTC ms, and under which revision of the site. */
    begunAt: integer('begun_at').notNull(),
    revision: integer().notNull(),
    stage: text({ enum: ['gather', 'fit', 'write', 'done'] }).notNull(),
    /** The last visitor gathered or written. */
    cursor: text().notNull(),
    /** How often the progress was saved. */
    saves: integer().notNull(),
    done: integer().notNull(),
    total: integer().notNull(),
    /** JSON of worker/score/proof/predict/sample.ts `Gathered`. */
    gathered: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.version] })],
);

/** Some people of a prediction's sample, without their ids: until it is fitted. */
export const predictionSample = sqliteTable(
  'prediction_sample',
  {
    site: integer().notNull(),
    version: integer().notNull(),
    /** The save that wrote it, and the place in it. */
    save: integer().notNull(),
    place: integer().notNull(),
    /** JSON array of worker/score/proof/predict/sample.ts `Example`. */
    examples: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.version, t.save, t.place] })],
);
