// A visitor's events and the points for them: `…/visitors/{id}/explanation` and `…/events`.

import { createRoute } from '@hono/zod-openapi';
import {
  explanation,
  explanationQuery,
  timelinePage,
  timelineQuery,
  visitorPath,
} from '../../../schema/api/visitor.ts';
import { explainVisitor } from '../../flows/visitors/explain.ts';
import { readHistory } from '../../flows/visitors/timeline.ts';
import type { SiteEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, orProblem, sitePath } from '../../http/router.ts';
import { maxExplanationLines } from '../../score/standing/explain.ts';
import { englishWords } from '../../score/words/score-words.ts';

const tags = ['Visitors'];
const params = sitePath.extend(visitorPath.shape);

/** Routes to read a visitor's history. */
export const visitorHistoryRoutes = apiRouter<SiteEnv>();

visitorHistoryRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/visitors/{id}/explanation',
    tags,
    summary: 'Explain a score',
    description:
      'Each award is a line, newest first. Summed in this order, their `worth` is `rawScore`. Awards over a cap are ' +
      'included with worth 0, and `withheld` is their worth without the cap. Disqualifying awards are included too. ' +
      '`sentences` say the same in words. A past `at` includes only events that had occurred by then. Beyond ' +
      `${maxExplanationLines} lines, the oldest are summed by rule.`,
    request: { params, query: explanationQuery },
    responses: { 200: json(explanation, 'The lines and their sum'), ...orProblem },
  }),
  async (c) => {
    const now = Date.now();
    const { at = now } = c.req.valid('query');
    const { id } = c.req.valid('param');
    const found = await explainVisitor(c.env.DB, c.var.site, { id, at, now, words: englishWords });
    return found ? c.json(found, 200) : reject({ code: 'not_found', what: 'visitor' });
  },
);

visitorHistoryRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/visitors/{id}/events',
    tags,
    summary: "A visitor's events, newest first",
    request: { params, query: timelineQuery },
    responses: { 200: json(timelinePage, 'Events as they are in the log'), ...orProblem },
  }),
  async (c) => {
    const { kind: kinds, ...page } = c.req.valid('query');
    const query = { id: c.req.valid('param').id, ...page, kinds: kinds ? { kinds } : null };
    const answer = await readHistory(c.env.DB, c.var.site, query);
    switch (answer.kind) {
      case 'page':
        return c.json({ data: answer.data, nextCursor: answer.nextCursor }, 200);
      case 'not_found':
        return reject({ code: 'not_found', what: 'visitor' });
      case 'invalid_cursor':
        return reject({ code: 'invalid_cursor' });
    }
  },
);
