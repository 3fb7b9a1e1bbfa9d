// The log of events and the tables that are derived from it: scores, waiting lapses and crossings.

import { sql } from 'drizzle-orm';
import { blob, index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { channels } from '../api/visitors/channel.ts';
import { leadStates } from '../api/visitors/lead.ts';
import { oddsSql } from './odds.ts';
import { tierSql } from './tier.ts';

/**
 * The log: events are appended once and never changed. Undoing what a person recorded by hand removes its event (`withdrawn`). A
 * known (site, device, id) is ignored.
 * Example: `acme, 0b5…, 9c1…, page_view, 1763791199000, …, {"url":"https://acme.com/pricing"}`.
 */
export const event = sqliteTable(
  'event',
  {
    site: integer().notNull(),
    /** The browser's id (16 bytes), or for a server-side event the keyed hash of the person (`server:…`, 32 bytes). */
    device: blob({ mode: 'buffer' }).notNull(),
    id: blob({ mode: 'buffer' }).notNull(),
    /** A letter for the kinds that browsers send (`stored` in schema/kinds.ts), else the kind itself. */
    kind: text().notNull(),
    /** UTC ms, corrected for the visitor's clock. */
    occurredAt: integer('occurred_at').notNull(),
    /** The time that determines the owner, if it is not `occurredAt` (adjustments, outcomes, lapses). */
    ownedAt: integer('owned_at'),
    /** Arrival in ticks of 1/64 ms (6 bytes until 2039). It increases strictly with each batch that changes a visitor. */
    arrival: integer().notNull(),
    /** The index within its batch: the order of events with the same tick. */
    position: integer().notNull(),
    session: blob({ mode: 'buffer' }),
    /** 0 browser, 1 automated (stored, earns nothing), 2 server: store/log/events.ts `originCodes`. */
    origin: integer().notNull(),
    /** The tag's consent state (worker/score/consent.ts). Null if no tag sent it. */
    consent: integer(),
    /** JSON of the kind's fields (worker/score/event.ts). */
    body: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.device, t.id] })],
);

/**
 * The state of a visitor under one model version: everything that lists show or sort by, derived from the log.
 * `heat` is the score in forward-decay units: score(t) = heat × 2^(−(t − landmark) / halfLife).
 */
