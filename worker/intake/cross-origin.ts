// CORS for beacons: every page may read every answer, 429 and 503 included, so that the snippet knows what to send again.
// Nothing is given away: an answer depends on what was sent only, never on a cookie, and says nothing about a visitor.

import type { MiddlewareHandler } from 'hono';
import type { Env } from '../http/env.ts';

/** How long a browser may remember a preflight. Chrome keeps it for 2 hours at most. */
const preflightSeconds = 86_400;

/**
 * Adds the headers to whatever the routes below answer. Credentials are allowed because browsers take the renewed cookie
 * from no other kind of request, and refused to `null`, the origin of sandboxed frames and files.
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

/** Answers a preflight: `application/json` asks for one, `text/plain` does not. */
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
