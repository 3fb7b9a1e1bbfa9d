// Every table, in drizzle. The log (`event`) is the truth; `score`, `slot`, `stint`, `identifier`, `lead` and
// `absorbed` are derived from it and can be rebuilt. All are WITHOUT ROWID, written by hand into the migration:
// a text key then costs one row written, not two (D1 bills by the row, index entries included).

import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** A website under one owner. `revision` grows with every change of its settings or models; see store/guard.ts. */
export const site = sqliteTable('site', {
  id: text().primaryKey(),
  name: text().notNull(),
  /** JSON array of origins that may send beacons, such as `https://example.com`. */
  origins: text().notNull(),
  /** JSON of schema/site.ts `settings`. */
  settings: text().notNull(),
  /** Secret of the keyed hashes that make visitor ids; never leaves the database. */
  visitorKey: text('visitor_key').notNull(),
  /** HS256 secret that the site's server signs identify tokens with; null until made. */
  identitySecret: text('identity_secret'),
  /** The model version that is served. */
  modelVersion: integer('model_version').notNull(),
  /** The version being filled by a rescoring, or null; while it is set both versions are fed. */
  fillingVersion: integer('filling_version'),
  /** Begins at the moment of creation, so that a site deleted and made again is never taken for the old one. */
  revision: integer().notNull(),
  createdAt: integer('created_at').notNull(),
});

/** API tokens, by the SHA-256 of the secret part; the token itself is shown once and never stored. */
export const token = sqliteTable(
  'token',
  {
    id: text().primaryKey(),
    hash: text().notNull(),
    /** Null: every site. */
    site: text(),
    role: text({ enum: ['admin', 'editor', 'read', 'write'] }).notNull(),
    label: text().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [uniqueIndex('token_by_hash').on(t.hash)],
);

/** Model versions, immutable once published. */
export const model = sqliteTable(
  'model',
  {
    site: text().notNull(),
    version: integer().notNull(),
    /** JSON of schema/model.ts. */
    body: text().notNull(),
    /** Zero point of forward decay, UTC ms: the moment of publication; null while a draft. */
    landmark: integer(),
    createdAt: integer('created_at').notNull(),
    publishedAt: integer('published_at'),
    /** Resume point of a rescoring: the last visitor done, how many are done, and of how many. */
    cursor: text(),
    done: integer().notNull().default(0),
    total: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.site, t.version] })],
);

/**
 * The log: appended once, never changed. A known (site, device, id) is ignored.
 * Example: `acme, 0b5…, 9c1…, page_view, 1763791199000, …, {"url":"https://acme.com/pricing"}`.
 */
export const event = sqliteTable(
  'event',
  {
    site: text().notNull(),
    /** The browser's id, or for a server-side event the keyed hash that stands for the person (`server:…`). */
    device: text().notNull(),
    id: text().notNull(),
    kind: text().notNull(),
    /** UTC ms, the visitor's clock corrected. */
    occurredAt: integer('occurred_at').notNull(),
    /** Owner is decided at this moment instead of `occurredAt`: manual adjustments only. */
    ownedAt: integer('owned_at'),
    /** Arrival tick: 1/256 ms. Strictly grows from one effective batch of a visitor to the next. */
    arrival: integer().notNull(),
    /** Place within the batch it arrived in: orders events of the same tick. */
    position: integer().notNull(),
    session: text(),
    /** browser | automated (stored, earns nothing) | server. */
    origin: text({ enum: ['browser', 'automated', 'server'] }).notNull(),
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
    site: text().notNull(),
    version: integer().notNull(),
    visitor: text().notNull(),
    heat: real().notNull(),
    /** JSON `{rule id: heat}`: the reasons shown in a list, without refolding. */
    heatByRule: text('heat_by_rule').notNull(),
    /** 1 hottest … 4 coldest, as of the last arrival; 5 disqualified. The clock's part is applied when read. */
    level: integer().notNull(),
    /** Tick of the last arrival that changed anything here. */
    arrival: integer().notNull(),
    /** Random number of the transaction that wrote `arrival`: tells whether an event arrives at it or after it. */
    attempt: integer().notNull(),
    /** The device of the first event: how an anonymous visitor, which has no stint, is found in the log. */
    device: text().notNull(),
    firstSeen: integer('first_seen').notNull(),
    /** May lag by up to an hour: it is indexed, and moving it costs a row written. */
    lastSeen: integer('last_seen').notNull(),
    visits: integer().notNull(),
    /** First-touch source, of the earliest event. */
    source: text().notNull(),
    /** From here on what a list shows of the visitor's lead, so that it reads no other row: see store/score-lead.ts. */
    email: text(),
    userId: text('user_id'),
    /** Null while the visitor is anonymous. */
    verified: integer({ mode: 'boolean' }),
    name: text(),
    company: text(),
    /** 0–100, under this version; null, as the grade is, while nothing is known that a fit rule asks for. */
    fitScore: real('fit_score'),
    grade: text({ enum: ['A', 'B', 'C', 'D'] }),
  },
  (t) => [
    primaryKey({ columns: [t.site, t.version, t.visitor] }),
    index('score_by_heat').on(t.site, t.version, t.level, sql`${t.heat} desc`, sql`${t.visitor} desc`),
    index('score_by_last_seen').on(t.site, t.version, t.lastSeen, t.visitor),
    index('score_by_first_seen').on(t.site, t.version, t.firstSeen, t.visitor),
  ],
);

