// CORS for beacons: every page can read every response, including 429 and 503, so that the snippet knows what to retry.
// Responses reveal nothing: they depend only on the request's body, never on a cookie, and contain no visitor data.

import type { MiddlewareHandler } from 'hono';
import type { Env } from '../http/env.ts';

/** How long browsers may cache a preflight. Chrome's maximum is 2 hours. */
const preflightSeconds = 86_400;

/**
 * Adds the headers to all responses of the routes below. Credentials are allowed, because browsers only accept the renewed
 * cookie from such requests. They are not allowed for `null`, the origin of sandboxed frames and files.
 */
export const readableAcrossOrigins: MiddlewareHandler<{ Bindings: Env }> = async (c, next) => {
  await next();
  const { headers } = c.res;
  headers.append('vary', 'Origin');
  const origin = c.req.header('origin');
  if (!origin) return;
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-expose-headers', 'Retry-After');
  if (origin !== 'null') headers.set('access-control-allow-credentials', 'true');
};

/** Responds to a preflight: `application/json` needs one, `text/plain` does not. */
export function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'Content-Type',
      'access-control-max-age': String(preflightSeconds),
    },
  });
}
