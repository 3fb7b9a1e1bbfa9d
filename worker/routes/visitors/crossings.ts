// Crossings of levels: `GET /v1/sites/{site}/crossings`.

import { createRoute } from '@hono/zod-openapi';
import { crossingPage, crossingQuery } from '../../../schema/api/crossing.ts';
import { listCrossings } from '../../flows/scores/crossings.ts';
import type { SiteEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, orProblem, sitePath } from '../../http/router.ts';

/** Reading who rose and who fell. */
export const crossingRoutes = apiRouter<SiteEnv>();

crossingRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/crossings',
    tags: ['Visitors'],
    summary: 'Who rose to an upper level or fell from one',
    description:
      'Newest first, for 90 days: each rise to one of the upper two levels (hot and warm in the default model), ' +
      'and each fall from one, exactly once. A fall because points fade appears within a minute or two. Publishing a ' +
      'model, becoming a customer or being disqualified is no crossing.',
    request: { params: sitePath, query: crossingQuery },
    responses: { 200: json(crossingPage, 'Crossings'), ...orProblem },
  }),
  async (c) => {
    const answer = await listCrossings(c.env.DB, c.var.site, c.req.valid('query'));
    if (answer.kind === 'invalid_cursor') return reject({ code: 'invalid_cursor' });
    return c.json({ data: answer.data, nextCursor: answer.nextCursor }, 200);
  },
);
