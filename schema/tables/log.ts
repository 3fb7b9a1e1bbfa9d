// The log of events, and what each batch of them adds to: scores, crossings, and beacons that were only counted.

import { sql } from 'drizzle-orm';
import { blob, index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { leadStates } from '../api/visitors/lead.ts';
import { tierSql } from './tier.ts';

/**
 * The log: appended once, never changed. An event that a person recorded by hand leaves it when it is undone (`withdrawn`). A known (site, device, id) is ignored.
 * Example: `acme, 0b5…, 9c1…, page_view, 1763791199000, …, {"url":"https://acme.com/pricing"}`.
 */
export const event = sqliteTable(
  'event',
  {
    site: integer().notNull(),
    /** The browser's id, or for a server-side event the keyed hash that stands for the person (`server:…`): 16 or 32 bytes. */
    device: blob({ mode: 'buffer' }).notNull(),
    id: blob({ mode: 'buffer' }).notNull(),
    /** A letter for those that browsers send (schema/kinds.ts `stored`), else the kind. */
    kind: text().notNull(),
    /** UTC ms, the visitor's clock corrected. */
    occurredAt: integer('occurred_at').notNull(),
    /** Owner is decided at this moment instead of `occurredAt`: adjustments, outcomes, lapses. */
    ownedAt: integer('owned_at'),
    /** Arrival tick: 1/64 ms, which takes 6 bytes until 2039. Strictly grows from one effective batch of a visitor to the next. */
    arrival: integer().notNull(),
    /** Place within the batch it arrived in: orders events of the same tick. */
    position: integer().notNull(),
    session: blob({ mode: 'buffer' }),
    /** 0 browser, 1 automated (stored, earns nothing), 2 server: store/log/events.ts `originCodes`. */
    origin: integer().notNull(),
    /** What the tag knew of consent when it happened: worker/score/consent.ts. Null: no tag sent it. */
    consent: integer(),
    /** JSON of the fields that the kind carries; see score/event.ts. */
    body: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.device, t.id] })],
);

/**
 * Where a visitor stands under one model version: everything a list shows or sorts by, derived from the log.
 * `heat` is the score in forward-decay units: score(t) = heat × 2^(−(t − landmark) / halfLife).
 */
