// Who is who: whose a device was and when, and the people. All but the splits is derived from the log.

import { sql } from 'drizzle-orm';
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * A stretch of a device's life that belongs to one visitor, from `startedAt` to the next stint of the device.
 * A device without stints belongs, whole, to its anonymous visitor.
 */
export const stint = sqliteTable(
  'stint',
  {
    site: integer().notNull(),
    device: blob({ mode: 'buffer' }).notNull(),
    /** UTC ms; 0 for the first. */
    startedAt: integer('started_at').notNull(),
    visitor: blob({ mode: 'buffer' }).notNull(),
    /** 1 when the site's server vouched for the identity on this device. */
    verified: integer({ mode: 'boolean' }).notNull(),
    /** When its first identification occurred, UTC ms: what is said again later than that changes nothing. -1: see store/identity/ties.ts `refoldMark`. */
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
    site: integer().notNull(),
    device: blob({ mode: 'buffer' }).notNull(),
    /** Tick of the split. */
    arrival: integer().notNull(),
    /** UTC ms. */
    at: integer().notNull(),
    email: text(),
    userId: text('user_id'),
    moved: blob({ mode: 'buffer' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.device, t.arrival] })],
);

/** Which visitor an email (trimmed, lower case) or a userId names. */
export const identifier = sqliteTable(
  'identifier',
  {
    site: integer().notNull(),
    kind: text({ enum: ['email', 'userId'] }).notNull(),
    value: text().notNull(),
    visitor: blob({ mode: 'buffer' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.site, t.kind, t.value] }),
    index('identifier_by_visitor').on(t.site, t.visitor),
  ],
);

/** An identifier was given on a device, whoever it came to name: the ties along which identity is resolved. */
export const naming = sqliteTable(
  'naming',
  {
    site: integer().notNull(),
    /** With `apart ` before it: a claim that would tie too much together, and ties nothing. An erasure has to find it. */
    kind: text({ enum: ['email', 'userId', 'apart email', 'apart userId'] }).notNull(),
    value: text().notNull(),
    device: blob({ mode: 'buffer' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.kind, t.value, t.device] })],
);

/** Who an identified visitor is: an anonymous one has no row here. */
export const lead = sqliteTable(
  'lead',
  {
    site: integer().notNull(),
    visitor: blob({ mode: 'buffer' }).notNull(),
    email: text(),
    userId: text('user_id'),
    /** 1 once the site's server has vouched for an identifier. */
    verified: integer({ mode: 'boolean' }).notNull(),
    /** When the last of the identifiers was added, by when it occurred, UTC ms. */
    namedAt: integer('named_at').notNull(),
    /** JSON `{trait: {value, from, verified, at}}` (schema/trait.ts). */
    traits: text().notNull(),
    name: text(),
    company: text(),
    /** The text that a search looks through (worker/score/words/search-text.ts). */
    search: text().notNull(),
    /** What the person's company is known by (worker/score/identity/company.ts): a domain, or a name. Null: none is known. */
    companyKey: text('company_key'),
    /** The company's name as a search for companies reads it. */
    companySearch: text('company_search'),
    /** Random number of the transaction that last changed this row: a guard compares it to see whether the row is as it was read. */
    attempt: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.site, t.visitor] }),
    /** Finds people by the full name of their company. */
    index('lead_by_company')
      .on(t.site, sql`${t.company} collate nocase`)
      .where(sql`${t.company} is not null`),
  ],
);

/** An id that was merged into another visitor: the old id keeps answering. */
export const absorbed = sqliteTable(
  'absorbed',
  {
    site: integer().notNull(),
    visitor: blob({ mode: 'buffer' }).notNull(),
    survivor: blob({ mode: 'buffer' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.visitor] }), index('absorbed_by_survivor').on(t.site, t.survivor)],
);

/** An email and a userId, named together, that belong to two people: nothing was merged, the userId won. */
export const conflict = sqliteTable(
  'conflict',
  {
    site: integer().notNull(),
    device: blob({ mode: 'buffer' }).notNull(),
    event: blob({ mode: 'buffer' }).notNull(),
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
    site: integer().notNull(),
    device: blob({ mode: 'buffer' }).notNull(),
    since: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.device] })],
);

/**
 * What an erasure keeps so that the erased do not come back: keyed hashes, which name nobody without the site's `visitorKey`.
 * A hash belongs to the last erasure of what it stands for.
 */
export const erasure = sqliteTable(
  'erasure',
  {
    site: integer().notNull(),
    /** HMAC of an email, a userId, or a device (flows/visitor-id.ts `erasedHash`): 43 base64url characters. */
    hash: text().notNull(),
    /** UTC ms. Events that occurred from here on, and before `untilAt`, are dropped; 0 for an email or a userId. */
    fromAt: integer('from_at').notNull(),
    /** UTC ms, exclusive; null: for good. */
    untilAt: integer('until_at'),
    /** The erasure, which may keep several hashes. */
    id: text().notNull(),
    /** UTC ms. */
    at: integer().notNull(),
    /** The token's id, or `bootstrap` for ADMIN_TOKEN. */
    actor: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.hash, t.fromAt] })],
);
