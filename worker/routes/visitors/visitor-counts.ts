// How many visitors stand where: `/v1/sites/{site}/visitors/counts`.

import { createRoute } from '@hono/zod-openapi';
import { modelChoice } from '../../../schema/api/models/model.ts';
import { visitorCounts } from '../../../schema/api/visitor-counts.ts';
import { countsOf, maxCounted } from '../../flows/visitors/visitor-counts.ts';
import type { SiteEnv } from '../../http/env.ts';
import { apiRouter, json, orProblem, sitePath } from '../../http/router.ts';

/** Counting visitors. */
export const visitorCountRoutes = apiRouter<SiteEnv>();

visitorCountRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/visitors/counts',
    tags: ['Visitors'],
    summary: 'Count visitors by status and cell',
    description:
      `Counts up to ${maxCounted} visitors for the answer, the smallest groups first. These numbers are exact. For larger groups, and for ` +
      'seven days ago, the answer has the last count of the scheduled work, at most hourly, and says when that was.',
    request: { params: sitePath, query: modelChoice },
    responses: { 200: json(visitorCounts, 'The counts'), ...orProblem },
  }),
  async (c) => c.json(await countsOf(c.env.DB, c.var.site, Date.now()), 200),
);
