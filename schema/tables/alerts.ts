// Segments, webhooks, and what was sent to them.

import { sql } from 'drizzle-orm';
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Named filters of the list of visitors. Who is in them is computed from `score`; what was told about that is in `score.told`. */
export const segment = sqliteTable(
  'segment',
  {
    site: integer().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    /** The name of the model under which its members are found. */
    model: text().notNull(),
    /** JSON: parameters of the list with their values. */
    filters: text().notNull(),
    /** The site's revision that its creation, or the last change of its filters, made. `score.told` of an older revision does not know it. */
    since: integer().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.id] })],
);

/**
 * A version whose visitors are watched, because the site has a segment, or a webhook that is told of cells or identifications: each of
 * its rows of `score` knows what was told, and when to look again. Also one that was published with alerts, until these are told.
 */
export const watch = sqliteTable(
  'watch',
  {
    site: integer().notNull(),
    version: integer().notNull(),
    /** The site's revision from which on it has been watched. What `score.told` says of an older one is out of date. */
    since: integer().notNull(),
    /** The last visitor whose row was filled in; null: all are. */
    cursor: text(),
    /** The version served before, if the publication asked to tell what it changes. */
    against: integer(),
  },
  (t) => [primaryKey({ columns: [t.site, t.version] })],
);

/** Where to send messages: a URL, and what it is told of. */
export const webhook = sqliteTable(
  'webhook',
  {
    site: integer().notNull(),
    id: text().notNull(),
    label: text().notNull(),
    /** `https:`, or `mailto:` for the format `email`. */
    url: text().notNull(),
    format: text({ enum: ['standard', 'slack', 'teams', 'email'] }).notNull(),
    /** JSON array of the types of messages that it is told of. */
    events: text().notNull(),
    /** The id of a segment: only messages about its members. */
    segment: text(),
    /** The name of the model whose levels, cells and segments it is told of. */
    model: text().notNull(),
    /** `whsec_` and the base64 of its bytes. It signs messages, so it cannot be stored as a hash. */
    secret: text().notNull(),
    /** The secret before, which signs as well until `old_secret_until` (UTC ms). */
    oldSecret: text('old_secret'),
    oldSecretUntil: integer('old_secret_until'),
    /** The origin of the pages, for links in messages: where it was created. */
    pages: text().notNull(),
    createdAt: integer('created_at').notNull(),
    /** UTC ms since when nothing is sent; null: it is active. */
    disabledAt: integer('disabled_at'),
    /** `paused` by a person, or `gone`: the receiver answered 410. */
    disabledReason: text('disabled_reason', { enum: ['paused', 'gone'] }),
    /** The last day of which the digest was sent, counted from 1 January 1970; null: none yet. */
    digestDay: integer('digest_day'),
  },
  (t) => [primaryKey({ columns: [t.site, t.id] })],
);

/**
 * A message to a webhook: the outbox, and the history of what was sent. The transaction that changes a visitor writes it, without a
 * body; the first attempt to send fills that in, and later attempts send the same.
 */
export const delivery = sqliteTable(
  'delivery',
  {
    site: integer().notNull(),
    webhook: text().notNull(),
    /** The message's, the same for all webhooks that are told: `msg_`, its time, and random characters, so that ids sort by time. */
    id: text().notNull(),
    /** The type of message, such as `visitor.hot`. */
    type: text().notNull(),
    /** UTC ms of what it tells. */
    at: integer().notNull(),
    /** Null: it is about nobody (a digest, a test). */
    visitor: blob({ mode: 'buffer' }),
    /** JSON of what only that moment knows (`MessageDetail` in worker/store/alerts/moves.ts). */
    detail: text().notNull(),
    /** `quiet`: not sent, because people were told the same recently. */
    state: text({ enum: ['waiting', 'delivered', 'failed', 'quiet'] }).notNull(),
    /** UTC ms of the next attempt; null: there is none. */
    due: integer(),
    /** Since it was written or replayed. */
    attempts: integer().notNull(),
    /** UTC ms after which it is not tried again, set by the first attempt. Null: no attempt yet. */
    until: integer(),
    /**
     * The id of the message at the head of the post that this one went in: messages for people go together. Null: no attempt
     * yet, or it goes alone, as those of the standard format do.
     */
    head: text(),
    /** What was sent; of a post of several, only the head has it. Null: no attempt yet. */
    body: text(),
    /** The status of the last answer; null: none came. */
    status: integer(),
    /** The first characters of the last answer, or why there was none. */
    answer: text(),
    /** UTC ms of the last attempt. */
    triedAt: integer('tried_at'),
  },
  (t) => [
    primaryKey({ columns: [t.site, t.webhook, t.id] }),
    index('delivery_by_due').on(t.site, t.webhook, t.due).where(sql`${t.due} is not null`),
    index('delivery_by_visitor').on(t.site, t.visitor).where(sql`${t.visitor} is not null`),
  ],
);
