// Export and erasure: `…/visitors/{id}/export`, `DELETE …/visitors/{id}` and `…/erasures`.

import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import {
  erasureAnswer,
  erasureRequest,
  erasureSummary,
  erasureUnfinished,
  visitorExport,
} from '../../../schema/api/erasure.ts';
import { cutPage, pageOf, pageQuery } from '../../../schema/api/shared.ts';
import { visitorPath } from '../../../schema/api/visitor.ts';
import { text } from '../../../schema/text.ts';
import { type EraseResult, erase } from '../../flows/privacy/erase.ts';
import { exportVisitor } from '../../flows/privacy/export.ts';
import type { SiteEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, jsonBody, orProblem, sitePath } from '../../http/router.ts';
import { cleanEmail, cleanUserId } from '../../score/identity/identifiers.ts';
import { liftErasure, listErasures } from '../../store/privacy/erasures.ts';

const tags = ['Visitors'];
const params = sitePath.extend(visitorPath.shape);
const retryAfterSeconds = 5;

const erasureResponses = {
  200: json(erasureAnswer, 'They are erased'),
  202: json(erasureUnfinished, 'There is more to remove: send the call again'),
  ...orProblem,
};

const forGood =
  'Until the erasure is lifted, events that arrive late or are imported again are accepted, dropped and counted (`erased`). ' +
  'Events of other people on the same devices stay.';

/** Exporting and erasing people. */
export const erasureRoutes = apiRouter<SiteEnv>();

erasureRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/visitors/{id}/export',
    tags,
    summary: 'Export everything stored about a visitor',
    request: { params },
    responses: { 200: json(visitorExport, 'All of it, as one document'), ...orProblem },
  }),
  async (c) => {
    const found = await exportVisitor(c.env.DB, c.var.site, c.req.valid('param').id, Date.now());
    return found ? c.json(found, 200) : reject({ code: 'not_found', what: 'visitor' });
  },
);

erasureRoutes.openapi(
  createRoute({
    method: 'delete',
    path: '/v1/sites/{site}/visitors/{id}',
    tags,
    summary: 'Erase a visitor',
    description: `Removes the visitor, and every visitor with the same email or userId, from every table. ${forGood}`,
    request: { params },
    responses: erasureResponses,
  }),
  async (c) => {
    const asked = { visitor: c.req.valid('param').id };
    const result = await erase(c.env.DB, c.var.site, { asked, actor: c.var.actor.id, now: Date.now() });
    return answer(c, result);
  },
);

erasureRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/sites/{site}/erasures',
    tags,
    summary: 'Erase the person with an email or a userId',
    description: `If no visitor has it yet, nothing is removed, but later events with it are dropped. ${forGood}`,
    request: { params: sitePath, body: jsonBody(erasureRequest) },
    responses: erasureResponses,
  }),
  async (c) => {
    const body = c.req.valid('json');
    const [path, value] =
      'email' in body ? ['email', cleanEmail(body.email)] : ['userId', cleanUserId(body.userId)];
    if (value === null) {
      return reject({
        code: 'invalid_request',
        errors: [{ path: path ?? '', message: 'identifies nobody' }],
      });
    }
    const asked = path === 'email' ? { email: value as string } : { userId: value as string };
    const result = await erase(c.env.DB, c.var.site, { asked, actor: c.var.actor.id, now: Date.now() });
    return answer(c, result);
  },
);

erasureRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}/erasures',
    tags,
    summary: 'List the erasures',
    description: 'When each erasure happened, and who did it. Leadlight does not store who was erased.',
    request: { params: sitePath, query: pageQuery },
    responses: { 200: json(pageOf(erasureSummary), 'Erasures by id'), ...orProblem },
  }),
  async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const found = await listErasures(c.env.DB, c.var.site.key, { after: cursor, limit: limit + 1 });
    return c.json(
      cutPage(found, limit, ({ id }) => id),
      200,
    );
  },
);

erasureRoutes.openapi(
  createRoute({
    method: 'delete',
    path: '/v1/sites/{site}/erasures/{erasure}',
    tags,
    summary: 'Lift an erasure',
    description: 'Erased data stays erased. New events are stored again.',
    request: { params: sitePath.extend({ erasure: text().max(64) }) },
    responses: { 204: { description: 'The erasure was lifted' }, ...orProblem },
  }),
  async (c) => {
    const which = { id: c.req.valid('param').erasure, actor: c.var.actor.id, now: Date.now() };
    const isLifted = await liftErasure(c.env.DB, c.var.site, which);
    return isLifted ? c.body(null, 204) : reject({ code: 'not_found', what: 'erasure' });
  },
);

function answer(c: Context<SiteEnv>, result: EraseResult) {
  switch (result.kind) {
    case 'erased':
      return c.json({ visitors: result.visitors, events: result.events }, 200);
    case 'unfinished':
      return c.json({ done: false as const }, 202);
    case 'not_found':
      return reject({ code: 'not_found', what: 'visitor' });
    case 'unavailable':
      return reject({ code: 'unavailable', retryAfterSeconds });
  }
}
