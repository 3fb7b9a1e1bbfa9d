// Companies: `/v1/sites/{site}/companies`, the list and one of them.

import { createRoute } from '@hono/zod-openapi';
import {
  companyDetail,
  companyDetailQuery,
  companyPage,
  companyPath,
  companyQuery,
} from '../../../schema/api/company.ts';
import { findCompany } from '../../flows/companies/company-detail.ts';
import { listCompanies } from '../../flows/companies/company-list.ts';
import type { NoPage } from '../../flows/visitors/list-start.ts';
import type { SiteEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, orProblem, sitePath } from '../../http/router.ts';

const tags = ['Companies'];

/** Reading companies. */
export const companyRoutes = apiRouter<SiteEnv>();

companyRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/companies',
    tags,
    summary: 'List companies',
    description:
      "The people of one company together, hottest company first, or by `sort` and `order`. A person's company is the domain of the " +
      'work address, not that of a free or throw-away mailbox; for others it is the `company` trait. People of whom neither is known ' +
      'belong to none. The score of a company is the exact sum of the shown scores of its people. Customers count like everybody ' +
      'else; disqualified people count 0. All pages show the scores at the time of the first page, which is in the cursor; after a ' +
      'publish, a cursor gets 400 `stale_cursor`. A page reads a row for each person with a company.',
    request: { params: sitePath, query: companyQuery },
    responses: { 200: json(companyPage, 'Companies in order'), ...orProblem },
  }),
  async (c) => {
    const answer = await listCompanies(c.env.DB, c.var.site, c.req.valid('query'), Date.now());
    if (answer.kind !== 'page') return refuse(answer);
    return c.json({ data: answer.data, nextCursor: answer.nextCursor }, 200);
  },
);

companyRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/companies/{domain}',
    tags,
    summary: 'Read a company',
    description:
      'The company, its people page by page, hottest first, each with its part of the score, and what gave it most of its points. ' +
      'All pages show the scores at the time of the first page.',
    request: { params: sitePath.extend(companyPath.shape), query: companyDetailQuery },
    responses: { 200: json(companyDetail, 'The company with a page of its people'), ...orProblem },
  }),
  async (c) => {
    const asked = { name: c.req.valid('param').domain, query: c.req.valid('query'), now: Date.now() };
    const answer = await findCompany(c.env.DB, c.var.site, asked);
    if (answer.kind === 'company') return c.json(answer.company, 200);
    return answer.kind === 'none' ? reject({ code: 'not_found', what: 'company' }) : refuse(answer);
  },
);

function refuse(answer: NoPage) {
  return answer.kind === 'invalid'
    ? reject({ code: 'invalid_request', errors: answer.errors })
    : reject({ code: answer.kind });
}
