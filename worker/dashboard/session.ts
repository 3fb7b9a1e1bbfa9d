// Sessions of the marketer's pages: a cookie that says which token signed in and until when, sealed with a secret that
// no browser has. The token itself is never in it; each request asks whether the token still stands.

import { hexOfBytes } from '../store/bytes.ts';
import type { Actor } from '../store/tokens.ts';
import { readToken } from '../store/tokens.ts';

/** A session lasts a working day. */
export const sessionSeconds = 12 * 3_600;

/** What a session is made and checked with. */
export interface SessionContext {
  db: D1Database;
  /** ADMIN_TOKEN; '' where it is not set, and then no session is. */
  adminToken: string;
  /** UTC ms. */
  now: number;
}

/** The cookie's value for who has just shown a token, or null when that token is gone again. */
export async function openSession(actor: Actor, context: SessionContext): Promise<string | null> {
  const expires = Math.floor(context.now / 1_000) + sessionSeconds;
  const standing = await standingOf(actor.id, context);
  if (!standing) return null;
  const seal = await crypto.subtle.sign('HMAC', await keyOf(context), sealed(standing, expires));
  return `${actor.id}.${expires}.${hexOfBytes(new Uint8Array(seal))}`;
}

/** Who a cookie stands for; null when it has expired, was tampered with, or its token was revoked. One read by primary key. */
export async function readSession(cookie: string, context: SessionContext): Promise<Actor | null> {
  const [, id, expires, hex] = /^([a-z0-9]{1,20})\.(\d{1,12})\.([0-9a-f]{64})$/.exec(cookie) ?? [];
  if (id === undefined || expires === undefined || hex === undefined || context.adminToken === '')
    return null;
  if (Number(expires) * 1_000 <= context.now) return null;
  const standing = await standingOf(id, context);
  if (!standing) return null;
  const seal = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const isOurs = await crypto.subtle.verify(
    'HMAC',
    await keyOf(context),
    seal,
    sealed(standing, Number(expires)),
  );
  return isOurs ? standing.actor : null;
}

/** A token that is known now. `hash` binds the session to this very token; ADMIN_TOKEN is bound by being the key. */
interface Standing {
  actor: Actor;
  hash: string;
}

async function standingOf(id: string, { db }: SessionContext): Promise<Standing | null> {
  if (id === 'bootstrap') return { actor: { id, role: 'admin', site: null }, hash: '' };
  return readToken(db, id);
}

/** The words before it keep the seal from meaning anything elsewhere, should ADMIN_TOKEN ever sign something else. */
function sealed({ actor, hash }: Standing, expires: number): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`leadlight session\n${actor.id}\n${hash}\n${expires}`);
}

function keyOf({ adminToken }: SessionContext): Promise<CryptoKey> {
  const secret = new TextEncoder().encode(adminToken);
  return crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}
