// Manual changes of a visitor: `…/visitors/{id}/adjustments` and `…/split`.

import { createRoute } from '@hono/zod-openapi';
import {
  adjustment,
  splitAnswer,
  splitRequest,
  visitorDetail,
  visitorPath,
} from '../../../schema/api/visitor.ts';
import { split } from '../../flows/identity/split.ts';
import { adjust } from '../../flows/ingest/adjust.ts';
import { findVisitor } from '../../flows/visitors/visitor-detail.ts';
import type { SiteEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, jsonBody, orProblem, sitePath } from '../../http/router.ts';

const tags = ['Visitors'];
const params = sitePath.extend(visitorPath.shape);
const retryAfterSeconds = 5;

const idReused =
  'The visitor has an adjustment with this id already, with other points or another reason. Give each an id of its own.';

/** Adjusting and splitting visitors. */
export const visitorChangeRoutes = apiRouter<SiteEnv>();

visitorChangeRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/sites/{site}/visitors/{id}/adjustments',
    tags,
    summary: 'Add or subtract points manually',
    description:
      'The points fade like all others, and the explanation shows them with the reason. Each `id` counts only once, ' +
      'so retries are safe. With other points or another reason it is rejected (409 `id_reused`).',
    request: { params, body: jsonBody(adjustment) },
    responses: { 200: json(visitorDetail, 'The visitor as it stands now'), ...orProblem },
  }),
  async (c) => {
    const visitor = c.req.valid('param').id;
    const now = Date.now();
    const asked = { ...c.req.valid('json'), visitor, actor: c.var.actor.id, now };
    const { kind } = await adjust(c.env.DB, c.var.site, asked);
    if (kind === 'unavailable') return reject({ code: 'unavailable', retryAfterSeconds });
    if (kind === 'id_reused') return reject({ code: 'id_reused', why: idReused });
    const found = kind === 'adjusted' ? await findVisitor(c.env.DB, c.var.site, visitor, now) : null;
    return found ? c.json(found, 200) : reject({ code: 'not_found', what: 'visitor' });
  },
);

visitorChangeRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/sites/{site}/visitors/{id}/split',
    tags,
    summary: 'Take a device away from a visitor',
    description:
      'This visitor’s events on the device move to a new anonymous visitor, and no later identification moves them. ' +
      'Events of other people on the device stay with those people.',
    request: { params, body: jsonBody(splitRequest) },
    responses: { 200: json(splitAnswer, 'Whom it moved to'), ...orProblem },
  }),
  async (c) => {
    const asked = {
      ...c.req.valid('json'),
      visitor: c.req.valid('param').id,
      actor: c.var.actor.id,
      now: Date.now(),
    };
    const answer = await split(c.env.DB, c.var.site, asked);
    switch (answer.kind) {
      case 'split':
        return c.json({ visitor: answer.visitor }, 200);
      case 'not_found':
        return reject({ code: 'not_found', what: 'visitor' });
      case 'not_theirs': {
        const why =
          'Only a device of an identified visitor can be taken away, and this visitor does not have this device.';
        return reject({ code: 'conflict', why: `${why} Its "devices" are in GET …/visitors/{id}.` });
      }
      case 'unavailable':
        return reject({ code: 'unavailable', retryAfterSeconds });
    }
  },
);
