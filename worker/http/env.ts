// What the platform binds to the Worker; the same names as in wrangler.toml.

import type { SiteConfig } from '../store/sites/site-config.ts';
import type { Actor } from '../store/sites/tokens.ts';

export interface Env {
  DB: D1Database;
  /** Static assets: the snippet, and the demo when there is one. */
  ASSETS: Fetcher;
  /** The bootstrap admin token; a secret. */
  ADMIN_TOKEN: string;
  /** `on`: refuse what exceeds the rate limits. Off in `npm start` unless `--limits`. */
  LIMITS?: 'on' | 'off';
  /** The account's Cloudflare plan, `free` where it is left out: it bounds what an invocation asks of the database, and is what usage is compared with. */
  PLAN?: 'free' | 'paid';
  /** Brakes per location: beacons of one address, API calls of one token, and tokens that one address tries. */
  BEACON_LIMIT?: RateLimit;
  API_LIMIT?: RateLimit;
  TOKEN_LIMIT?: RateLimit;
}

/** What a route under `/v1` finds in `c.env` and `c.var`: the bindings, and who asks (worker/http/auth.ts). */
export interface ApiEnv {
  Bindings: Env;
  Variables: { actor: Actor };
}

/** The same under `/v1/sites/{site}`: the site too, read for this request. */
export interface SiteEnv {
  Bindings: Env;
  Variables: { actor: Actor; site: SiteConfig };
}
