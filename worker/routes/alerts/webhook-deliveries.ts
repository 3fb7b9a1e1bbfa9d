// What was sent to a webhook: `…/webhooks/{webhook}/deliveries`.

import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { deliveryPage, deliveryPath, deliveryQuery } from '../../../schema/api/alerts/delivery.ts';
import { webhookLimits, webhookPath } from '../../../schema/api/alerts/webhook.ts';
import { deliveriesOf, replay } from '../../flows/alerts/setup/deliveries.ts';
import type { SiteEnv } from '../../http/env.ts';

import { reject, rejectRefused } from '../../http/rejection.ts';
import { apiRouter, json, orProblem, sitePath } from '../../http/router.ts';

const tags = ['Webhooks'];
const params = sitePath.extend(webhookPath.shape);
const path = '/v1/sites/{site}/webhooks/{webhook}/deliveries';

/** Reading deliveries, and sending one again. */
export const webhookDeliveryRoutes = apiRouter<SiteEnv>();

webhookDeliveryRoutes.openapi(
  createRoute({
    method: 'get',
    path,
    tags,
    summary: 'List what was sent to a webhook',
    description:
      `Newest first, with what the receiver answered. Deliveries are kept for ${webhookLimits.keepDays} days, and as ` +
      'long as their visitor. A filter by `state` looks at all of the webhook.',
    request: { params, query: deliveryQuery },
    responses: { 200: json(deliveryPage, 'Deliveries'), ...orProblem },
  }),
  async (c) => {
    const webhook = c.req.valid('param').webhook;
    const answer = await deliveriesOf(c.env.DB, c.var.site, { ...c.req.valid('query'), webhook });
    if (!answer) return reject({ code: 'not_found', what: 'webhook' });
    if (answer.kind === 'invalid_cursor') return reject({ code: 'invalid_cursor' });
    return c.json({ data: answer.data, nextCursor: answer.nextCursor }, 200);
  },
);

webhookDeliveryRoutes.openapi(
  createRoute({
    method: 'post',
    path: `${path}/{message}/replay`,
    tags,
    summary: 'Send a message again',
    description:
      'The same body with the same `webhook-id`, whether it was delivered or not, and with new attempts if it fails. ' +
      'Messages that went in one post go together again. One that was kept quiet is sent.',
    request: { params: params.extend(deliveryPath.shape) },
    responses: { 202: json(z.object({ replayed: z.literal(true) }), 'It is sent soon'), ...orProblem },
  }),
  async (c) => {
    const { webhook: id, message } = c.req.valid('param');
    const by = { actor: c.var.actor.id, now: Date.now() };
    const result = await replay(c.env.DB, { site: c.var.site.key, id }, { message, ...by });
    if (result.kind !== 'replayed') return rejectRefused(result, 'delivery');
    return c.json({ replayed: true as const }, 202);
  },
);
