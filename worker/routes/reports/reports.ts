// Reports on what the scores are worth: `/v1/sites/{site}/reports/{name}`, each also as a file.

import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import * as z from 'zod';
import { bandsAnswer } from '../../../schema/api/reports/bands.ts';
import { reportQuery } from '../../../schema/api/reports/report.ts';
import { bandsAnswerOf, bandsTable } from '../../flows/reports/bands.ts';
import { askSurvey, continueSurvey, type Survey, surveyKey } from '../../flows/reports/survey.ts';
import { csvOf } from '../../flows/visitors/csv.ts';
import { csvHeaders } from '../../flows/visitors/visitor-csv.ts';
import type { SiteEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, orProblem, sitePath } from '../../http/router.ts';

/** Time for work before and after the response; the scheduled work continues from there. */
const beforeAnswerMs = 5_000;
const afterAnswerMs = 25_000;

/** Reading reports. */
export const reportRoutes = apiRouter<SiteEnv>();

const asked = { params: sitePath, query: reportQuery };
const tags = ['Reports'];
const waits = 'Everybody is still being counted for the first time: ask again';
const common =
  'Everybody’s history is counted in steps, which a call begins and the scheduled work continues: while there is no count yet, ' +
  'the answer is 202 with its progress. A count is good for an hour, on sites with more than 20,000 visitors for longer; ' +
  'while a new one runs, the answer is the last one.';

reportRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/reports/bands',
    tags,
    summary: 'How often people of each band buy',
    description:
      'By band of the score, level and cell just before the first sale: how many people stood there, how many bought, and how ' +
      `often that is. ${common}`,
    request: asked,
    responses: { 200: json(bandsAnswer, 'The bands'), 202: json(bandsAnswer, waits), ...orProblem },
  }),
  async (c) => {
    const survey = await surveyFor(c, c.req.valid('query'));
    if (survey instanceof Response) return survey;
    return c.json(bandsAnswerOf(survey, c.var.site.served.model), survey.counted ? 200 : 202);
  },
);

reportRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/reports/bands.csv',
    tags,
    summary: 'How often people of each band buy, as CSV',
    description: `The same rows as a file (RFC 4180). ${common} Then the file has no rows.`,
    request: asked,
    responses: {
      200: { description: 'The bands', content: { 'text/csv': { schema: z.string() } } },
      202: { description: waits, content: { 'text/csv': { schema: z.string() } } },
      ...orProblem,
    },
  }),
  async (c) => {
    const survey = await surveyFor(c, c.req.valid('query'));
    if (survey instanceof Response) return survey;
    const { header, rows } = bandsTable(bandsAnswerOf(survey, c.var.site.served.model));
    const day = new Date(survey.to).toISOString().slice(0, 10);
    return c.body(
      csvOf(header, rows),
      survey.counted ? 200 : 202,
      csvHeaders(`${c.var.site.id}-bands-${day}`),
    );
  },
);

type Query = z.infer<typeof reportQuery>;

/** The survey of the period, counted for some seconds before the answer and some after; or what is wrong with the period. */
async function surveyFor(
  c: Context<SiteEnv>,
  { from, to }: Query,
): Promise<Survey | ReturnType<typeof reject>> {
  const { site } = c.var;
  const now = Date.now();
  const period = { from, to };
  const answer = await askSurvey(c.env.DB, site, { asked: period, now, deadline: now + beforeAnswerMs });
  if (answer.kind === 'invalid') return reject({ code: 'invalid_request', errors: answer.errors });
  if (answer.survey.counting)
    c.executionCtx.waitUntil(continueSurvey(c.env.DB, surveyKey(site, period), Date.now() + afterAnswerMs));
  return answer.survey;
}
