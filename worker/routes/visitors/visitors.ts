// Visitors: `/v1/sites/{site}/visitors`, the list and one of them.

import { createRoute } from '@hono/zod-openapi';
import { modelChoice } from '../../../schema/api/models/model.ts';
import { visitorDetail, visitorPage, visitorPath } from '../../../schema/api/visitor.ts';
import { visitorQuery } from '../../../schema/api/visitor-query.ts';
import { findVisitor } from '../../flows/visitors/visitor-detail.ts';
import { listVisitors } from '../../flows/visitors/visitor-list.ts';
import type { SiteEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, isUnchanged, json, notModified, orProblem, sitePath } from '../../http/router.ts';
import { maxExamined, maxLeadsSearched } from '../../store/visitors/visitor-list-query.ts';

const tags = ['Visitors'];

/** Reading visitors. */
export const visitorRoutes = apiRouter<SiteEnv>();

visitorRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/visitors',
    tags,
    summary: 'List visitors',
    description:
      'Hottest first, or by `sort` and `order`. Includes disqualified visitors, with that status. All pages show the ' +
      'scores at the time of the first page, which is in the cursor; after a publish, a cursor gets 400 `stale_cursor`. ' +
      `A page can be short or empty and still have a \`nextCursor\`, because a request examines at most ${maxExamined} visitors ` +
      'for filters without an index (`source`, `channel`, `trend`, `state` and `owner` always, `status`, `grade`, `cell`, `identified` and `minScore` if sorted by ' +
      '`lastSeen` or `firstSeen`, `seenSince` unless sorted by `lastSeen`). `email`, `userId` and `company` use an index. ' +
      `\`q\` searches up to ${maxLeadsSearched} identified visitors at once, and on a larger site page by page. ` +
      'To poll, send the `ETag` of the last answer as `If-None-Match`: the answer is 304 until a visitor on the page changes, and at ' +
      'most for a minute, because scores fade.',
    request: { params: sitePath, query: visitorQuery },
    responses: { 200: json(visitorPage, 'Visitors in order'), ...notModified, ...orProblem },
  }),
  async (c) => {
    const answer = await listVisitors(c.env.DB, c.var.site, c.req.valid('query'), Date.now());
    switch (answer.kind) {
      case 'page':
        if (await isUnchanged(c, answer.state())) return c.body(null, 304);
        return c.json({ data: answer.data, nextCursor: answer.nextCursor }, 200);
      case 'invalid':
        return reject({ code: 'invalid_request', errors: answer.errors });
      case 'stale_cursor':
      case 'invalid_cursor':
        return reject({ code: answer.kind });
    }
  },
);

visitorRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/visitors/{id}',
    tags,
    summary: 'Read a visitor',
    description: 'The id of a merged visitor returns the visitor that it was merged into.',
    request: { params: sitePath.extend(visitorPath.shape), query: modelChoice },
    responses: { 200: json(visitorDetail, 'The visitor as it stands now'), ...orProblem },
  }),
  async (c) => {
    const found = await findVisitor(c.env.DB, c.var.site, c.req.valid('param').id, Date.now());
    return found ? c.json(found, 200) : reject({ code: 'not_found', what: 'visitor' });
  },
);
