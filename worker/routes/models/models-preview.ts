// Previews a model on the real history before it is published: `…/models/{version}/preview`.

import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { modelPreview } from '../../../schema/api/models/preview.ts';
import { continuePreview, findPreview, startPreview } from '../../flows/models/preview.ts';
import type { SiteEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, orProblem, sitePath } from '../../http/router.ts';

/** Time for work before and after the response; the scheduled job continues from there. */
const beforeAnswerMs = 5_000;
const afterAnswerMs = 25_000;

const tags = ['Models'];
const path = '/v1/sites/{site}/models/{version}/preview';
const params = sitePath.extend({ version: z.coerce.number('give a version, such as 2').int().min(1) });

/** Previews. */
export const previewRoutes = apiRouter<SiteEnv>();

previewRoutes.openapi(
  createRoute({
    method: 'post',
    path,
    tags,
    summary: 'Preview a version',
    description:
      'Scores all visitors with this version and with the served one, over the whole history. Changes nothing. The preview ' +
      'runs by itself: repeat the call, or use GET, while `result` is null. Once there is a result, POST starts a new one.',
    request: { params },
    responses: {
      200: json(modelPreview, 'What would change'),
      202: json(modelPreview, 'The preview is in progress'),
      ...orProblem,
    },
  }),
  async (c) => {
    const target = { site: c.var.site.key, version: c.req.valid('param').version };
    const now = Date.now();
    const begun = await startPreview(c.env.DB, c.var.site, { version: target.version, now });
    if (!begun) return reject({ code: 'not_found', what: 'model version' });
    await continuePreview(c.env.DB, target, now + beforeAnswerMs);
    const preview = (await findPreview(c.env.DB, target.site, target.version)) ?? begun;
    if (preview.result) return c.json(preview, 200);
    c.executionCtx.waitUntil(continuePreview(c.env.DB, target, Date.now() + afterAnswerMs));
    return c.json(preview, 202);
  },
);

previewRoutes.openapi(
  createRoute({
    method: 'get',
    path,
    tags,
    summary: 'Progress or result of a preview',
    request: { params },
    responses: { 200: json(modelPreview, 'The latest preview'), ...orProblem },
  }),
  async (c) => {
    const found = await findPreview(c.env.DB, c.var.site.key, c.req.valid('param').version);
    return found ? c.json(found, 200) : reject({ code: 'not_found', what: 'preview' });
  },
);
