// Who did what: `GET /v1/sites/{site}/audit`.

import { createRoute } from '@hono/zod-openapi';
import { auditPage, auditQuery } from '../../schema/api-audit.ts';
import type { SiteEnv } from '../env.ts';
import { listAudit } from '../flows/audit.ts';
import { reject } from '../rejection.ts';
import { apiRouter, json, orProblem, sitePath } from '../router.ts';

/** Reading what was done. */
export const auditRoutes = apiRouter<SiteEnv>();

auditRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/audit',
    tags: ['Sites'],
    summary: 'Who did what, and when',
    description:
      'Newest first, for as long as the site is there: its settings and secrets, its tokens, models, adjustments, splits, ' +
      'and scores that the self-check has mended. Never a secret, and never more of a person than an id.',
    request: { params: sitePath, query: auditQuery },
    responses: { 200: json(auditPage, 'What was done'), ...orProblem },
  }),
  async (c) => {
    const answer = await listAudit(c.env.DB, c.var.site, c.req.valid('query'));
    if (answer.kind === 'invalid_cursor') return reject({ code: 'invalid_cursor' });
    return c.json({ data: answer.data, nextCursor: answer.nextCursor }, 200);
  },
);
