// What an owner sets up: sites, API tokens and models; and the audit of changes.

import { sql } from 'drizzle-orm';
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { AuditAction } from '../api/sites/audit.ts';

/** A website of one owner. `revision` grows with every change of its settings or models; see store/database/guard.ts. */
export const site = sqliteTable('site', {
  /** The value of `site` in all other tables except `token`. Never reused, not even after a deletion. */
  key: integer().primaryKey({ autoIncrement: true }),
  /** The public id: in URLs, in the tag, and in `token`. */
  id: text().notNull().unique(),
  name: text().notNull(),
  /** JSON array of origins that may send beacons, such as `https://example.com`. */
  origins: text().notNull(),
  /** JSON of schema/site.ts `settings`. */
  settings: text().notNull(),
  /** Secret of the keyed hashes that make visitor ids; never leaves the database. */
  visitorKey: text('visitor_key').notNull(),
  /** HS256 secret that the site's server signs identify tokens with; null until created. */
  identitySecret: text('identity_secret'),
  /** The model version that a rescoring is filling, or null. While set, it receives events like the served versions. */
  fillingVersion: integer('filling_version'),
  revision: integer().notNull(),
  createdAt: integer('created_at').notNull(),
});

/**
 * Who may sign in and call: with a token, of which only the SHA-256 is stored, or as the email that Cloudflare Access vouches
 * for. Exactly one of `hash` and `email` is set.
 */
export const token = sqliteTable(
  'token',
  {
    id: text().primaryKey(),
    hash: text(),
    /** Lower case. */
    email: text(),
    /** The site's id; null: every site. */
    site: text(),
    role: text({ enum: ['admin', 'editor', 'read', 'write'] }).notNull(),
    label: text().notNull(),
    createdAt: integer('created_at').notNull(),
    /** UTC ms from which it is rejected; null: never. The row stays, so that the list shows it. */
    expiresAt: integer('expires_at'),
    /** UTC ms of the latest sign-in to the pages; to the day for an email. Null: none. */
    signedInAt: integer('signed_in_at'),
  },
  (t) => [
    uniqueIndex('token_by_hash').on(t.hash),
    index('token_by_email').on(t.email).where(sql`email is not null`),
  ],
);

/** Open sessions of the dashboard. Signing out deletes the row; later sign-ins delete ended sessions. */
export const signIn = sqliteTable(
  'sign_in',
  {
    /** UTC ms. First in the key, so that ended sessions form a range. */
    expiresAt: integer('expires_at').notNull(),
    /** HMAC-SHA256 of ADMIN_TOKEN under the random secret in the cookie, in hex: worker/dashboard/session/session.ts. */
    seal: text().notNull(),
    /** The id of the token that signed in, or `bootstrap` for ADMIN_TOKEN. */
    token: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.expiresAt, t.seal] })],
);

/** Links that open one visitor's page without signing in, by the SHA-256 of their secret, which is shown once. */
export const share = sqliteTable(
  'share',
  {
    site: integer().notNull(),
    visitor: blob({ mode: 'buffer' }).notNull(),
    id: text().notNull(),
    hash: text().notNull(),
    /** Who made it: the token's id, or `bootstrap` for ADMIN_TOKEN. */
    actor: text().notNull(),
    createdAt: integer('created_at').notNull(),
    /** UTC ms. Making the next link of the visitor deletes what has ended. */
    expiresAt: integer('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.visitor, t.id] }), uniqueIndex('share_by_hash').on(t.hash)],
);

/** Model versions, immutable once published. */
export const model = sqliteTable(
  'model',
  {
    site: integer().notNull(),
    version: integer().notNull(),
    /** JSON of schema/model/model.ts. */
    body: text().notNull(),
    /** The name of the model that this is a version of, from the body. */
    name: text().notNull().generatedAlwaysAs(sql`coalesce(body ->> 'name', 'default')`, { mode: 'virtual' }),
    /** Zero point of forward decay, UTC ms: the time of publication; null for a draft. */
    landmark: integer(),
    /** The zone whose days its caps count, an IANA name: the site's at publication. */
    timeZone: text('time_zone').notNull().default('UTC'),
    createdAt: integer('created_at').notNull(),
    publishedAt: integer('published_at'),
    /** UTC ms of the last change, for the one draft of each model that the page Model changes in place; else null. */
    editedAt: integer('edited_at'),
    /**
     * UTC ms of when its points were fitted to the sales of half of the people (worker/score/proof/calibration/sample.ts): previews
     * rank the other half. Null: they were not.
     */
    fittedAt: integer('fitted_at'),
    /** Resume point of a rescoring: the last finished visitor, how many are finished, and the total. */
    cursor: text(),
    done: integer().notNull().default(0),
    total: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.site, t.version] })],
);

/** The served version of each of a site's models. The one named `default` always exists. */
export const servedModel = sqliteTable(
  'served_model',
  {
    site: integer().notNull(),
    name: text().notNull(),
    version: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.name] })],
);

/** A running computation of what a draft would change: resumed at `cursor` until `finished_at` is set. */
export const preview = sqliteTable(
  'preview',
  {
    site: integer().notNull(),
    version: integer().notNull(),
    /** The served version to compare with. */
    against: integer().notNull(),
    /** The time for which both are compared, UTC ms: the start of the preview. */
    at: integer().notNull(),
    /** The last visitor counted. */
    cursor: text().notNull(),
    done: integer().notNull(),
    total: integer().notNull(),
    /** JSON of worker/score/models/preview.ts `Tally`. */
    tally: text().notNull(),
    finishedAt: integer('finished_at'),
  },
  (t) => [primaryKey({ columns: [t.site, t.version] })],
);

/** Who published, adjusted, split, erased or changed what. */
export const audit = sqliteTable(
  'audit',
  {
    /** 0: actions for no site or for all: creating and deleting sites, tokens for every site. */
    site: integer().notNull(),
    at: integer().notNull(),
    id: text().notNull(),
    /** The token's id, `bootstrap` for ADMIN_TOKEN, or `schedule` for scheduled work. */
    actor: text().notNull(),
    action: text().$type<AuditAction>().notNull(),
    /** JSON. */
    detail: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.at, t.id] })],
);

/** Rows written to the database by UTC day (`2026-11-26`), all sites. Cloudflare's plans limit them. See store/sites/usage.ts. */
export const usage = sqliteTable('usage', {
  day: text().primaryKey(),
  rowsWritten: integer('rows_written').notNull(),
});
