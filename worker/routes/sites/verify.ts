// The self-check: `POST /v1/sites/{site}/verify`.

import { createRoute } from '@hono/zod-openapi';
import { verification, verifyQuery } from '../../../schema/api/sites/verify.ts';
import { verifySite, visitorsAtOnce } from '../../flows/scores/verify.ts';
import type { SiteEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, orProblem, sitePath } from '../../http/router.ts';

/** Checking scores against the log. */
export const verifyRoutes = apiRouter<SiteEnv>();

verifyRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/sites/{site}/verify',
    tags: ['Visitors'],
    summary: 'Check scores against the log',
    description:
      `Recomputes up to ${visitorsAtOnce} visitors from the log, compares them with the stored scores, and corrects differences. ` +
      'To check all visitors, repeat the call with `nextCursor` until it is null. It goes through one model after the other; the ' +
      'first responses check nobody, because they look for visitors without a score. Responds 409 while a model is being ' +
      'published. A sample is checked automatically every hour.',
    request: { params: sitePath, query: verifyQuery },
    responses: { 200: json(verification, 'What differed'), ...orProblem },
  }),
  async (c) => {
    const by = { actor: c.var.actor.id, now: Date.now() };
    const { cursor = '' } = c.req.valid('query');
    const found = await verifySite(c.env.DB, c.var.site, { ...by, cursor });
    if (found === 'filling') {
      const why = 'A model is being published. Wait until "rescoring" of GET …/model is null, then continue.';
      return reject({ code: 'conflict', why });
    }
    return c.json(found, 200);
  },
);
