// Publishes and retires models: `…/models/{version}/publish` and `…/retire`.

import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { publication, publicationAnswer, retirement } from '../../../schema/api/models/model.ts';
import { modelLimits } from '../../../schema/model/model.ts';
import { continuePublishing, startPublishing } from '../../flows/models/publish.ts';
import type { SiteEnv } from '../../http/env.ts';
import { type Rejection, reject } from '../../http/rejection.ts';
import { apiRouter, json, orProblem, sitePath } from '../../http/router.ts';
import { readServedModel } from '../../store/models/models.ts';
import { type RetireRefusal, retire } from '../../store/models/serving.ts';
import { forgetSite } from '../../store/sites/site-config.ts';

/** Time for rescoring before and after the response; the scheduled job continues from there. */
const beforeAnswerMs = 2_000;
const afterAnswerMs = 25_000;

const refusals: Record<'unknown_version' | 'busy' | 'too_many' | 'changed' | 'cleaning', Rejection> = {
  unknown_version: { code: 'not_found', what: 'model version' },
  busy: {
    code: 'conflict',
    why: 'Another version is being filled. Wait until "rescoring" of GET …/model is null.',
  },
  too_many: {
    code: 'conflict',
    why: `The site already serves ${modelLimits.maxServed} models. Retire one (POST …/models/{version}/retire), or publish a version of a served one.`,
  },
  changed: { code: 'conflict', why: 'This draft has just been changed. Read it again, then publish it.' },
  cleaning: { code: 'unavailable', retryAfterSeconds: 60 },
};

const params = sitePath.extend({ version: z.coerce.number('give a version, such as 2').int().min(1) });
const tags = ['Models'];

/** Routes to publish and retire versions. */
export const publishRoutes = apiRouter<SiteEnv>();

publishRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/sites/{site}/models/{version}/publish',
    tags,
    summary: 'Publish a version',
    description:
      'Rescores the whole history in steps. Until that is finished, the old scores are served. `GET …/model` shows ' +
      'the progress. A version that was served before can be published again.',
    request: {
      params,
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
    const { alerts = false } = c.req.valid('json') ?? {};
    const { key } = c.var.site;
    const now = Date.now();
    const by = { actor: c.var.actor.id, now, deadline: now + beforeAnswerMs };
    const { kind } = await startPublishing(c.env.DB, { site: key, version, alerts }, by);
    if (kind !== 'publishing' && kind !== 'already_served') return reject(refusals[kind]);
    const isServed =
      kind === 'already_served' || (await continuePublishing(c.env.DB, key, by.deadline)) !== 'unfinished';
    if (isServed) return c.json({ version, rescoring: null }, 200);
    c.executionCtx.waitUntil(continuePublishing(c.env.DB, key, Date.now() + afterAnswerMs));
    const served = await readServedModel(c.env.DB, { site: key, name: c.var.site.served.name });
    return c.json({ version, rescoring: served?.rescoring ?? null }, 202);
  },
);

const retireRefusals: Record<RetireRefusal, Rejection> = {
  unknown_version: refusals.unknown_version,
  not_served: { code: 'conflict', why: 'This version is not served. GET …/models lists the served ones.' },
  default: {
    code: 'conflict',
    why: 'A site always serves its default model. Publish another version of it instead.',
  },
  busy: refusals.busy,
};

publishRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/sites/{site}/models/{version}/retire',
    tags,
    summary: 'Stop serving a version',
    description:
      'Its model is no longer served: it scores no more events, and its scores are removed. Publishing it again ' +
      'rescores the whole history. The default model cannot be retired.',
    request: { params },
    responses: { 200: json(retirement, 'It is retired'), ...orProblem },
  }),
  async (c) => {
    const { version } = c.req.valid('param');
    const { key } = c.var.site;
    const retired = await retire(
      c.env.DB,
      { site: key, version },
      { actor: c.var.actor.id, now: Date.now() },
    );
    forgetSite(key);
    if (retired.kind !== 'retired') return reject(retireRefusals[retired.kind]);
    return c.json({ version, name: retired.name }, 200);
  },
);
