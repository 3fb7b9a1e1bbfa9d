// The report on the rules: `/v1/sites/{site}/reports/calibration`, the same as a file, and a draft with the points that it suggests.

import { createRoute } from '@hono/zod-openapi';
import { calibrationAnswer, calibrationDraft } from '../../../schema/api/reports/calibration.ts';
import { historyQuery } from '../../../schema/api/reports/report.ts';
import {
  calibrationAnswerOf,
  calibrationTable,
  suggestedModel,
} from '../../flows/reports/calibration/calibration.ts';
import { answerTable, asFile, counted, fileOf, surveyFor, tags, waits } from '../../http/asked/report.ts';
import type { SiteEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, orProblem, sitePath } from '../../http/router.ts';
import { modelWarnings } from '../../score/models/model-warnings.ts';
import { createModel } from '../../store/models/models.ts';

/** Reading the report, and making a draft of it. */
export const calibrationRoutes = apiRouter<SiteEnv>();

const request = { params: sitePath, query: historyQuery };
const path = '/v1/sites/{site}/reports/calibration';

calibrationRoutes.openapi(
  createRoute({
    method: 'get',
    path,
    tags,
    summary: 'Which rules find buyers',
    description:
      'By rule, level and fit rule: how many buyers had it just before their first sale, how many of everybody, and the points ' +
      `that the sales suggest when all rules are fitted together. It has a count of its own. ${counted}`,
    request,
    responses: {
      200: json(calibrationAnswer, 'The rules'),
      202: json(calibrationAnswer, waits),
      ...orProblem,
    },
  }),
  async (c) => {
    const survey = await surveyFor(c, 'rules', c.req.valid('query'));
    if (survey instanceof Response) return survey;
    return c.json(calibrationAnswerOf(survey), survey.counted ? 200 : 202);
  },
);

calibrationRoutes.openapi(
  createRoute({
    method: 'get',
    path: `${path}.csv`,
    tags,
    summary: 'Which rules find buyers, as CSV',
    description: asFile,
    request,
    responses: fileOf('The rules'),
  }),
  async (c) => {
    const survey = await surveyFor(c, 'rules', c.req.valid('query'));
    if (survey instanceof Response) return survey;
    return answerTable(c, calibrationTable(calibrationAnswerOf(survey)), { name: 'calibration', survey });
  },
);

calibrationRoutes.openapi(
  createRoute({
    method: 'post',
    path: `${path}/draft`,
    tags,
    summary: 'Draft a model with the suggested points',
    description:
      'The served model with the points that the report suggests, as a draft. It scores nothing until it is published. Its preview ' +
      'ranks the half of people to whom the points were not fitted.',
    request,
    responses: {
      201: json(calibrationDraft, 'Its version, and warnings about probable mistakes'),
      202: json(calibrationAnswer, waits),
      ...orProblem,
    },
  }),
  async (c) => {
    const { site, actor } = c.var;
    const survey = await surveyFor(c, 'rules', c.req.valid('query'));
    if (survey instanceof Response) return survey;
    if (!survey.counted) return c.json(calibrationAnswerOf(survey), 202);
    const { model, changed } = suggestedModel(site.served.model, survey.counted.tally);
    if (changed === 0)
      return reject({
        code: 'conflict',
        why: 'The sales suggest no other points; `notes` of the report say why.',
      });
    const by = { actor: actor.id, now: Date.now() };
    const version = await createModel(c.env.DB, { site: site.key, model, fittedAt: by.now }, by);
    return c.json({ version, warnings: modelWarnings(model, site), changed }, 201);
  },
);
