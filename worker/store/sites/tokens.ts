// API tokens: `ll_<id>_<secret>`. Only the SHA-256 of a token is stored, which is enough for 256 random bits. A row with an email
// instead is a person whom Cloudflare Access signs in.

import { and, asc, desc, eq, getTableColumns, gt, isNull, or } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import type { Role } from '../../../schema/api/role.ts';
import * as tables from '../../../schema/tables/site.ts';
import { hexOfBytes, sha256Of } from '../bytes/bytes.ts';
import { randomName, randomSecret } from '../bytes/random.ts';
import { insertInto } from '../database/columns.ts';
import { statementOf } from '../database/query.ts';
import { sql } from '../database/sql.ts';
import { auditOfChange, type By, noSite } from './audit.ts';
import type { SiteKey } from './site-config.ts';

/** The caller: a token, or `bootstrap`, which is ADMIN_TOKEN. `site` null: every site. */
export type Actor = Pick<typeof tables.token.$inferSelect, 'id' | 'role' | 'site'>;

/** The caller with ADMIN_TOKEN. */
export const bootstrap: Actor = { id: 'bootstrap', role: 'admin', site: null };

/** The caller with a token, and until when it is valid: UTC ms, null: no limit. */
export interface Presenter {
  actor: Actor;
  expiresAt: number | null;
}

/** A token in the list. Its secret was shown once and is not stored. */
export type TokenSummary = Omit<typeof tables.token.$inferSelect, 'hash'>;

/** Who gets a token, or with `email`, the role without one. `of` null: every site. */
export interface NewToken {
  role: Role;
  of: SiteKey | null;
  label: string;
  /** UTC ms. */
  expiresAt: number | null;
  /** In lower case; null: a token. */
  email: string | null;
}

/**
 * Creates a token, for one site or for all. The result contains the token itself, which is never available again; null for an
 * email. Null: this email has a role there already.
 */
export async function createToken(
  db: D1Database,
  { role, of, label, expiresAt, email }: NewToken,
  { actor, now }: By,
): Promise<(TokenSummary & { token: string | null }) | null> {
  const id = randomName(12);
  const site = of?.id ?? null;
  const token = email === null ? `ll_${id}_${randomSecret()}` : null;
  const hash = token && hexOfBytes(await sha256Of(token));
  const summary = { id, email, site, role, label, createdAt: now, expiresAt, signedInAt: null };
  const values = [id, hash, email, site, role, label, now, expiresAt];
  const [insertion] = await db.batch([
    db.prepare(insertUnlessTaken).bind(...values),
    auditOfChange(db, {
      ...{ site: of?.key ?? noSite, at: now, actor, action: 'token.create' },
      detail: { id, role, label, expiresAt, ...(email !== null && { email: true }) },
    }),
  ]);
  return insertion?.meta.changes ? { ...summary, token } : null;
}

const insertUnlessTaken = sql`${insertInto(tables.token, {
  ...{ id: '?1', hash: '?2', email: '?3', site: '?4', role: '?5', label: '?6', createdAt: '?7' },
  ...{ expiresAt: '?8', signedInAt: 'null' },
})} where not exists (select 1 from token where email = ?3 and site is ?4)`;

const { token: table } = tables;

/** Tokens by id, after `after`; with `site`, only its tokens. Few rows: tokens are made by hand. */
export function listTokens(
  db: D1Database,
  { after = '', limit, site }: { after?: string | undefined; limit: number; site: string | null },
): Promise<TokenSummary[]> {
  const { hash: _, ...columns } = getTableColumns(table);
  return drizzle(db)
    .select(columns)
    .from(table)
    .where(and(gt(table.id, after), site === null ? undefined : eq(table.site, site)))
    .orderBy(asc(table.id))
    .limit(limit);
}

/** Who may sign in to a site, the newest first: with tokens for it and, with `andAll`, for every site. Few rows, as above. */
export function listTokensOf(
  db: D1Database,
  { site, andAll, limit }: { site: string; andAll: boolean; limit: number },
): Promise<TokenSummary[]> {
  const { hash: _, ...columns } = getTableColumns(table);
  return drizzle(db)
    .select(columns)
    .from(table)
    .where(or(eq(table.site, site), andAll ? isNull(table.site) : undefined))
    .orderBy(desc(table.createdAt), asc(table.id))
    .limit(limit);
}

/** Revokes a token immediately. `within`: only if it belongs to this site. False: no such token. */
export async function deleteToken(
  db: D1Database,
  { id, within }: { id: string; within: string | null },
  { actor, now }: By,
): Promise<boolean> {
  const found = await drizzle(db)
    .select({ site: table.site, key: tables.site.key, label: table.label })
    .from(table)
    .leftJoin(tables.site, eq(tables.site.id, table.site))
    .where(eq(table.id, id))
    .get();
  if (!found || (within !== null && found.site !== within)) return false;
  const [deletion] = await db.batch([
    statementOf(db, (d1) => d1.delete(table).where(eq(table.id, id))),
    auditOfChange(db, {
      ...{ site: found.key ?? noSite, at: now, actor, action: 'token.revoke' },
      detail: { id, label: found.label },
    }),
  ]);
  return deletion?.meta.changes === 1;
}

/**
 * The caller with this token at `now` (UTC ms). An expired token is reported as such only for the complete secret. One read
 * by primary key; none for the bootstrap token or for an invalid format.
 */
export async function findActor(
  db: D1Database,
  { presented, adminToken, now }: { presented: string; adminToken: string | undefined; now: number },
): Promise<({ kind: 'actor' } & Presenter) | { kind: 'expired'; expiresAt: number } | { kind: 'unknown' }> {
  const hash = await sha256Of(presented);
  if (adminToken && isEqual(hash, await sha256Of(adminToken))) {
    return { kind: 'actor', actor: bootstrap, expiresAt: null };
  }
  const id = /^ll_([a-z0-9]{12})_[\w-]{43}$/.exec(presented)?.[1];
  const row = id && (await drizzle(db).select().from(table).where(eq(table.id, id)).get());
  if (!row || row.hash === null || !isEqual(hash, bytesOf(row.hash))) return { kind: 'unknown' };
  const { role, site, expiresAt } = row;
  if (expiresAt !== null && expiresAt <= now) return { kind: 'expired', expiresAt };
  return { kind: 'actor', actor: { id: row.id, role, site }, expiresAt };
}

/** The labels of the existing tokens among these, by id. One read by primary key for each. */
export async function readTokenLabels(db: D1Database, ids: readonly string[]): Promise<Map<string, string>> {
  const { results } = await db
    .prepare(sql`select token.id, token.label from json_each(?1) q cross join token on token.id = q.value`)
    .bind(JSON.stringify(ids))
    .all<{ id: string; label: string }>();
  return new Map(results.map(({ id, label }) => [id, label]));
}

/** Takes the same time wherever the first difference is, so that it reveals nothing about the secret. */
function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (const [index, byte] of a.entries()) difference |= byte ^ (b[index] ?? 0);
  return difference === 0;
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
