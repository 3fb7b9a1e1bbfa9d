// Fitting a prediction on one's own machine, for accounts whose plan allows the Worker too little time: the sample, and the result.

import { createRoute } from '@hono/zod-openapi';
import type { TypedResponse } from 'hono';
import type * as z from 'zod';
import { modelChoice } from '../../../schema/api/models/model.ts';
import {
  predictionFit,
  predictionSaved,
  samplePage,
  sampleQuery,
} from '../../../schema/api/reports/prediction-fit.ts';
import { acceptFit, type SamplePage, samplePageOf } from '../../flows/predict/fit-elsewhere.ts';
import { predictOn } from '../../http/asked/predict-on.ts';
import { tags } from '../../http/asked/report.ts';
import type { SiteEnv } from '../../http/env.ts';
import { rejectRefused } from '../../http/rejection.ts';
import { apiRouter, json, jsonBody, orProblem, sitePath } from '../../http/router.ts';

/** Reading the sample, and sending the result. For administrators: the sample is made of everybody's traits. */
export const predictionFitRoutes = apiRouter<SiteEnv>();

const path = '/v1/sites/{site}/reports/prediction';

predictionFitRoutes.openapi(
  createRoute({
    method: 'get',
    path: `${path}/sample`,
    tags,
    summary: 'The people that a prediction is to be fitted to',
    description:
      'For `npm run model -- fit`, which fits the prediction on your own machine. While the prediction waits for that ' +
      '(`running.command` of the report): some people as they stood before their outcome, without ids. 409 otherwise.',
    request: { params: sitePath, query: sampleQuery },
    responses: { 200: json(samplePage, 'Some of the sample, at most about 1 MB'), ...orProblem },
  }),
  async (c) => {
    const page = await samplePageOf(c.env.DB, c.var.site, c.req.valid('query').cursor ?? '');
    return 'kind' in page ? rejectRefused(page, 'sample') : answerPage(page);
  },
);

/** The page as JSON. Its people stay text, because to parse a megabyte takes all the time that the free plan allows. */
function answerPage({
  texts,
  ...page
}: SamplePage): Response & TypedResponse<z.infer<typeof samplePage>, 200, 'json'> {
  const data = texts.map((text) => text.slice(1, -1)).join(',');
  const body = `${JSON.stringify(page).slice(0, -1)},"data":[${data}]}`;
  const response = new Response(body, {
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
  return response as ReturnType<typeof answerPage>;
}

predictionFitRoutes.openapi(
  createRoute({
    method: 'post',
    path: `${path}/fit`,
    tags,
    summary: 'Send a prediction that was fitted elsewhere',
    description:
      'What `npm run model -- fit` has found for the sample `run`. Everybody’s probability is written in steps after the answer. ' +
      '409 if the sample has changed meanwhile.',
    request: { params: sitePath, query: modelChoice, body: jsonBody(predictionFit) },
    responses: { 202: json(predictionSaved, 'It is saved, and being written'), ...orProblem },
  }),
  async (c) => {
    const taken = await acceptFit(c.env.DB, c.var.site, {
      ...c.req.valid('json'),
      ...{ actor: c.var.actor.id, now: Date.now() },
    });
    if (taken.kind !== 'saved') return rejectRefused(taken, 'sample');
    predictOn(c);
    return c.json({ total: taken.total }, 202);
  },
);
