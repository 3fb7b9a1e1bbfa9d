// What an owner sets up: sites, who may call the API, and models; and who changed what.

import { sql } from 'drizzle-orm';
import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { AuditAction } from '../api/sites/audit.ts';

/** A website under one owner. `revision` grows with every change of its settings or models; see store/database/guard.ts. */
export const site = sqliteTable('site', {
  /** What `site` is in all other tables but `token`. Never given twice, not even after a deletion. */
  key: integer().primaryKey({ autoIncrement: true }),
  /** What it is called outside: in URLs, in the tag, and in `token`. */
  id: text().notNull().unique(),
  name: text().notNull(),
  /** JSON array of origins that may send beacons, such as `https://example.com`. */
  origins: text().notNull(),
  /** JSON of schema/site.ts `settings`. */
  settings: text().notNull(),
  /** Secret of the keyed hashes that make visitor ids; never leaves the database. */
  visitorKey: text('visitor_key').notNull(),
  /** HS256 secret that the site's server signs identify tokens with; null until made. */
  identitySecret: text('identity_secret'),
  /** The model version being filled by a rescoring, or null; while it is set it is fed beside those that are served. */
  fillingVersion: integer('filling_version'),
  revision: integer().notNull(),
  createdAt: integer('created_at').notNull(),
});

/** API tokens, by the SHA-256 of the secret part; the token itself is shown once and never stored. */
export const token = sqliteTable(
  'token',
  {
    id: text().primaryKey(),
    hash: text().notNull(),
    /** The site's id; null: every site. */
    site: text(),
    role: text({ enum: ['admin', 'editor', 'read', 'write'] }).notNull(),
    label: text().notNull(),
    createdAt: integer('created_at').notNull(),
    /** UTC ms from which it is refused; null: never. The row stays, so that the list shows it. */
    expiresAt: integer('expires_at'),
  },
  (t) => [uniqueIndex('token_by_hash').on(t.hash)],
);

/** Open sessions of the dashboard. Signing out deletes the row, and later sign-ins delete those that have ended. */
export const signIn = sqliteTable(
  'sign_in',
  {
    /** UTC ms. First in the key, so that ended sessions are a range of it. */
    expiresAt: integer('expires_at').notNull(),
    /** HMAC-SHA256 of ADMIN_TOKEN under the random secret in the cookie, in hex: worker/dashboard/session/session.ts. */
    seal: text().notNull(),
    /** The id of the token that signed in, or `bootstrap` for ADMIN_TOKEN. */
    token: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.expiresAt, t.seal] })],
);

/** Model versions, immutable once published. */
export const model = sqliteTable(
  'model',
  {
    site: integer().notNull(),
    version: integer().notNull(),
    /** JSON of schema/model/model.ts. */
    body: text().notNull(),
    /** Which of the site's models it is a version of: the body says it. */
    name: text().notNull().generatedAlwaysAs(sql`coalesce(body ->> 'name', 'default')`, { mode: 'virtual' }),
    /** Zero point of forward decay, UTC ms: the moment of publication; null while a draft. */
    landmark: integer(),
    /** The zone whose days its caps count, an IANA name: the site's at the moment of publication. */
    timeZone: text('time_zone').notNull().default('UTC'),
    createdAt: integer('created_at').notNull(),
    publishedAt: integer('published_at'),
    /** Resume point of a rescoring: the last visitor done, how many are done, and of how many. */
    cursor: text(),
    done: integer().notNull().default(0),
    total: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.site, t.version] })],
);

/** The version that is served of each of a site's models; the one named `default` is always there. */
export const servedModel = sqliteTable(
  'served_model',
  {
    site: integer().notNull(),
    name: text().notNull(),
    version: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.site, t.name] })],
);

/** What a draft would change, being worked out: resumed at `cursor` until `finished_at` is set. */
export const preview = sqliteTable(
  'preview',
  {
    site: integer().notNull(),
    version: integer().notNull(),
    /** The served version that it is compared with. */
    against: integer().notNull(),
    /** The moment that both are compared at, UTC ms: when it was begun. */
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
    /** 0: what belongs to no site, or to every one: sites made and deleted, tokens for every site. */
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

/** Rows written to the database by UTC day (`2026-11-26`), all sites together: what Cloudflare's plans bound. See store/sites/usage.ts. */
export const usage = sqliteTable('usage', {
  day: text().primaryKey(),
  rowsWritten: integer('rows_written').notNull(),
});
