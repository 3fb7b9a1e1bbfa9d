// What the platform binds to the Worker; the same names as in wrangler.toml.

export interface Env {
  DB: D1Database;
  /** Static assets: the snippet, and the demo when there is one. */
  ASSETS: Fetcher;
  /** The bootstrap admin token; a secret. */
  ADMIN_TOKEN: string;
  /** `on`: refuse what exceeds the rate limits. Off in `npm start` unless `--limits`. */
  LIMITS?: 'on' | 'off';
  /** Brakes per location: beacons of one address, and API calls of one token. */
  BEACON_LIMIT?: RateLimit;
  API_LIMIT?: RateLimit;
}
