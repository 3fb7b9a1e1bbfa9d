// Who did what and when: `GET /v1/sites/{site}/audit` and `GET /v1/audit`.

import { createRoute } from '@hono/zod-openapi';
import { auditPage, auditQuery } from '../../../schema/api/sites/audit.ts';
import { accountAudit, listAudit } from '../../flows/sites/audit.ts';
import type { ApiEnv, SiteEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, orProblem, sitePath } from '../../http/router.ts';

const tags = ['Audit'];

/** Actions on one site. */
export const siteAuditRoutes = apiRouter<SiteEnv>();

/** Actions without a site. */
export const accountAuditRoutes = apiRouter<ApiEnv>();

siteAuditRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/audit',
    tags,
    summary: 'Who did what to a site, and when',
    description:
      'Newest first: changes of settings, identity secret, tokens and models, manual points, split devices, erasures ' +
      '(without the person), lifted erasures, corrected scores, webhooks. Deleted with the site.',
    request: { params: sitePath, query: auditQuery },
    responses: { 200: json(auditPage, 'What was done'), ...orProblem },
  }),
  async (c) => {
    const answer = await listAudit(c.env.DB, c.var.site, c.req.valid('query'));
    if (answer.kind === 'invalid_cursor') return reject({ code: 'invalid_cursor' });
    return c.json({ data: answer.data, nextCursor: answer.nextCursor }, 200);
  },
);

accountAuditRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/audit',
    tags,
    summary: 'Who created and deleted sites, and tokens for all sites',
    description:
      'Newest first, kept permanently. Tokens for one site are in that site’s list. Requires a token for all sites ' +
      'with the role `admin`.',
    request: { query: auditQuery },
    responses: { 200: json(auditPage, 'What was done'), ...orProblem },
  }),
  async (c) => {
    const { site, role } = c.var.actor;
    if (site !== null) {
      const why = `This token is for the site "${site}" only. Ask for GET /v1/sites/${site}/audit.`;
      return reject({ code: 'insufficient_role', role, why });
    }
    const answer = await listAudit(c.env.DB, accountAudit, c.req.valid('query'));
    if (answer.kind === 'invalid_cursor') return reject({ code: 'invalid_cursor' });
    return c.json({ data: answer.data, nextCursor: answer.nextCursor }, 200);
  },
);
