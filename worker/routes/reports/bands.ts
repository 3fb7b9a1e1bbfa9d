// The report by bands of the score: `/v1/sites/{site}/reports/bands`, and the same as a file.

import { createRoute } from '@hono/zod-openapi';
import { bandsAnswer } from '../../../schema/api/reports/bands.ts';
import { historyQuery } from '../../../schema/api/reports/report.ts';
import { bandsAnswerOf, bandsTable } from '../../flows/reports/bands.ts';
import { answerTable, asFile, counted, fileOf, surveyFor, tags, waits } from '../../http/asked/report.ts';
import type { SiteEnv } from '../../http/env.ts';
import { apiRouter, json, orProblem, sitePath } from '../../http/router.ts';

/** Reading the report. */
export const bandsRoutes = apiRouter<SiteEnv>();

const request = { params: sitePath, query: historyQuery };

bandsRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/reports/bands',
    tags,
    summary: 'How often people of each band buy',
    description:
      'By band of the score, level and cell just before the first sale: how many people stood there, how many bought, and how ' +
      `often that is. ${counted}`,
    request,
    responses: { 200: json(bandsAnswer, 'The bands'), 202: json(bandsAnswer, waits), ...orProblem },
  }),
  async (c) => {
    const survey = await surveyFor(c, 'standing', c.req.valid('query'));
    if (survey instanceof Response) return survey;
    return c.json(bandsAnswerOf(survey, c.var.site.served.model), survey.counted ? 200 : 202);
  },
);

bandsRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/reports/bands.csv',
    tags,
    summary: 'How often people of each band buy, as CSV',
    description: asFile,
    request,
    responses: fileOf('The bands'),
  }),
  async (c) => {
    const survey = await surveyFor(c, 'standing', c.req.valid('query'));
    if (survey instanceof Response) return survey;
    const table = bandsTable(bandsAnswerOf(survey, c.var.site.served.model));
    return answerTable(c, table, { name: 'bands', survey });
  },
);
