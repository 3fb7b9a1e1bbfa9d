// Webhooks: `…/webhooks`.

import { createRoute } from '@hono/zod-openapi';
import {
  createdWebhook,
  newWebhook,
  webhookAnswer,
  webhookChange,
  webhookLimits,
  webhookList,
  webhookPath,
  webhookSecret,
  webhookTest,
} from '../../../schema/api/alerts/webhook.ts';
import { isAllowed } from '../../../schema/api/role.ts';
import {
  addWebhook,
  changeWebhook,
  renewSecret,
  testWebhook,
  webhookView,
  withoutPath,
} from '../../flows/alerts/setup/webhooks.ts';
import type { SiteEnv } from '../../http/env.ts';
import { outsideOf } from '../../http/platform/outside.ts';

import { reject, rejectRefused } from '../../http/rejection.ts';
import { apiRouter, json, jsonBody, orProblem, sitePath } from '../../http/router.ts';
import { deleteWebhook, listWebhooks, readWebhook } from '../../store/alerts/webhooks.ts';
import type { Actor } from '../../store/sites/tokens.ts';

const tags = ['Webhooks'];
const params = sitePath.extend(webhookPath.shape);
const path = '/v1/sites/{site}/webhooks';
const one = `${path}/{webhook}` as const;

/** A webhook as this actor may see it. */
function shownTo({ role }: Actor, webhook: ReturnType<typeof webhookView>) {
  return isAllowed(role, 'edit') ? webhook : withoutPath(webhook);
}

const notFound = () => reject({ code: 'not_found', what: 'webhook' });

/** Setting up, trying and removing webhooks. */
export const webhookRoutes = apiRouter<SiteEnv>();

webhookRoutes.openapi(
  createRoute({
    method: 'get',
    path,
    tags,
    summary: 'List the webhooks',
    description: 'The oldest first. Their secrets are not shown.',
    request: { params: sitePath },
    responses: { 200: json(webhookList, 'The webhooks'), ...orProblem },
  }),
  async (c) => {
    const found = await listWebhooks(c.env.DB, c.var.site.key);
    const now = Date.now();
    return c.json({ data: found.map((row) => shownTo(c.var.actor, webhookView(row, now))) }, 200);
  },
);

webhookRoutes.openapi(
  createRoute({
    method: 'post',
    path,
    tags,
    summary: 'Create a webhook',
    description:
      'From now on, a message is sent for each event of these types. Messages in the `standard` format are signed as ' +
      'Standard Webhooks says. The URL must be https, with a public name. Messages for people (`slack`, `teams`, ' +
      `\`email\`) go together by the minute, one a visitor and type in 24 hours. At most ${webhookLimits.maxWebhooks} a site.`,
    request: { params: sitePath, body: jsonBody(newWebhook) },
    responses: { 201: json(createdWebhook, 'The webhook, with the secret, shown only once'), ...orProblem },
  }),
  async (c) => {
    const result = await addWebhook(c.env.DB, c.var.site, {
      ...{ ...c.req.valid('json'), actor: c.var.actor.id, now: Date.now() },
      ...{ pages: new URL(c.req.url).origin, outside: outsideOf(c.env) },
    });
    if (result.kind !== 'created') return rejectRefused(result, 'webhook');
    const { webhook } = result;
    return c.json({ ...webhookView(webhook, webhook.createdAt), secret: webhook.secret }, 201);
  },
);

webhookRoutes.openapi(
  createRoute({
    method: 'get',
    path: one,
    tags,
    summary: 'Read a webhook',
    request: { params },
    responses: { 200: json(webhookAnswer, 'The webhook'), ...orProblem },
  }),
  async (c) => {
    const row = await readWebhook(c.env.DB, { site: c.var.site.key, id: c.req.valid('param').webhook });
    return row ? c.json(shownTo(c.var.actor, webhookView(row, Date.now())), 200) : notFound();
  },
);

webhookRoutes.openapi(
  createRoute({
    method: 'patch',
    path: one,
    tags,
    summary: 'Change a webhook',
    description:
      'Omitted fields keep their values. With `"enabled": false` nothing is sent. With `"enabled": true` it goes on, also ' +
      'after the receiver has answered 410.',
    request: { params, body: jsonBody(webhookChange) },
    responses: { 200: json(webhookAnswer, 'The webhook as it is now'), ...orProblem },
  }),
  async (c) => {
    const which = { site: c.var.site.key, id: c.req.valid('param').webhook };
    const now = Date.now();
    const result = await changeWebhook(c.env.DB, which, {
      ...{ change: c.req.valid('json'), actor: c.var.actor.id, now, outside: outsideOf(c.env) },
    });
    if (result.kind !== 'changed') return rejectRefused(result, 'webhook');
    return c.json(webhookView(result.webhook, now), 200);
  },
);

webhookRoutes.openapi(
  createRoute({
    method: 'delete',
    path: one,
    tags,
    summary: 'Delete a webhook and its deliveries',
    request: { params },
    responses: { 204: { description: 'The webhook was deleted' }, ...orProblem },
  }),
  async (c) => {
    const row = await readWebhook(c.env.DB, { site: c.var.site.key, id: c.req.valid('param').webhook });
    const by = { actor: c.var.actor.id, now: Date.now() };
    return row && (await deleteWebhook(c.env.DB, row, by)) ? c.body(null, 204) : notFound();
  },
);

webhookRoutes.openapi(
  createRoute({
    method: 'post',
    path: `${one}/test`,
    tags,
    summary: 'Send a test message',
    description: 'At once, also if the webhook is disabled. It is not in the list of deliveries.',
    request: { params },
    responses: { 200: json(webhookTest, 'What the receiver answered'), ...orProblem },
  }),
  async (c) => {
    const by = { actor: c.var.actor.id, now: Date.now() };
    const result = await testWebhook(c.env.DB, c.var.site, {
      ...{ ...by, id: c.req.valid('param').webhook, outside: outsideOf(c.env) },
    });
    return result ? c.json(result, 200) : notFound();
  },
);

webhookRoutes.openapi(
  createRoute({
    method: 'post',
    path: `${one}/secret`,
    tags,
    summary: 'Create a new secret',
    description: `For ${webhookLimits.oldSecretHours} hours, messages are signed with the old one as well.`,
    request: { params },
    responses: { 201: json(webhookSecret, 'The secret, shown only once'), ...orProblem },
  }),
  async (c) => {
    const which = { site: c.var.site.key, id: c.req.valid('param').webhook };
    const made = await renewSecret(c.env.DB, which, { actor: c.var.actor.id, now: Date.now() });
    return made ? c.json(made, 201) : notFound();
  },
);
