// The report on sources: `/v1/sites/{site}/reports/sources`, and the same as a file.

import { createRoute } from '@hono/zod-openapi';
import { sourcesAnswer, sourcesQuery } from '../../../schema/api/reports/sources.ts';
import { sourcesAnswerOf, sourcesTable } from '../../flows/reports/sources.ts';
import { answerTable, asFile, counted, fileOf, surveyFor, tags, waits } from '../../http/asked/report.ts';
import type { SiteEnv } from '../../http/env.ts';
import { apiRouter, json, orProblem, sitePath } from '../../http/router.ts';

/** Reading the report. */
export const sourcesRoutes = apiRouter<SiteEnv>();

const request = { params: sitePath, query: sourcesQuery };

sourcesRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/reports/sources',
    tags,
    summary: 'Which sources bring buyers',
    description:
      'Of the people whose first visit was in the period, by where it came from: how many are leads, have bought and are open, what ' +
      `they paid, which share that is, and how many sales to expect. ${counted}`,
    request,
    responses: { 200: json(sourcesAnswer, 'The sources'), 202: json(sourcesAnswer, waits), ...orProblem },
  }),
  async (c) => {
    const survey = await surveyFor(c, 'standing', c.req.valid('query'));
    if (survey instanceof Response) return survey;
    return c.json(sourcesAnswerOf(survey, c.req.valid('query').by), survey.counted ? 200 : 202);
  },
);

sourcesRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/reports/sources.csv',
    tags,
    summary: 'Which sources bring buyers, as CSV',
    description: asFile,
    request,
    responses: fileOf('The sources'),
  }),
  async (c) => {
    const survey = await surveyFor(c, 'standing', c.req.valid('query'));
    if (survey instanceof Response) return survey;
    const { by } = c.req.valid('query');
    return answerTable(c, sourcesTable(sourcesAnswerOf(survey, by)), { name: `sources-${by}`, survey });
  },
);
