// Authentication for `/v1`. Mounted before every route there, so that none is reachable without it.

import type { Context, MiddlewareHandler } from 'hono';
import { except } from 'hono/combine';
import { isAllowed, needOf } from '../../schema/api/role.ts';
import { apiLimits } from '../../schema/api/shared.ts';
import { limits } from '../../schema/event.ts';
import { siteById } from '../store/sites/site-config.ts';
import type { ApiEnv, SiteEnv } from './env.ts';
import { isDeeper, readBody } from './json-body.ts';
import { reject } from './rejection.ts';
import { checkPresented } from './token-check.ts';

/** 401 unless `Authorization: Bearer` has a valid token; `c.var.actor` is then its owner. 429 after too many invalid tokens. */
export const requireToken: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const presented = /^Bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (presented === undefined) return reject({ code: 'unauthorized', isPresented: false });
  const address = c.req.header('cf-connecting-ip');
  const checked = await checkPresented(c.env, { presented, address, now: Date.now() });
  switch (checked.kind) {
    case 'braked':
      return reject({ code: 'rate_limited', retryAfterSeconds: checked.retryAfterSeconds });
    case 'unknown':
      return reject({ code: 'unauthorized', isPresented: true });
    case 'expired':
      return reject({ code: 'unauthorized', isPresented: true, expiredAt: checked.expiresAt });
    case 'actor':
      c.set('actor', checked.actor);
      return next();
  }
};

/** 429 if this token calls too often; only if LIMITS is on. The binding counts per location and minute. */
export const limitRate: MiddlewareHandler<ApiEnv> = async (c, next) => {
  if (c.env.LIMITS === 'on' && c.env.API_LIMIT) {
    const { success } = await c.env.API_LIMIT.limit({ key: c.var.actor.id });
    if (!success) return reject({ code: 'rate_limited', retryAfterSeconds: 60 });
  }
  return next();
};

/** For public routes: without a token, `c.var.actor` is not set; a token is checked as under `/v1`. */
export const checkToken = except(
  (c) => !/^Bearer\b/i.test(c.req.header('authorization') ?? ''),
  requireToken,
  limitRate,
);

/** 404 for a token of another site, before anything else could reveal whether the site exists. */
export const requireOwnSite: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const { site } = c.var.actor;
  if (site !== null && site !== c.req.param('site')) return noSite();
  return next();
};

/** 403 unless the token's role allows the request (schema/api/role.ts). */
export const requireRole: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const { role } = c.var.actor;
  if (!isAllowed(role, needOf(c.req.method, c.req.path))) return reject({ code: 'insufficient_role', role });
  return next();
};

/** Reads the site in the path into `c.var.site`. 404 if there is none. */
export const requireSite: MiddlewareHandler<SiteEnv> = async (c, next) => {
  const id = c.req.param('site') ?? '';
  const site = /^[a-z0-9-]{1,64}$/.test(id) ? await siteById(c.env.DB, id, { maxAgeMs: 0 }) : null;
  if (!site) return noSite();
  c.set('site', site);
  return next();
};

function noSite() {
  return reject({ code: 'not_found', what: 'site' });
}

/**
 * Limits the body's size before anything parses it, and treats it as JSON whatever its content-type is, because curl's
 * default is a form. That is safe: a browser cannot send the Authorization header across origins without a preflight, and no
 * route responds to one.
 */
export const requireSoundBody: MiddlewareHandler<ApiEnv> = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
  const body = await readBody(c.req.raw, maxBytesOf(c));
  if (body.kind === 'too_large') return reject({ code: 'too_large', maxBytes: body.maxBytes });
  if (body.kind === 'not_utf8') return reject({ code: 'invalid_json', why: 'The body is not UTF-8.' });
  if (!isListOfEntries(c) && isDeeper(body.text, apiLimits.maxDepth)) {
    return reject({
      code: 'invalid_json',
      why: `The body is nested deeper than ${apiLimits.maxDepth} levels.`,
    });
  }
  c.req.raw = withBody(c.req.raw, body.text);
  return next();
};

/**
 * Routes that validate each entry of a list separately, including its depth, so that an invalid entry does not reject the
 * others.
 */
function isListOfEntries(c: Context<ApiEnv>): boolean {
  return /^\/v1\/sites\/[^/]+\/(?:events|outcomes)$/.test(c.req.path);
}

function maxBytesOf(c: Context<ApiEnv>): number {
  return /^\/v1\/sites\/[^/]+\/events$/.test(c.req.path) ? limits.maxServerBodyBytes : apiLimits.maxBodyBytes;
}

function withBody(request: Request, text: string): Request {
  const headers = new Headers(request.headers);
  headers.delete('content-type');
  headers.delete('content-length');
  if (text !== '') headers.set('content-type', 'application/json');
  return new Request(request.url, { method: request.method, headers, body: text === '' ? null : text });
}
