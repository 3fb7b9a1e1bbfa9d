// API tokens: `/v1/tokens`. A token for one site only sees and creates tokens for that site.

import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { cutPage, pageOf, pageQuery } from '../../../schema/api/shared.ts';
import { createdToken, newToken, tokenAnswer } from '../../../schema/api/sites/token.ts';
import { text } from '../../../schema/text.ts';
import type { ApiEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, jsonBody, orProblem } from '../../http/router.ts';
import { siteById } from '../../store/sites/site-config.ts';
import { createToken, deleteToken, listTokens } from '../../store/sites/tokens.ts';

const tags = ['Tokens'];

/** `GET`, `POST /v1/tokens` and `DELETE /v1/tokens/{id}`. */
export const tokenRoutes = apiRouter<ApiEnv>();

tokenRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/tokens',
    tags,
    summary: 'List the tokens',
    description: 'Their secrets are not stored; the bootstrap token (ADMIN_TOKEN) is not listed.',
    request: { query: pageQuery },
    responses: { 200: json(pageOf(tokenAnswer), 'Tokens by id'), ...orProblem },
  }),
  async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const { site } = c.var.actor;
    const found = await listTokens(c.env.DB, { after: cursor, limit: limit + 1, site });
    return c.json(
      cutPage(found, limit, ({ id }) => id),
      200,
    );
  },
);

tokenRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/tokens',
    tags,
    summary: 'Create a token',
    description:
      'At `expiresAt` the token stops working, and dashboard sessions opened with it end. It stays in the list until it ' +
      'is revoked. With `email` there is no token: the role is that of the person whom Cloudflare Access signs in.',
    request: { body: jsonBody(newToken) },
    responses: { 201: json(createdToken, 'The token, shown only once'), ...orProblem },
  }),
  async (c) => {
    const { role, label, site = c.var.actor.site, expiresAt = null, email = null } = c.req.valid('json');
    const now = Date.now();
    if (expiresAt !== null && expiresAt <= now) {
      const errors = [{ path: 'expiresAt', message: 'give a time in the future, or leave it out' }];
      return reject({ code: 'invalid_request', errors });
    }
    const own = c.var.actor.site;
    const isForeign = own !== null && site !== own;
    const of = site === null || isForeign ? null : await siteById(c.env.DB, site, { maxAgeMs: 0 });
    if (isForeign || (site !== null && !of)) return reject({ code: 'not_found', what: 'site' });
    const by = { actor: c.var.actor.id, now };
    const created = await createToken(c.env.DB, { role, label, of, expiresAt, email }, by);
    if (created) return c.json(created, 201);
    return reject({ code: 'already_exists', why: 'This email has a role there already. Revoke it first.' });
  },
);

tokenRoutes.openapi(
  createRoute({
    method: 'delete',
    path: '/v1/tokens/{id}',
    tags,
    summary: 'Revoke a token',
    description: 'It stops working at once, and dashboard sessions opened with it end.',
    request: { params: z.object({ id: text() }) },
    responses: { 204: { description: 'The token was revoked' }, ...orProblem },
  }),
  async (c) => {
    const by = { actor: c.var.actor.id, now: Date.now() };
    const which = { id: c.req.valid('param').id, within: c.var.actor.site };
    const isRevoked = await deleteToken(c.env.DB, which, by);
    return isRevoked ? c.body(null, 204) : reject({ code: 'not_found', what: 'token' });
  },
);
