// Open sessions of the dashboard: who signed in and until when. Signing in and signing out each write one row; a page writes
// none.

import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { signIn, token } from '../../../schema/tables/site.ts';
import { statementOf } from '../database/query.ts';
import { type Actor, bootstrap } from './tokens.ts';

/** The key of a session's row. */
export type SignInKey = Pick<typeof signIn.$inferSelect, 'expiresAt' | 'seal'>;

/** Maximum number of ended sessions that one sign-in deletes. */
const endedAtOnce = 100;

/** Opens a session of the token with this id, and deletes ended sessions. One round trip. */
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
