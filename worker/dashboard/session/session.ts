// Sessions of the dashboard: a cookie with a random secret, and a row in the database that only this secret finds.
// Nothing in the cookie is made of a token, so that whoever holds one can test no guess of a token against it.

import { hexOfBytes } from '../../store/bytes/bytes.ts';
import { randomSecret } from '../../store/bytes/random.ts';
import { addSignIn, deleteSignIn, readSignIn, type SignInKey } from '../../store/sites/sign-ins.ts';
import type { Actor, Presenter } from '../../store/sites/tokens.ts';

/** The longest session: a working day. */
export const sessionSeconds = 12 * 3_600;

/** What a session is made and checked with. */
export interface SessionContext {
  db: D1Database;
  /** ADMIN_TOKEN; '' where it is not set: then there are no sessions. */
  adminToken: string;
  /** UTC ms. */
  now: number;
}

/** The cookie's value for whoever has just presented a token, and the seconds until it ends: with the token, at the latest. */
export async function openSession(
  { actor, expiresAt: tokenExpiresAt }: Presenter,
  context: SessionContext,
): Promise<{ value: string; seconds: number }> {
  const longest = context.now + sessionSeconds * 1_000;
  const expiresAt = Math.min(longest, tokenExpiresAt ?? longest);
  const secret = randomSecret();
  const seal = await sealOf(secret, context);
  await addSignIn(context.db, { expiresAt, seal, token: actor.id }, context.now);
  return { value: `${expiresAt}.${secret}`, seconds: Math.ceil((expiresAt - context.now) / 1_000) };
}

/** Who a cookie stands for; null when the session has ended, or its token has. */
export async function readSession(cookie: string, context: SessionContext): Promise<Actor | null> {
  const key = await keyOf(cookie, context);
  return key && key.expiresAt > context.now ? readSignIn(context.db, key, context.now) : null;
}

/** Ends the session of a cookie, wherever copies of the cookie are. */
export async function closeSession(cookie: string, context: SessionContext): Promise<void> {
  const key = await keyOf(cookie, context);
  if (key) await deleteSignIn(context.db, key);
}

async function keyOf(cookie: string, context: SessionContext): Promise<SignInKey | null> {
  const [, expiresAt, secret] = /^(\d{1,15})\.([\w-]{43})$/.exec(cookie) ?? [];
  if (expiresAt === undefined || secret === undefined || context.adminToken === '') return null;
  return { expiresAt: Number(expiresAt), seal: await sealOf(secret, context) };
}

/**
 * Ties the session to the ADMIN_TOKEN of today: under another one no row is found. The secret is in the cookie only and the
 * seal in the database only; a guess of ADMIN_TOKEN can be tested with both, not with either.
 */
async function sealOf(secret: string, { adminToken }: SessionContext): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign']);
  const text = encoder.encode(`leadlight session\n${adminToken}`);
  return hexOfBytes(new Uint8Array(await crypto.subtle.sign('HMAC', key, text)));
}