export const score = sqliteTable(
  'score',
  {
    site: integer().notNull(),
    version: integer().notNull(),
    visitor: blob({ mode: 'buffer' }).notNull(),
    heat: real().notNull(),
    /** JSON `{rule id: heat}`: the reasons in a list, without computing the score again. */
    heatByRule: text('heat_by_rule').notNull(),
    /** JSON `{day: heat}` of the last days, by the day of each award in the version's time zone. The trend is computed from it. */
    heatByDay: text('heat_by_day').notNull().default('{}'),
    /** 1 (hottest) to 4 (coldest) as of the last arrival; 5 is outside the levels. Readers apply what the clock has changed since. */
    level: integer().notNull(),
    /** The tick of the last arrival that changed this row. */
    arrival: integer().notNull(),
    /**
     * A random number of the write that stored the row. Writers that rely on the row compare it. Below 0: a writer that lost a
     * race has claimed the row (worker/store/scores/standings.ts).
     */
    attempt: integer().notNull(),
    /** The device of the first event. An anonymous visitor has no stint, so this is how its events are found. */
    device: blob({ mode: 'buffer' }).notNull(),
    firstSeen: integer('first_seen').notNull(),
    /** Can lag by up to an hour: it is indexed, so each update costs a written row. */
    lastSeen: integer('last_seen').notNull(),
    visits: integer().notNull(),
    /** JSON of what the visitor did last (worker/score/standing/done/last-event.ts). Not indexed, so it costs no row of its own. */
    lastEvent: text('last_event'),
    /** Where the earliest event came from (first touch): the source by its name, the channel, the campaign, and the path of the page. */
    source: text().notNull(),
    channel: text({ enum: [...channels, ''] })
      .notNull()
      .default(''),
    campaign: text(),
    landing: text(),
    /** JSON of what was sent of it (`SentSource` in worker/score/source/first-visit.ts). */
    sent: text(),
    /** The outcome that counts (worker/score/standing/outcome.ts), and its time, UTC ms. */
    outcome: text({ enum: ['won', 'lost', 'open'] }),
    outcomeAt: integer('outcome_at'),
    /** What sales said last of the lead; null: it is new, and has no reason or owner. Without an index, which would cost a row written. */
    leadState: text('lead_state', { enum: leadStates }),
    stateReason: text('state_reason'),
    owner: text(),
    /** JSON: the memory of caps, `nth`, groups and sessions, and the activity counts (`State` in worker/score/standing/step.ts). */
    state: text().notNull(),
    /** The following columns are copies of the lead's, so that a list reads no other row (worker/store/scores/score-lead.ts). */
    email: text(),
    userId: text('user_id'),
    /** Null while the visitor is anonymous. */
    verified: integer({ mode: 'boolean' }),
    name: text(),
    company: text(),
    search: text(),
    companyKey: text('company_key'),
    companySearch: text('company_search'),
    /** 0–100 under this version. Null, like the grade, while no trait is known that a fit rule reads. */
    fitScore: real('fit_score'),
    grade: text({ enum: ['A', 'B', 'C', 'D'] }),
    /**
     * The logit of the predicted probability (worker/score/proof/predict/prediction.ts): what the deeds and what the person add to
     * it. Null without a prediction; of the deeds also outside the levels.
     */
    deedOdds: real('deed_odds'),
    personOdds: real('person_odds'),
    /** JSON of what webhooks were told last: cell, identified, segments (`Told` in worker/score/segments/told.ts). Null: unwatched. */
    told: text(),
    /** UTC ms from which `told` may differ although nothing happens, because points fade and days pass; null: never. */
    checkAt: integer('check_at'),
  },
  (t) => [
    primaryKey({ columns: [t.site, t.version, t.visitor] }),
    index('score_by_check').on(t.checkAt).where(sql`${t.checkAt} is not null`),
    index('score_by_heat').on(
      ...([t.site, t.version, t.level] as const),
      ...[sql.raw(tierSql('')), sql`${t.heat} desc`, sql`${t.visitor} desc`],
    ),
    /** Partial, so that a site without a prediction writes nothing to it. */
    index('score_by_odds')
      .on(t.site, t.version, sql.raw(oddsSql('')), t.visitor)
      .where(sql`${t.deedOdds} is not null`),
    /** Who has an outcome: few of many. */
    index('score_by_outcome')
      .on(t.site, t.version, t.outcome, t.visitor)
      .where(sql`${t.outcome} is not null`),
    index('score_by_last_seen').on(t.site, t.version, t.lastSeen, t.visitor),
    index('score_by_first_seen').on(t.site, t.version, t.firstSeen, t.visitor),
    /**
     * Has all columns that the list of companies sums. Partial, so that events of visitors without a company write nothing to it.
     * The columns to sort by come first, because SQLite decodes a row up to the last column that it needs.
     */
    index('score_by_company')
      .on(
        t.site,
        t.version,
        t.companyKey,
        sql`${t.heat} desc`,
        sql`${t.visitor} desc`,
        t.level,
        t.outcome,
        t.lastSeen,
        t.firstSeen,
        t.grade,
        t.verified,
        t.company,
        t.companySearch,
      )
      .where(sql`${t.companyKey} is not null`),
  ],
);

/**
 * Lapses that started on a device and are not decided yet (worker/score/rules/lapse.ts): one row for each lapse and device, however
 * often it started. The row says only when to check; the log decides what lapsed.
 */
export const waiting = sqliteTable(
  'waiting',
  {
    site: integer().notNull(),
    /** The lapse's id. */
    lapse: text().notNull(),
    device: blob({ mode: 'buffer' }).notNull(),
    /** The time of the earliest start that is not decided yet, UTC ms. */
    since: integer().notNull(),
    /** When to check, UTC ms: never before its arrival. */
    due: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.lapse, t.device] }), index('waiting_by_due').on(t.due)],
);

/**
 * Visitors who rose to one of the upper two levels or fell from one. worker/store/scores/crossings.ts writes it in the transaction
 * that changes the level.
 */
export const crossing = sqliteTable(
  'crossing',
  {
    site: integer().notNull(),
    /** The name of the model. */
    model: text().notNull(),
    /** UTC ms: when the batch arrived, or when the scheduled job detected a fall because points faded. */
    at: integer().notNull(),
    visitor: blob({ mode: 'buffer' }).notNull(),
    /** 1–4, as in `score`. */
    fromLevel: integer('from_level').notNull(),
    toLevel: integer('to_level').notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.model, t.at, t.visitor] })],
);

/**
 * An event that a person recorded by hand and has withdrawn. It is gone from the log; its id stays, so that a repeat of the request
 * that recorded it does not bring it back.
 */
export const withdrawn = sqliteTable(
  'withdrawn',
  {
    site: integer().notNull(),
    device: blob({ mode: 'buffer' }).notNull(),
    /** The event's. */
    id: blob({ mode: 'buffer' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.device, t.id] })],
);
