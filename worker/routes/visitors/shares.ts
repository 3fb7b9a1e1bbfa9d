// Links that open just one visitor's page: `…/visitors/{id}/shares`.

import { createRoute } from '@hono/zod-openapi';
import { visitorPath } from '../../../schema/api/visitor.ts';
import {
  createdShare,
  maxShares,
  newShare,
  shareList,
  sharePath,
  shareUrl,
} from '../../../schema/api/visitors/share.ts';
import { sharesOf, shareVisitor } from '../../flows/visitors/shares.ts';
import { findVisitor } from '../../flows/visitors/visitor-detail.ts';
import type { SiteEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, jsonBody, orProblem, sitePath } from '../../http/router.ts';
import { deleteShare } from '../../store/visitors/shares.ts';

const tags = ['Visitors'];
const params = sitePath.extend(visitorPath.shape);
const path = '/v1/sites/{site}/visitors/{id}/shares';

/** Making, listing and revoking links. */
export const shareRoutes = apiRouter<SiteEnv>();

shareRoutes.openapi(
  createRoute({
    method: 'get',
    path,
    tags,
    summary: 'List the links that open a visitor’s page',
    description: 'Those that are valid, the oldest first. Their secrets are not stored.',
    request: { params },
    responses: { 200: json(shareList, 'The links'), ...orProblem },
  }),
  async (c) => {
    const now = Date.now();
    const found = await findVisitor(c.env.DB, c.var.site, c.req.valid('param').id, now);
    if (!found) return reject({ code: 'not_found', what: 'visitor' });
    return c.json({ data: await sharesOf(c.env.DB, c.var.site, { visitor: found.id, now }) }, 200);
  },
);

shareRoutes.openapi(
  createRoute({
    method: 'post',
    path,
    tags,
    summary: 'Make a link that opens just this visitor’s page',
    description:
      'Whoever has the link sees this visitor and nobody else, without signing in, until it expires or is revoked. It ' +
      `ends when the visitor is erased or merged into another one. At most ${maxShares} at a time.`,
    request: { params, body: jsonBody(newShare) },
    responses: { 201: json(createdShare, 'The link, shown only once'), ...orProblem },
  }),
  async (c) => {
    const visitor = c.req.valid('param').id;
    const by = { actor: c.var.actor.id, now: Date.now() };
    const result = await shareVisitor(c.env.DB, c.var.site, { ...c.req.valid('json'), visitor, ...by });
    switch (result.kind) {
      case 'shared': {
        const url = shareUrl(result.secret, new URL(c.req.url).origin);
        return c.json({ ...result.share, url }, 201);
      }
      case 'not_found':
        return reject({ code: 'not_found', what: 'visitor' });
      case 'too_many': {
        const why = `The visitor has ${maxShares} links, which is the most. Revoke one first.`;
        return reject({ code: 'conflict', why });
      }
    }
  },
);

shareRoutes.openapi(
  createRoute({
    method: 'delete',
    path: '/v1/sites/{site}/visitors/{id}/shares/{share}',
    tags,
    summary: 'Revoke a link that opens a visitor’s page',
    request: { params: params.extend(sharePath.shape) },
    responses: { 204: { description: 'The link opens nothing any more' }, ...orProblem },
  }),
  async (c) => {
    const { id: visitor, share: id } = c.req.valid('param');
    const by = { actor: c.var.actor.id, now: Date.now() };
    const isRevoked = await deleteShare(c.env.DB, { site: c.var.site.key, visitor, id }, by);
    return isRevoked ? c.body(null, 204) : reject({ code: 'not_found', what: 'link' });
  },
);
