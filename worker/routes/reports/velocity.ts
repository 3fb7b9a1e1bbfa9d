// The report on velocity: `/v1/sites/{site}/reports/velocity`, and the same as a file.

import { createRoute } from '@hono/zod-openapi';
import { historyQuery } from '../../../schema/api/reports/report.ts';
import { velocityAnswer } from '../../../schema/api/reports/velocity.ts';
import { velocityAnswerOf, velocityTable } from '../../flows/reports/velocity.ts';
import { answerTable, asFile, counted, fileOf, surveyFor, tags, waits } from '../../http/asked/report.ts';
import type { SiteEnv } from '../../http/env.ts';
import { apiRouter, json, orProblem, sitePath } from '../../http/router.ts';

/** Reading the report. */
export const velocityRoutes = apiRouter<SiteEnv>();

const request = { params: sitePath, query: historyQuery };

velocityRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/reports/velocity',
    tags,
    summary: 'How long people take to buy',
    description:
      'Of the people whose first visit was in the period: how many have been identified, become warm and hot, and bought since, ' +
      `and after how many days, as quartiles. ${counted}`,
    request,
    responses: { 200: json(velocityAnswer, 'The stages'), 202: json(velocityAnswer, waits), ...orProblem },
  }),
  async (c) => {
    const survey = await surveyFor(c, 'standing', c.req.valid('query'));
    if (survey instanceof Response) return survey;
    return c.json(velocityAnswerOf(survey, c.var.site.served.model), survey.counted ? 200 : 202);
  },
);

velocityRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/reports/velocity.csv',
    tags,
    summary: 'How long people take to buy, as CSV',
    description: asFile,
    request,
    responses: fileOf('The stages'),
  }),
  async (c) => {
    const survey = await surveyFor(c, 'standing', c.req.valid('query'));
    if (survey instanceof Response) return survey;
    const table = velocityTable(velocityAnswerOf(survey, c.var.site.served.model));
    return answerTable(c, table, { name: 'velocity', survey });
  },
);
