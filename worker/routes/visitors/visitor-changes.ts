// Taking a device away from a visitor, `…/visitors/{id}/split`, and undoing what was recorded by hand: `DELETE …/events/{event}`.

import { createRoute } from '@hono/zod-openapi';
import {
  splitAnswer,
  splitRequest,
  visitorDetail,
  visitorEventPath,
  visitorPath,
} from '../../../schema/api/visitor.ts';
import { split } from '../../flows/identity/split.ts';
import { withdraw } from '../../flows/ingest/withdraw.ts';
import { findVisitor } from '../../flows/visitors/visitor-detail.ts';
import type { SiteEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, jsonBody, orProblem, sitePath } from '../../http/router.ts';

const tags = ['Visitors'];
const params = sitePath.extend(visitorPath.shape);
const retryAfterSeconds = 5;

/** Splitting visitors, and undoing. */
export const visitorChangeRoutes = apiRouter<SiteEnv>();

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

visitorChangeRoutes.openapi(
  createRoute({
    method: 'delete',
    path: '/v1/sites/{site}/visitors/{id}/events/{event}',
    tags,
    summary: 'Undo what was recorded by hand',
    description:
      'Removes points, a note, a state or an owner, or an outcome that a person reported on the page. The visitor is scored as if ' +
      'it had never been recorded; the audit keeps that it was. Other events cannot be removed (409 `conflict`). Repeats change ' +
      'nothing. The id stays used: recording something under it again is rejected (409 `id_reused`).',
    request: { params: sitePath.extend(visitorEventPath.shape) },
    responses: { 200: json(visitorDetail, 'The visitor as it stands now'), ...orProblem },
  }),
  async (c) => {
    const { id: visitor, event } = c.req.valid('param');
    const now = Date.now();
    const { kind } = await withdraw(c.env.DB, c.var.site, { visitor, event, actor: c.var.actor.id, now });
    switch (kind) {
      case 'withdrawn': {
        const found = await findVisitor(c.env.DB, c.var.site, visitor, now);
        return found ? c.json(found, 200) : reject({ code: 'not_found', what: 'visitor' });
      }
      case 'no_visitor':
        return reject({ code: 'not_found', what: 'visitor' });
      case 'no_event':
        return reject({ code: 'not_found', what: 'event of this visitor' });
      case 'not_by_hand': {
        const why =
          'This event was not recorded by hand. Only points, notes, states, owners and outcomes that';
        return reject({ code: 'conflict', why: `${why} a person reported on the page can be undone.` });
      }
      case 'names': {
        const why = 'The log has this person’s identity from this event only, so it has to stay.';
        return reject({ code: 'conflict', why: `${why} Record the opposite instead.` });
      }
      case 'unavailable':
        return reject({ code: 'unavailable', retryAfterSeconds });
    }
  },
);
