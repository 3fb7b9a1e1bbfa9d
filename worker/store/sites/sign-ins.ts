// Open sessions of the dashboard: who signed in and until when. Signing in writes two rows and signing out one; a page writes
// none.

import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { signIn, token } from '../../../schema/tables/site.ts';
import { statementOf } from '../database/query.ts';
import { type Actor, bootstrap } from './tokens.ts';

/** The key of a session's row. */
export type SignInKey = Pick<typeof signIn.$inferSelect, 'expiresAt' | 'seal'>;

/** Maximum number of ended sessions that one sign-in deletes. */
const endedAtOnce = 100;

/** Opens a session of the token with this id, notes the time on the token, and deletes ended sessions. One round trip. */
export async function addSignIn(
  db: D1Database,
  session: typeof signIn.$inferInsert,
  now: number,
): Promise<void> {
  const { expiresAt, seal } = signIn;
  await db.batch([
    statementOf(db, (d1) => {
      const ended = d1
        .select({ expiresAt, seal })
        .from(signIn)
        .where(lte(expiresAt, now))
        .orderBy(asc(expiresAt))
        .limit(endedAtOnce);
      return d1.delete(signIn).where(inArray(sql`(${expiresAt}, ${seal})`, ended));
    }),
    statementOf(db, (d1) => d1.insert(signIn).values(session)),
    statementOf(db, (d1) => d1.update(token).set({ signedInAt: now }).where(eq(token.id, session.token))),
  ]);
}

/** The actor of an open session; null once its token was revoked or has expired. Two reads by primary key, one round trip. */
export async function readSignIn(
  db: D1Database,
  { expiresAt, seal }: SignInKey,
  now: number,
): Promise<Actor | null> {
  const row = await drizzle(db)
    .select({ id: signIn.token, role: token.role, site: token.site })
    .from(signIn)
    .leftJoin(token, and(eq(token.id, signIn.token), or(isNull(token.expiresAt), gt(token.expiresAt, now))))
    .where(and(eq(signIn.expiresAt, expiresAt), eq(signIn.seal, seal)))
    .get();
  if (row?.id === bootstrap.id) return bootstrap;
  return row?.role ? { id: row.id, role: row.role, site: row.site } : null;
}

/** Ends a session. One row written. */
export async function deleteSignIn(db: D1Database, { expiresAt, seal }: SignInKey): Promise<void> {
  await drizzle(db)
    .delete(signIn)
    .where(and(eq(signIn.expiresAt, expiresAt), eq(signIn.seal, seal)));
}

/** A role that an email has: `site` null for every site. */
export type EmailRole = Actor & { signedInAt: number | null };

/** The roles of an email (in lower case) at `now`, those for every site first: few rows, by `token_by_email`. */
export function readEmailRoles(db: D1Database, email: string, now: number): Promise<EmailRole[]> {
  const { id, role, site, signedInAt, expiresAt } = token;
  return drizzle(db)
    .select({ id, role, site, signedInAt })
    .from(token)
    .where(and(eq(token.email, email), or(isNull(expiresAt), gt(expiresAt, now))))
    .orderBy(asc(site));
}

/** Notes that the email of this row has signed in. One row written. */
export async function noteSignIn(db: D1Database, id: string, now: number): Promise<void> {
  await drizzle(db).update(token).set({ signedInAt: now }).where(eq(token.id, id));
}

/** Emails of administrators whom somebody without a role can ask: of the site and, first, of every site. */
export async function readAdminEmails(db: D1Database, site: string | null, now: number): Promise<string[]> {
  const { email, role, expiresAt } = token;
  const rows = await drizzle(db)
    .selectDistinct({ email })
    .from(token)
    .where(
      and(
        eq(role, 'admin'),
        isNotNull(email),
        or(isNull(expiresAt), gt(expiresAt, now)),
        or(isNull(token.site), site === null ? undefined : eq(token.site, site)),
      ),
    )
    .orderBy(asc(email))
    .limit(maxAdmins);
  return rows.flatMap(({ email }) => (email === null ? [] : [email]));
}

/** Enough to find one who answers. */
const maxAdmins = 5;
