// Sites: `/v1/sites`.

import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { cutPage, pageOf, pageQuery } from '../../../schema/api/shared.ts';
import {
  identitySecret,
  newSite,
  scriptTag,
  siteAnswer,
  siteChange,
} from '../../../schema/api/sites/site.ts';
import { changeSite, removeSite } from '../../flows/sites/change-site.ts';
import type { ApiEnv, SiteEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, jsonBody, orProblem, sitePath } from '../../http/router.ts';
import type { SiteSummary } from '../../store/sites/site-config.ts';
import { siteById } from '../../store/sites/site-config.ts';
import { createSite, listSites, rotateIdentitySecret } from '../../store/sites/sites.ts';

const tags = ['Sites'];

/** The fields of a site in responses, without secrets. */
function answerOf(site: SiteSummary, requestUrl: string): z.infer<typeof siteAnswer> {
  const { id, name, origins, settings, identitySecret, createdAt } = site;
  const tag = scriptTag(site, new URL(requestUrl).origin);
  return { id, name, origins, settings, hasIdentitySecret: identitySecret !== null, createdAt, tag };
}

/** `POST` and `GET /v1/sites`. */
export const sitesRoutes = apiRouter<ApiEnv>();

/** `/v1/sites/{site}` and its identity secret. */
export const siteRoutes = apiRouter<SiteEnv>();

sitesRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/sites',
    tags,
    summary: 'Create a site',
    description: 'It starts with the default model.',
    request: { body: jsonBody(newSite) },
    responses: { 201: json(siteAnswer, 'The site, with the tag to paste'), ...orProblem },
  }),
  async (c) => {
    if (c.var.actor.site !== null) {
      const why = `This token is for the site "${c.var.actor.site}" only. Use a token for all sites.`;
      return reject({ code: 'insufficient_role', role: c.var.actor.role, why });
    }
    const created = await createSite(c.env.DB, c.req.valid('json'), {
      actor: c.var.actor.id,
      now: Date.now(),
    });
    if (created.kind === 'taken') {
      return reject({
        code: 'already_exists',
        why: `The site "${created.id}" already exists. Choose another id, or leave it out.`,
      });
    }
    const site = await siteById(c.env.DB, created.id, { maxAgeMs: 0 });
    return site ? c.json(answerOf(site, c.req.url), 201) : reject({ code: 'not_found', what: 'site' });
  },
);

sitesRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites',
    tags,
    summary: 'List the sites',
    request: { query: pageQuery },
    responses: { 200: json(pageOf(siteAnswer), 'Sites by id'), ...orProblem },
  }),
  async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const own = c.var.actor.site;
    const found = own === null ? await listSites(c.env.DB, { after: cursor, limit: limit + 1 }) : null;
    const site = own === null ? null : await siteById(c.env.DB, own, { maxAgeMs: 0 });
    const page = cutPage(found ?? (site ? [site] : []), limit, ({ id }) => id);
    return c.json({ ...page, data: page.data.map((each) => answerOf(each, c.req.url)) }, 200);
  },
);

siteRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/sites/{site}',
    tags,
    summary: 'Read a site',
    request: { params: sitePath },
    responses: { 200: json(siteAnswer, 'The site'), ...orProblem },
  }),
  (c) => c.json(answerOf(c.var.site, c.req.url), 200),
);

siteRoutes.openapi(
  createRoute({
    method: 'patch',
    path: '/v1/sites/{site}',
    tags,
    summary: 'Change a site',
    description:
      'Omitted fields keep their values, also in `settings`. A list replaces the previous list. A new `timeZone` ' +
      'publishes each served model again as a new version, which rescores all history, in steps; until that is done ' +
      'the old scores are served. `GET …/model` shows the progress.',
    request: { params: sitePath, body: jsonBody(siteChange) },
    responses: { 200: json(siteAnswer, 'The site as it is now'), ...orProblem },
  }),
  async (c) => {
    const { key, id } = c.var.site;
    const isThere = await changeSite(
      c.env.DB,
      { key, id },
      {
        ...c.req.valid('json'),
        ...{ actor: c.var.actor.id, now: Date.now() },
        waitUntil: (work) => c.executionCtx.waitUntil(work),
      },
    );
    const site = isThere ? await siteById(c.env.DB, id, { maxAgeMs: 0 }) : null;
    return site ? c.json(answerOf(site, c.req.url), 200) : reject({ code: 'not_found', what: 'site' });
  },
);

siteRoutes.openapi(
  createRoute({
    method: 'delete',
    path: '/v1/sites/{site}',
    tags,
    summary: 'Delete a site and everything recorded for it',
    request: { params: sitePath },
    responses: {
      204: { description: 'The site was deleted' },
      202: json(z.object({ done: z.literal(false) }), 'There is more to delete: send the call again'),
      ...orProblem,
    },
  }),
  async (c) => {
    const { kind } = await removeSite(c.env.DB, c.var.site, { actor: c.var.actor.id, now: Date.now() });
    return kind === 'deleted' ? c.body(null, 204) : c.json({ done: false as const }, 202);
  },
);

siteRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/sites/{site}/identity-secret',
    tags,
    summary: 'Create a new identity secret',
    description: 'Identify tokens signed with the previous secret no longer verify anybody.',
    request: { params: sitePath },
    responses: { 201: json(identitySecret, 'The secret, shown only once'), ...orProblem },
  }),
  async (c) => {
    const by = { actor: c.var.actor.id, now: Date.now() };
    return c.json({ identitySecret: await rotateIdentitySecret(c.env.DB, c.var.site, by) }, 201);
  },
);
