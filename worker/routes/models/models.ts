// Models: `/v1/sites/{site}/model` and `/models`.

import { createRoute } from '@hono/zod-openapi';
import type { HonoRequest } from 'hono';
import * as z from 'zod';
import {
  createdModel,
  diffQuery,
  modelBody,
  modelChoice,
  modelDiff,
  modelSummary,
  modelVersion,
  servedModel,
} from '../../../schema/api/models/model.ts';
import { cutPage, type InputError, pageOf, pageQuery } from '../../../schema/api/shared.ts';
import { counterpartOf } from '../../flows/models/preview.ts';
import type { SiteEnv } from '../../http/env.ts';
import { inputErrors } from '../../http/input-errors.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, jsonBody, orProblem, sitePath } from '../../http/router.ts';
import { diffModels } from '../../score/models/model-diff.ts';
import { reminderOf } from '../../score/models/model-reminder.ts';
import { modelWarnings } from '../../score/models/model-warnings.ts';
import { createModel, listModels, readModel, readServedModel } from '../../store/models/models.ts';

const tags = ['Models'];
const version = z.coerce.number('give a version, such as 2').int().min(1);
const versionPath = sitePath.extend({ version });

/** Errors of rules, groups and lapses start with their name; errors of conditions explain what a condition is. */
function modelErrors(body: unknown, issues: readonly z.core.$ZodIssue[]): InputError[] {
  return inputErrors(issues).map(({ path, message }) => {
    const [, list, index] = /^(rules|fit\.rules|lapses|groups)\[(\d+)\]/.exec(path) ?? [];
    const id = list === undefined ? undefined : ownId(body, list, Number(index));
    const said =
      /\.where\.[^[]+$/.test(path) && /^Invalid input.*, or /.test(message) ? conditionAdvice : message;
    if (id === undefined || said.includes(`"${id}"`)) return { path, message: said };
    return { path, message: `${listed[list as string] ?? 'rule'} "${id}": ${said}` };
  });
}

/** The names of list members; all others are rules. */
const listed: Readonly<Record<string, string>> = { lapses: 'lapse', groups: 'group' };

const conditionAdvice =
  'a condition is a glob such as "*.pdf", a list of globs, {"not": …}, or a range such as {"gte": 100}';

/** The id of a rule or lapse in an unvalidated model, or else its index; `list` is its list: `fit.rules`. */
function ownId(body: unknown, list: string, index: number): string {
  // A key in the body may look like a path.
  const all = list
    .split('.')
    .reduce((at, key) => (at as Record<string, unknown> | null | undefined)?.[key], body);
  const each = (all as unknown[] | null | undefined)?.[index];
  const found = z.looseObject({ id: z.string().max(64) }).safeParse(each);
  return found.success ? found.data.id : `#${index + 1}`;
}

async function refuseModel(request: HonoRequest, issues: readonly z.core.$ZodIssue[]) {
  // A missing body is validated as an empty one.
  const body = await request.json().catch(() => null);
  return reject({ code: 'invalid_model', errors: modelErrors(body, issues) });
}

/** Routes to read and draft models. */
export const modelRoutes = apiRouter<SiteEnv>();

modelRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/model',
    tags,
    summary: 'The served model',
    request: { params: sitePath, query: modelChoice },
    responses: { 200: json(servedModel, 'The model, and the progress of rescoring'), ...orProblem },
  }),
  async (c) => {
    const {
      key,
      served: { name },
    } = c.var.site;
    const served = await readServedModel(c.env.DB, { site: key, name });
    if (!served) return reject({ code: 'not_found', what: 'model' });
    return c.json({ ...served, reminder: reminderOf(served.publishedAt, Date.now()) }, 200);
  },
);

modelRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/models',
    tags,
    summary: 'List the versions, newest first',
    request: { params: sitePath, query: pageQuery.extend({ cursor: version.optional() }) },
    responses: { 200: json(pageOf(modelSummary), 'Versions without their models'), ...orProblem },
  }),
  async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const query = { site: c.var.site.key, before: cursor, limit: limit + 1 };
    const found = await listModels(c.env.DB, query);
    return c.json(
      cutPage(found, limit, (each) => String(each.version)),
      200,
    );
  },
);

modelRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/sites/{site}/models',
    tags,
    summary: 'Draft a model',
    description:
      "The body is the whole model. It scores nothing until it is published. Its `name` is the name of the site's " +
      'model that this is a version of.',
    request: { params: sitePath, body: jsonBody(modelBody) },
    responses: {
      201: json(createdModel, 'Its version, and warnings about probable mistakes'),
      ...orProblem,
    },
  }),
  async (c) => {
    const model = c.req.valid('json');
    const by = { actor: c.var.actor.id, now: Date.now() };
    const created = await createModel(c.env.DB, { site: c.var.site.key, model }, by);
    return c.json({ version: created, warnings: modelWarnings(model, c.var.site) }, 201);
  },
  (result, c) => (result.success ? undefined : refuseModel(c.req, result.error.issues)),
);

modelRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/models/{version}',
    tags,
    summary: 'Read a version',
    request: { params: versionPath },
    responses: { 200: json(modelVersion, 'The version'), ...orProblem },
  }),
  async (c) => {
    const which = { site: c.var.site.key, version: c.req.valid('param').version };
    const found = await readModel(c.env.DB, which);
    return found ? c.json(found, 200) : reject({ code: 'not_found', what: 'model version' });
  },
);

modelRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/models/{version}/diff',
    tags,
    summary: 'Compare a version with another, in words',
    request: { params: versionPath, query: diffQuery },
    responses: { 200: json(modelDiff, 'What the version does differently'), ...orProblem },
  }),
  async (c) => {
    const { site } = c.var;
    const { version } = c.req.valid('param');
    const read = (each: number) => readModel(c.env.DB, { site: site.key, version: each });
    const after = await read(version);
    if (!after) return reject({ code: 'not_found', what: 'model version' });
    const { against = counterpartOf(site, after.name).version } = c.req.valid('query');
    const before = await read(against);
    if (!before) return reject({ code: 'not_found', what: 'model version' });
    return c.json({ version, against, lines: diffModels(before.model, after.model) }, 200);
  },
);
