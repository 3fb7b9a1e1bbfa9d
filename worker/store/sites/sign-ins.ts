// Open sessions of the dashboard: who signed in and until when. One row written to sign in, one to sign out, none for a page.

import { and, eq, gt, isNull, or } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import * as tables from '../../../schema/tables/site.ts';
import { type Actor, bootstrap } from './tokens.ts';

/** The key of a session's row. */
export type SignInKey = Pick<typeof tables.signIn.$inferSelect, 'expiresAt' | 'seal'>;

/** Ended sessions deleted by one sign-in, at most. */
const endedAtOnce = 100;

/** Opens a session of the token with this id, and deletes sessions that have ended. One round trip. */
export async function addSignIn(
  db: D1Database,
  { expiresAt, seal, token }: SignInKey & { token: string },
  now: number,
): Promise<void> {
  await db.batch([
    db
      .prepare(
        `delete from sign_in where (expires_at, seal) in
           (select expires_at, seal from sign_in where expires_at <= ?1 order by expires_at limit ${endedAtOnce})`,
      )
      .bind(now),
    db
      .prepare('insert into sign_in (expires_at, seal, token) values (?1, ?2, ?3)')
      .bind(expiresAt, seal, token),
  ]);
}

/** Who an open session stands for; null once its token was revoked or has expired. Two reads by primary key, one round trip. */
export async function readSignIn(
  db: D1Database,
  { expiresAt, seal }: SignInKey,
  now: number,
): Promise<Actor | null> {
  const { signIn, token } = tables;
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
  await db.prepare('delete from sign_in where expires_at = ?1 and seal = ?2').bind(expiresAt, seal).run();
}