/**
 * Slots taken: what caps, `nth` and sessions count. A slot belongs to the event that took it, so taking is idempotent.
 * Version 0 and rule '' hold a visitor's sessions, whatever the model.
 */
export const slot = sqliteTable(
  'slot',
  {
    site: text().notNull(),
    version: integer().notNull(),
    visitor: text().notNull(),
    rule: text().notNull(),
    /** `cap:` or `nth:`, the start of the window, and the value of `by`. */
    window: text().notNull(),
    /** 1 for the first taken in the window, and so on. */
    ordinal: integer().notNull(),
    device: text().notNull(),
    event: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.version, t.visitor, t.rule, t.window, t.ordinal] })],
);

/**
 * A stretch of a device's life that belongs to one visitor, from `startedAt` to the next stint of the device.
 * A device without stints belongs, whole, to its anonymous visitor.
 */
export const stint = sqliteTable(
  'stint',
  {
    site: text().notNull(),
    device: text().notNull(),
    /** UTC ms; 0 for the first. */
    startedAt: integer('started_at').notNull(),
    visitor: text().notNull(),
    /** 1 when the site's server vouched for the identity on this device. */
    verified: integer({ mode: 'boolean' }).notNull(),
    /** When its first identification occurred, UTC ms: what is said again later than that changes nothing. */
    claimedAt: integer('claimed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.site, t.device, t.startedAt] }),
    index('stint_by_visitor').on(t.site, t.visitor),
  ],
);

/**
 * A split of a device: identifications of this person that had arrived by `arrival` are void, and their time belongs
 * to the anonymous visitor `moved` for good.
 */
export const split = sqliteTable(
  'split',
  {
    site: text().notNull(),
    device: text().notNull(),
    /** Tick of the split. */
    arrival: integer().notNull(),
    /** UTC ms. */
    at: integer().notNull(),
    email: text(),
    userId: text('user_id'),
    moved: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.device, t.arrival] })],
);

/** Which visitor an email (trimmed, lower case) or a userId names. */
export const identifier = sqliteTable(
  'identifier',
  {
    site: text().notNull(),
    kind: text({ enum: ['email', 'userId'] }).notNull(),
    value: text().notNull(),
    visitor: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.site, t.kind, t.value] }),
    index('identifier_by_visitor').on(t.site, t.visitor),
  ],
);

/** That an identifier was given on a device, whoever it came to name: the ties along which identity is resolved. */
export const naming = sqliteTable(
  'naming',
  {
    site: text().notNull(),
    kind: text({ enum: ['email', 'userId'] }).notNull(),
    value: text().notNull(),
    device: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.kind, t.value, t.device] })],
);

/** Who an identified visitor is: an anonymous one has no row here. */
export const lead = sqliteTable(
  'lead',
  {
    site: text().notNull(),
    visitor: text().notNull(),
    email: text(),
    userId: text('user_id'),
    /** 1 once the site's server has vouched for an identifier. */
    verified: integer({ mode: 'boolean' }).notNull(),
    /** When the last of the identifiers was added, by when it occurred, UTC ms. */
    namedAt: integer('named_at').notNull(),
    /** JSON `{trait: {value, verified, at}}`. */
    traits: text().notNull(),
    name: text(),
    company: text(),
    /** Random number of the transaction that last changed this row: tells whether it is still what was read. */
    attempt: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.visitor] })],
);

/** An id that was merged into another visitor: the old id keeps answering. */
export const absorbed = sqliteTable(
  'absorbed',
  {
    site: text().notNull(),
    visitor: text().notNull(),
    survivor: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.visitor] }), index('absorbed_by_survivor').on(t.site, t.survivor)],
);

/** An email and a userId, named together, that belong to two people: nothing was merged, the userId won. */
export const conflict = sqliteTable(
  'conflict',
  {
    site: text().notNull(),
    device: text().notNull(),
    event: text().notNull(),
    email: text().notNull(),
    userId: text('user_id').notNull(),
    occurredAt: integer('occurred_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.device, t.event] })],
);

/** Devices whose identifications are in the log but not yet applied; written with the event, gone once applied. */
export const pending = sqliteTable(
  'pending',
  {
    site: text().notNull(),
    device: text().notNull(),
    since: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.device] })],
);

/** Who published, adjusted, split or changed what. */
export const audit = sqliteTable(
  'audit',
  {
    site: text().notNull(),
    at: integer().notNull(),
    id: text().notNull(),
    /** The token's id, or `bootstrap` for ADMIN_TOKEN. */
    actor: text().notNull(),
    action: text().notNull(),
    /** JSON. */
    detail: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.at, t.id] })],
);

/** Beacons counted, not stored: by day and reason (`bot`, `gpc`, `excluded`). */
export const dropped = sqliteTable(
  'dropped',
  {
    site: text().notNull(),
    day: text().notNull(),
    reason: text().notNull(),
    beacons: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.day, t.reason] })],
);
