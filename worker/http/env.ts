// The Worker's bindings, with the same names as in wrangler.toml.

import type { SiteConfig } from '../store/sites/site-config.ts';
import type { Actor } from '../store/sites/tokens.ts';

export interface Env {
  DB: D1Database;
  /** Static assets: the snippet, and the demo when there is one. */
  ASSETS: Fetcher;
  /** The bootstrap admin token; a secret. */
  ADMIN_TOKEN: string;
  /** `on`: reject requests over the rate limits. Off in `npm start` without `--limits`. */
  LIMITS?: 'on' | 'off';
  /** The account's Cloudflare plan, by default `free`. Limits the database use of an invocation, and is compared with the usage. */
  PLAN?: 'free' | 'paid';
  /** Cloudflare Access: the team's domain, and the audience tag of the application. Both, or it is off. */
  ACCESS_TEAM_DOMAIN?: string;
  ACCESS_AUD?: string;
  /** URL of the resolver for DNS over HTTPS by which targets of webhooks are checked; by default Cloudflare's. */
  DNS_URL?: string;
  /** `on`: webhooks may have private targets, and plain http. Only servers on one's own machine set it (demo/server.ts). */
  LOCAL_TARGETS?: 'on';
  /** Sends emails, and the address that they come from. Both, or there are none. */
  EMAIL?: SendEmail;
  MAIL_FROM?: string;
  /** Rate limits per location: beacons per address, API calls per token, and tokens tried per address. */
  BEACON_LIMIT?: RateLimit;
  API_LIMIT?: RateLimit;
  TOKEN_LIMIT?: RateLimit;
}

/** The types of `c.env` and `c.var` under `/v1`: the bindings, and the actor (worker/http/auth.ts). */
export interface ApiEnv {
  Bindings: Env;
  Variables: { actor: Actor };
}

/** The same under `/v1/sites/{site}`, with the site, read for this request. */
export interface SiteEnv {
  Bindings: Env;
  Variables: { actor: Actor; site: SiteConfig };
}
