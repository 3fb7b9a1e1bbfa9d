// Who is who: the owners of each device over time, and the people. All but the splits is derived from the log.

import { sql } from 'drizzle-orm';
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * A period of a device that belongs to one visitor, from `startedAt` to the device's next stint.
 * A device without stints belongs to its anonymous visitor.
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
    /** When its first identification occurred, UTC ms: later repeats change nothing. -1: store/identity/ties.ts `refoldMark`. */
    claimedAt: integer('claimed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.site, t.device, t.startedAt] }),
    index('stint_by_visitor').on(t.site, t.visitor),
  ],
);

/**
 * A split of a device: identifications of this person that arrived until `arrival` are void, and their time belongs
 * permanently to the anonymous visitor `moved`.
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

/** The visitor that an email (trimmed, lower case) or a userId identifies. */
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

/** An identifier given on a device, for any visitor: identity is resolved along these ties. */
export const naming = sqliteTable(
  'naming',
  {
    site: integer().notNull(),
    /** Prefix `apart `: a claim that would tie too much together, and therefore ties nothing. An erasure must find it. */
    kind: text({ enum: ['email', 'userId', 'apart email', 'apart userId'] }).notNull(),
    value: text().notNull(),
    device: blob({ mode: 'buffer' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.kind, t.value, t.device] })],
);

/** The identity of an identified visitor; anonymous visitors have no row. */
export const lead = sqliteTable(
  'lead',
  {
    site: integer().notNull(),
    visitor: blob({ mode: 'buffer' }).notNull(),
    email: text(),
    userId: text('user_id'),
    /** 1 once the site's server has vouched for an identifier. */
    verified: integer({ mode: 'boolean' }).notNull(),
    /** When the last added identifier occurred, UTC ms. */
    namedAt: integer('named_at').notNull(),
    /** JSON `{trait: {value, from, verified, at}}` (schema/trait.ts). */
    traits: text().notNull(),
    name: text(),
    company: text(),
    /** The text that searches match (worker/score/words/search-text.ts). */
    search: text().notNull(),
    /** The key of the person's company (worker/score/identity/company.ts): a domain, or a name. Null: none is known. */
    companyKey: text('company_key'),
    /** The company's name as searches for companies match it. */
    companySearch: text('company_search'),
    /** Random number of the transaction that last changed this row. Guards compare it to detect changes since a read. */
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

/** An id that was merged into another visitor; the old id stays valid. */
export const absorbed = sqliteTable(
  'absorbed',
  {
    site: integer().notNull(),
    visitor: blob({ mode: 'buffer' }).notNull(),
    survivor: blob({ mode: 'buffer' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.visitor] }), index('absorbed_by_survivor').on(t.site, t.survivor)],
);

/** An email and a userId of two people in one claim: nothing was merged, the userId won. */
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

/** Devices with logged identifications that are not applied yet; written with the event, deleted once applied. */
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
 * Keyed hashes that an erasure keeps, so that erased people do not return. They identify nobody without the site's `visitorKey`.
 * A hash belongs to the last erasure of its identifier or device.
 */
export const erasure = sqliteTable(
  'erasure',
  {
    site: integer().notNull(),
    /** HMAC of an email, a userId, or a device (flows/visitor-id.ts `erasedHash`): 43 base64url characters. */
    hash: text().notNull(),
    /** UTC ms. Events that occurred from here on and before `untilAt` are dropped; 0 for an email or a userId. */
    fromAt: integer('from_at').notNull(),
    /** UTC ms, exclusive; null: forever. */
    untilAt: integer('until_at'),
    /** The erasure, which can have several hashes. */
    id: text().notNull(),
    /** UTC ms. */
    at: integer().notNull(),
    /** The token's id, or `bootstrap` for ADMIN_TOKEN. */
    actor: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.hash, t.fromAt] })],
);
