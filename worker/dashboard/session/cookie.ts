// The session's cookie: its name, and what sessions are checked with.

import type { Context } from 'hono';
import type { SiteEnv } from '../../http/env.ts';
import type { SessionContext } from './session.ts';

/** Whether the browser reached us over https; `npm start` serves http on localhost. */
export function isSecure(c: Context): boolean {
  return new URL(c.req.url).protocol === 'https:';
}

/** With `__Host-`, browsers take it from this very host over https only: no sister domain can plant one (RFC 6265bis §4.1.3.2). */
export function sessionCookie(c: Context): string {
  return isSecure(c) ? '__Host-leadlight-session' : 'leadlight-session';
}

/** What sessions of this request are opened and checked with. */
export function sessionContext({ env }: Context<SiteEnv>): SessionContext {
  return { db: env.DB, adminToken: env.ADMIN_TOKEN ?? '', now: Date.now() };
}
