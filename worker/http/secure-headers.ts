// Security headers of every response. Pages set their own Content-Security-Policy.

import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './env.ts';

/** JSON is for programs: in a browser it may load and run nothing. */
const jsonPolicy = "default-src 'none'; frame-ancestors 'none'";

/** Sets headers that a route has not set: nosniff, referrer and content policies; no-store on `/v1`. */
export const secureHeaders: MiddlewareHandler<ApiEnv> = async (c, next) => {
  await next();
  setWhereAbsent(c.res.headers, 'x-content-type-options', 'nosniff');
  setWhereAbsent(c.res.headers, 'referrer-policy', 'strict-origin-when-cross-origin');
  if (/json/.test(c.res.headers.get('content-type') ?? '')) {
    setWhereAbsent(c.res.headers, 'content-security-policy', jsonPolicy);
  }
  if (c.req.path.startsWith('/v1')) setWhereAbsent(c.res.headers, 'cache-control', 'no-store');
};

function setWhereAbsent(headers: Headers, name: string, value: string): void {
  if (!headers.has(name)) headers.set(name, value);
}
