// Publishing a model: `POST /v1/sites/{site}/models/{version}/publish`.

import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { publication, publicationAnswer } from '../../schema/api-model.ts';
import type { SiteEnv } from '../env.ts';
import { continuePublishing, startPublishing } from '../flows/publish.ts';
import { type Rejection, reject } from '../rejection.ts';
import { apiRouter, json, orProblem, sitePath } from '../router.ts';
import { readServedModel } from '../store/models.ts';

/** Rescoring done before the answer, and after it; the scheduled job carries on from there. */
const beforeAnswerMs = 2_000;
const afterAnswerMs = 25_000;

const refusals: Record<'unknown_version' | 'busy' | 'cleaning', Rejection> = {
  unknown_version: { code: 'not_found', what: 'model version' },
  busy: {
    code: 'conflict',
    why: 'Another version is being filled. Wait until "rescoring" of GET …/model is null.',
  },
  cleaning: { code: 'unavailable', retryAfterSeconds: 60 },
};

/** Publishing a version. */
export const publishRoutes = apiRouter<SiteEnv>();

publishRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/sites/{site}/models/{version}/publish',
    tags: ['Models'],
    summary: 'Publish a version',
    description:
      'All history is rescored with it, in steps; until that is done the old scores are served. `GET …/model` tells how ' +
      'far it is. A version that was served before may be published again.',
    request: {
      params: sitePath.extend({ version: z.coerce.number('give a version, such as 2').int().min(1) }),
      body: { required: false, content: { 'application/json': { schema: publication } } },
    },
    responses: {
      200: json(publicationAnswer, 'It is served'),
      202: json(publicationAnswer, 'It is being filled'),
      ...orProblem,
    },
  }),
  async (c) => {
    const { version } = c.req.valid('param');
    const { id } = c.var.site;
    const now = Date.now();
    const by = { actor: c.var.actor.id, now, deadline: now + beforeAnswerMs };
    const { kind } = await startPublishing(c.env.DB, { site: id, version }, by);
    if (kind !== 'publishing' && kind !== 'already_served') return reject(refusals[kind]);
    const isServed =
      kind === 'already_served' || (await continuePublishing(c.env.DB, id, by.deadline)) !== 'unfinished';
    if (isServed) return c.json({ version, rescoring: null }, 200);
    c.executionCtx.waitUntil(continuePublishing(c.env.DB, id, Date.now() + afterAnswerMs));
    const served = await readServedModel(c.env.DB, id);
    return c.json({ version, rescoring: served?.rescoring ?? null }, 202);
  },
);
