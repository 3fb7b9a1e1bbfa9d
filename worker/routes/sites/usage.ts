// Usage of the Cloudflare plan: `GET /v1/usage`.

import { createRoute } from '@hono/zod-openapi';
import { usage } from '../../../schema/api/sites/usage.ts';
import { planOf } from '../../../schema/plan.ts';
import { usageNow } from '../../flows/sites/usage.ts';
import type { ApiEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, orProblem } from '../../http/router.ts';

/** The usage of the whole database. */
export const usageRoutes = apiRouter<ApiEnv>();

usageRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/usage',
    tags: ['Usage'],
    summary: 'How much of the Cloudflare plan is used',
    description:
      "Rows written in the plan's billing period and the size of the database, with the limits of the plan. " +
      'The figures cover all sites, so a token for one site cannot read them.',
    responses: { 200: json(usage, 'The usage'), ...orProblem },
  }),
  async (c) => {
    const { site, role } = c.var.actor;
    if (site !== null) {
      const why = `This token is for the site "${site}" only, but the usage covers all sites. Use a token for all sites.`;
      return reject({ code: 'insufficient_role', role, why });
    }
    return c.json(await usageNow(c.env.DB, planOf(c.env.PLAN), Date.now()), 200);
  },
);
