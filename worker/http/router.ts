// Building blocks of API routes: a router whose validation responds with problems, and helpers for `createRoute`.

import { OpenAPIHono } from '@hono/zod-openapi';
import type { Env as HonoEnv } from 'hono';
import * as z from 'zod';
import { problem } from '../../schema/api/shared.ts';
import { text } from '../../schema/text.ts';
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