export const score = sqliteTable(
  'score',
  {
    site: integer().notNull(),
    version: integer().notNull(),
    visitor: blob({ mode: 'buffer' }).notNull(),
    heat: real().notNull(),
    /** JSON `{rule id: heat}`: the reasons shown in a list, without refolding. */
    heatByRule: text('heat_by_rule').notNull(),
    /** JSON `{day: heat}` of the last days, by the day (of the version's time zone) on which each award occurred: the trend is computed from it. */
    heatByDay: text('heat_by_day').notNull().default('{}'),
    /** 1 hottest … 4 coldest, as of the last arrival; 5 outside. The clock's part is applied when read. */
    level: integer().notNull(),
    /** Tick of the last arrival that changed anything here. */
    arrival: integer().notNull(),
    /**
     * Random number of the write that the row is of: what writers who rely on the row compare. Less than 0: a writer who lost
     * a race has claimed the row since (worker/store/scores/standings.ts).
     */
    attempt: integer().notNull(),
    /** The device of the first event: how an anonymous visitor, which has no stint, is found in the log. */
    device: blob({ mode: 'buffer' }).notNull(),
    firstSeen: integer('first_seen').notNull(),
    /** May lag by up to an hour: it is indexed, and moving it costs a row written. */
    lastSeen: integer('last_seen').notNull(),
    visits: integer().notNull(),
    /** JSON of what the visitor did last (worker/score/standing/done/last-event.ts). Not indexed, so it costs no row of its own. */
    lastEvent: text('last_event'),
    /** First-touch source, of the earliest event. */
    source: text().notNull(),
    /** The outcome that counts (worker/score/standing/outcome.ts), and its moment, UTC ms. */
    outcome: text({ enum: ['won', 'lost', 'open'] }),
    outcomeAt: integer('outcome_at'),
    /** What sales said last of the lead; null: it is new, and has no reason or owner. Without an index, which would cost a row written. */
    leadState: text('lead_state', { enum: leadStates }),
    stateReason: text('state_reason'),
    owner: text(),
    /** JSON: what caps, `nth`, groups and sessions remember, and what was done in all (worker/score/standing/step.ts `State`). */
    state: text().notNull(),
    /** From here on what a list shows of the visitor's lead, so that it reads no other row: see store/scores/score-lead.ts. */
    email: text(),
    userId: text('user_id'),
    /** Null while the visitor is anonymous. */
    verified: integer({ mode: 'boolean' }),
    name: text(),
    company: text(),
    search: text(),
    companyKey: text('company_key'),
    companySearch: text('company_search'),
    /** 0–100, under this version; null, as the grade is, while nothing is known that a fit rule asks for. */
    fitScore: real('fit_score'),
    grade: text({ enum: ['A', 'B', 'C', 'D'] }),
  },
  (t) => [
    primaryKey({ columns: [t.site, t.version, t.visitor] }),
    index('score_by_heat').on(
      ...([t.site, t.version, t.level] as const),
      ...[sql.raw(tierSql('')), sql`${t.heat} desc`, sql`${t.visitor} desc`],
    ),
    index('score_by_last_seen').on(t.site, t.version, t.lastSeen, t.visitor),
    index('score_by_first_seen').on(t.site, t.version, t.firstSeen, t.visitor),
    /**
     * Holds all that the list of companies sums up. Partial, so that the events of visitors who belong to no company write nothing
     * to it. What the list sorts by stands first, because SQLite decodes a row up to the last column that it needs.
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
 * What was begun on a device and is still to be judged (worker/score/rules/lapse.ts): one row for a lapse of a device, however
 * often it was begun there. It says when to look into the log; what lapsed is decided there.
 */
export const waiting = sqliteTable(
  'waiting',
  {
    site: integer().notNull(),
    /** The lapse's id. */
    lapse: text().notNull(),
    device: blob({ mode: 'buffer' }).notNull(),
    /** When the earliest beginning that was not judged yet occurred, UTC ms. */
    since: integer().notNull(),
    /** When its time is over: not before it arrived. */
    due: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.lapse, t.device] }), index('waiting_by_due').on(t.due)],
);

/**
 * Who rose to one of the upper two levels or fell from one, and when: what alerts are made of. Written by
 * store/scores/crossings.ts in the transaction that moves the level.
 */
export const crossing = sqliteTable(
  'crossing',
  {
    site: integer().notNull(),
    /** The name of the model. */
    model: text().notNull(),
    /** UTC ms: when the batch arrived, or when the scheduled work noticed what the clock had done. */
    at: integer().notNull(),
    visitor: blob({ mode: 'buffer' }).notNull(),
    /** 1–4, as in `score`. */
    fromLevel: integer('from_level').notNull(),
    toLevel: integer('to_level').notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.model, t.at, t.visitor] })],
);

/**
 * How many visitors stood where on a day of the model's time zone, as counted last on that day: worker/flows/visitors/headcount.ts.
 * One row for all cells of a day, because it is written again and again until the day is over.
 */
export const headcount = sqliteTable(
  'headcount',
  {
    site: integer().notNull(),
    /** The name of the model. */
    model: text().notNull(),
    /** Counted from 1 January 1970. */
    day: integer().notNull(),
    /** The version that was served. */
    version: integer().notNull(),
    /** UTC ms. */
    countedAt: integer('counted_at').notNull(),
    /** All of them together. */
    visitors: integer().notNull(),
    /** JSON `{group: visitors}`, without empty groups; worker/score/standing/head-groups.ts has their names. */
    groups: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.model, t.day] })],
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

/** What was counted and not stored, by day and reason: beacons, and for `erased` events. */
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
