// Who buys, as predicted: the report, the same as a file, and making the prediction anew.

import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { predictionAnswer, predictionQuery } from '../../../schema/api/reports/prediction.ts';
import { startPrediction } from '../../flows/predict/predict.ts';
import { predictionReport, predictionTable } from '../../flows/reports/prediction.ts';
import { csvOf } from '../../flows/visitors/csv.ts';
import { csvHeaders } from '../../flows/visitors/visitor-csv.ts';
import { predictOn } from '../../http/asked/predict-on.ts';
import type { SiteEnv } from '../../http/env.ts';
import { apiRouter, json, orProblem, sitePath } from '../../http/router.ts';

/** Reading the prediction, and making it anew. */
export const predictionRoutes = apiRouter<SiteEnv>();

const asked = { params: sitePath, query: predictionQuery };
const tags = ['Reports'];
const common =
  'The prediction is made by itself within two minutes of there being enough outcomes, and anew each week. While it runs, ' +
  'the answer is about the last one.';

predictionRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/reports/prediction',
    tags,
    summary: 'What `probability` is made of, and how good it is',
    description: `The weights of the prediction, its evidence, and its figures on people to whom it was not fitted. ${common}`,
    request: asked,
    responses: { 200: json(predictionAnswer, 'The prediction'), ...orProblem },
  }),
  async (c) => {
    const report = await predictionReport(c.env.DB, c.var.site, new URL(c.req.url).origin);
    if (report.running) predictOn(c);
    return c.json(report, 200);
  },
);

predictionRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/reports/prediction.csv',
    tags,
    summary: 'What `probability` is made of, as CSV',
    description: `The weights as a file (RFC 4180), without rows while there is no prediction. ${common}`,
    request: asked,
    responses: {
      200: { description: 'The weights', content: { 'text/csv': { schema: z.string() } } },
      ...orProblem,
    },
  }),
  async (c) => {
    const { header, rows } = predictionTable(
      await predictionReport(c.env.DB, c.var.site, new URL(c.req.url).origin),
    );
    return c.body(csvOf(header, rows), 200, csvHeaders(`${c.var.site.id}-prediction`));
  },
);

predictionRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/sites/{site}/reports/prediction',
    tags,
    summary: 'Make the prediction anew',
    description:
      'Begins it; the answer does not wait. A run that is under way begins again. Ask with GET for the progress.',
    request: asked,
    responses: { 202: json(predictionAnswer, 'It has begun'), ...orProblem },
  }),
  async (c) => {
    const { site } = c.var;
    await startPrediction(c.env.DB, site, { version: site.served.version, now: Date.now() });
    const report = await predictionReport(c.env.DB, site, new URL(c.req.url).origin);
    predictOn(c);
    return c.json(report, 202);
  },
);
