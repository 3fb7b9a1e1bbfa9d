// Building blocks of API routes: a router whose validation responds with problems, helpers for `createRoute`, and the entity tags of
// answers that are polled (RFC 9110, 8.8.3 and 13.1.2).

import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Env as HonoEnv } from 'hono';
import * as z from 'zod';
import { problem } from '../../schema/api/shared.ts';
import { text } from '../../schema/text.ts';
import { hexOfBytes, sha256Of } from '../store/bytes/bytes.ts';
import { inputErrors } from './input-errors.ts';
import { reject } from './rejection.ts';

/**
 * A router that responds 400 `invalid_request` to requests that do not match its zod schemas.
 *
 * @example
 * export const tokens = apiRouter<ApiEnv>();
 * tokens.openapi(createRoute({ method: 'get', path: '/v1/tokens', …, responses: { 200: json(page, '…'), ...orProblem } }),
 *   async (c) => c.json(await …, 200));
 */
export function apiRouter<E extends HonoEnv>(): OpenAPIHono<E> {
  return new OpenAPIHono<E>({
    defaultHook: (result) => {
      if (!result.success)
        return reject({ code: 'invalid_request', errors: inputErrors(result.error.issues) });
    },
  });
}

/** A JSON response for `responses`. */
export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

/** A JSON body for `request.body`. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } } as const;
}

/** All failures, for `responses`: allows a handler to return `reject(…)`. */
export const orProblem = {
  default: { description: 'A problem', content: { 'application/problem+json': { schema: problem } } },
} as const;

/** `request.params` of a route under `/v1/sites/{site}`. The middleware has read the site into `c.var.site`. */
export const sitePath = z.object({ site: text().meta({ description: "The site's id" }) });

/**
 * Sets the tag of an answer with this state, and says whether the client has it already: then respond 304. The tag is weak,
 * because the state leaves out what only the clock changes within a minute.
 */
export async function isUnchanged(c: Context, state: string): Promise<boolean> {
  const tag = hexOfBytes((await sha256Of(state)).subarray(0, 16));
  c.header('etag', `W/"${tag}"`);
  const known = c.req.header('if-none-match') ?? '';
  return known.trim() === '*' || known.split(',').some((each) => opaque(each) === tag);
}

/** The response that a client's copy is still good, for `responses`. */
export const notModified = {
  304: { description: 'As `If-None-Match` says: nothing has changed' },
} as const;

/** What is between the quotes; weak and strong tags compare alike. */
function opaque(tag: string): string | undefined {
  return /^\s*(?:W\/)?"([^"]*)"\s*$/.exec(tag)?.[1];
}
