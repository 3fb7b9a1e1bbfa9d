// Public health check. Without a token it uses nothing else, not even the database.

import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { version } from '../../package.json';
import { isAllowed } from '../../schema/api/role.ts';
import { usage } from '../../schema/api/sites/usage.ts';
import { planOf } from '../../schema/plan.ts';
import { usageNow } from '../flows/sites/usage.ts';
import type { Env } from '../http/env.ts';
import { apiRouter, json, orProblem } from '../http/router.ts';
import type { Actor } from '../store/sites/tokens.ts';

const health = z.object({
  ok: z.literal(true),
  version: z.string(),
  usage: usage.optional(),
});

/** `actor`: the owner of the token, if one was sent. */
interface HealthEnv {
  Bindings: Env;
  Variables: { actor?: Actor };
}

/** `GET /healthz`. */
export const healthRoutes = apiRouter<HealthEnv>();

healthRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/healthz',
    tags: ['Health'],
    summary: 'Health and version',
    description:
      'Public. With a token that can read all sites, the response also has `usage`, as in `GET /v1/usage`. ' +
      'An unknown token is rejected. Responds 503 if the database cannot be read.',
    security: [{}, { token: [] }],
    responses: { 200: json(health, 'It is up'), ...orProblem },
  }),
  async (c) => {
    const { actor } = c.var;
    const answer = { ok: true as const, version };
    if (actor) c.header('cache-control', 'no-store');
    if (!actor || actor.site !== null || !isAllowed(actor.role, 'look')) return c.json(answer, 200);
    return c.json({ ...answer, usage: await usageNow(c.env.DB, planOf(c.env.PLAN), Date.now()) }, 200);
  },
);
