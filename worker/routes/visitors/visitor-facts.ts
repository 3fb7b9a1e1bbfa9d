// What people record about a visitor by hand: `…/visitors/{id}/adjustments`, `…/notes`, `…/state` and `…/owner`.

import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { visitorPath, visitorWith } from '../../../schema/api/visitor.ts';
import { adjustment, note, ownerChange, stateChange } from '../../../schema/api/visitors/lead.ts';
import { type Fact, recordByHand } from '../../flows/ingest/record-by-hand.ts';
import { findVisitor } from '../../flows/visitors/visitor-detail.ts';
import type { SiteEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, jsonBody, orProblem, sitePath } from '../../http/router.ts';

const tags = ['Visitors'];
const params = sitePath.extend(visitorPath.shape);
const retryAfterSeconds = 5;
const responses = { 200: json(visitorWith, 'The visitor as it stands now'), ...orProblem };

const onceOnly =
  'Each `id` counts only once, so retries are safe. With other content it is rejected (409 `id_reused`), and so is one that was undone.';

const idReused =
  'The visitor has something else with this id already: other points, another reason or text. Give each an id of its own.';
const wasUndone = 'What was recorded under this id was undone. Give it a new id to record it again.';

/** Recording what people say. */
export const visitorFactRoutes = apiRouter<SiteEnv>();

visitorFactRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/sites/{site}/visitors/{id}/adjustments',
    tags,
    summary: 'Add or subtract points manually',
    description: `The points fade like all others, and the explanation shows them with the reason. ${onceOnly}`,
    request: { params, body: jsonBody(adjustment) },
    responses,
  }),
  (c) => {
    const { id, points, reason } = c.req.valid('json');
    return answer(c, c.req.valid('param').id, { id, fact: { kind: 'adjustment', points, reason } });
  },
);

visitorFactRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/sites/{site}/visitors/{id}/notes',
    tags,
    summary: 'Write a note',
    description: `An event \`lead_note\` of the timeline, with the text and who wrote it. ${onceOnly}`,
    request: { params, body: jsonBody(note) },
    responses,
  }),
  (c) => {
    const { id, text } = c.req.valid('json');
    return answer(c, c.req.valid('param').id, { id, fact: { kind: 'lead_note', text } });
  },
);

visitorFactRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/sites/{site}/visitors/{id}/state',
    tags,
    summary: 'Set the state of a lead',
    description: `An event \`lead_state\`. The state that was set last is the visitor's \`state\`. ${onceOnly}`,
    request: { params, body: jsonBody(stateChange) },
    responses,
  }),
  (c) => {
    const { id, state, reason } = c.req.valid('json');
    return answer(c, c.req.valid('param').id, { id, fact: { kind: 'lead_state', state, reason } });
  },
);

visitorFactRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/sites/{site}/visitors/{id}/owner',
    tags,
    summary: 'Say who works on a lead',
    description: `An event \`lead_owner\`. The owner that was set last is the visitor's \`owner\`. ${onceOnly}`,
    request: { params, body: jsonBody(ownerChange) },
    responses,
  }),
  (c) => {
    const { id, owner } = c.req.valid('json');
    return answer(c, c.req.valid('param').id, { id, fact: { kind: 'lead_owner', owner } });
  },
);

/** Records it and answers the visitor. */
async function answer(c: Context<SiteEnv>, visitor: string, said: { id: string; fact: Fact }) {
  const now = Date.now();
  const { site, actor } = c.var;
  const recorded = await recordByHand(c.env.DB, site, { ...said, visitor, actor: actor.id, now });
  switch (recorded.kind) {
    case 'unavailable':
      return reject({ code: 'unavailable', retryAfterSeconds });
    case 'id_reused':
      return reject({ code: 'id_reused', why: idReused });
    case 'withdrawn':
      return reject({ code: 'id_reused', why: wasUndone });
    case 'not_found':
      return reject({ code: 'not_found', what: 'visitor' });
    case 'recorded': {
      const found = await findVisitor(c.env.DB, site, visitor, now);
      return found
        ? c.json({ ...found, event: recorded.event }, 200)
        : reject({ code: 'not_found', what: 'visitor' });
    }
  }
}
