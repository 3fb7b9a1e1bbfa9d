// The overview by day: `/v1/sites/{site}/reports/overview`, and the same as a file.

import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import * as z from 'zod';
import { overviewAnswer } from '../../../schema/api/reports/overview.ts';
import { reportQuery } from '../../../schema/api/reports/report.ts';
import { overviewAnswerOf, overviewOf, overviewTable } from '../../flows/reports/overview.ts';
import { csvOf } from '../../flows/visitors/csv.ts';
import { csvHeaders } from '../../flows/visitors/visitor-csv.ts';
import { tags } from '../../http/asked/report.ts';
import type { SiteEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, orProblem, sitePath } from '../../http/router.ts';

/** Reading the report. */
export const overviewRoutes = apiRouter<SiteEnv>();

const request = { params: sitePath, query: reportQuery };

overviewRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/reports/overview',
    tags,
    summary: 'How a site goes from day to day',
    description:
      'By day, in the time zone of the site: new visitors and leads, rises to the upper two levels and falls from them, and where ' +
      'everybody stood, by status and cell. Counted at once: `countedAt` is now.',
    request,
    responses: { 200: json(overviewAnswer, 'The days, oldest first'), ...orProblem },
  }),
  async (c) => {
    const now = Date.now();
    const overview = await overviewFor(c, c.req.valid('query'), now);
    return overview instanceof Response ? overview : c.json(overviewAnswerOf(overview, now), 200);
  },
);

overviewRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/reports/overview.csv',
    tags,
    summary: 'How a site goes from day to day, as CSV',
    description: 'The same rows as a file (RFC 4180), with a column for each status and each cell.',
    request,
    responses: {
      200: { description: 'The days', content: { 'text/csv': { schema: z.string() } } },
      ...orProblem,
    },
  }),
  async (c) => {
    const overview = await overviewFor(c, c.req.valid('query'), Date.now());
    if (overview instanceof Response) return overview;
    const { header, rows } = overviewTable(c.var.site, overview.days);
    const last = overview.days.at(-1)?.day ?? '';
    return c.body(csvOf(header, rows), 200, csvHeaders(`${c.var.site.id}-overview-${last}`));
  },
);

type Period = Pick<z.infer<typeof reportQuery>, 'from' | 'to'>;

async function overviewFor(c: Context<SiteEnv>, { from, to }: Period, now: number) {
  const overview = await overviewOf(c.env.DB, c.var.site, { asked: { from, to }, now });
  return overview.kind === 'overview'
    ? overview
    : reject({ code: 'invalid_request', errors: overview.errors });
}
