// How many visitors stand where: `/v1/sites/{site}/visitors/counts`.

import { createRoute } from '@hono/zod-openapi';
import { modelChoice } from '../../../schema/api/models/model.ts';
import { segmentChoice } from '../../../schema/api/visitor-query.ts';
import { type VisitorCounts, visitorCounts } from '../../../schema/api/visitors/visitor-counts.ts';
import { countsInSegment, countsOf, maxCounted } from '../../flows/visitors/visitor-counts.ts';
import type { SiteEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, isUnchanged, json, notModified, orProblem, sitePath } from '../../http/router.ts';

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
      'seven days ago, the answer has the last count of the scheduled work, at most hourly, and says when that was. With `segment`, all numbers are exact.',
    request: { params: sitePath, query: modelChoice.extend({ segment: segmentChoice }) },
    responses: { 200: json(visitorCounts, 'The counts'), ...notModified, ...orProblem },
  }),
  async (c) => {
    const { segment, model } = c.req.valid('query');
    const now = Date.now();
    const answer =
      segment === undefined
        ? ({ kind: 'counts', counts: await countsOf(c.env.DB, c.var.site, now) } as const)
        : await countsInSegment(c.env.DB, c.var.site, { segment, model }, now);
    if (answer.kind === 'invalid') return reject({ code: 'invalid_request', errors: answer.errors });
    const { counts } = answer;
    return (await isUnchanged(c, stateOf(counts))) ? c.body(null, 304) : c.json(counts, 200);
  },
);

/** The counts without the moment of this answer, which exact ones have as theirs. */
function stateOf(counts: VisitorCounts): string {
  return JSON.stringify(counts, (_, value) => (value === counts.at ? null : value));
}
