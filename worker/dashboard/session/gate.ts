// The checks before every page: same-origin forms only, a session, the rate limit, and access to the site.

import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { isAllowed } from '../../../schema/api/role.ts';
import type { SiteEnv } from '../../http/env.ts';
import { siteById, withModel } from '../../store/sites/site-config.ts';
import type { Actor } from '../../store/sites/tokens.ts';
import { goTo } from '../frame/answer.tsx';
import { answerProblem } from '../frame/problem.tsx';
import { textsFor } from '../texts/texts.ts';
import { sessionContext, sessionCookie } from './cookie.ts';
import { readSession } from './session.ts';

/** Who is signed in, asked of the database for this request; null: nobody, or a token that may not read. */
export async function whoIs(c: Context<SiteEnv>): Promise<Actor | null> {
  const cookie = getCookie(c, sessionCookie(c));
  if (cookie === undefined) return null;
  const actor = await readSession(cookie, sessionContext(c));
  return actor && isAllowed(actor.role, 'look') ? actor : null;
}

/** Whether a token may still call: the brake of the API; true where LIMITS is off. Counted in each location, over a minute. */
export async function isCalm({ env }: Context<SiteEnv>, key: string): Promise<boolean> {
  if (env.LIMITS !== 'on' || !env.API_LIMIT) return true;
  return (await env.API_LIMIT.limit({ key })).success;
}

/**
 * Refuses a form that another site's page sends. Browsers say where a form comes from by Sec-Fetch-Site; older ones by
 * Origin alone. What says neither is no browser, and has the API.
 */
export const requireOwnForm: MiddlewareHandler<SiteEnv> = async (c, next) => {
  const site = c.req.header('sec-fetch-site');
  const isOurs = c.req.header('origin') === new URL(c.req.url).origin;
  if (site === undefined ? isOurs : site === 'same-origin') return next();
  return answerProblem(c, 403, textsFor(c).problems.foreignForm);
};

/** Says when to try again. */
export function tooManyRequests(c: Context<SiteEnv>): Response {
  c.header('retry-after', '60');
  return answerProblem(c, 429, textsFor(c).problems.tooMany);
}

/** Sends who is not signed in to do so, and then back; `c.var.actor` is there below. */
export const requireSession: MiddlewareHandler<SiteEnv> = async (c, next) => {
  const actor = await whoIs(c);
  if (!actor) {
    const { pathname, search } = new URL(c.req.url);
    return goTo(c, `/?next=${encodeURIComponent(pathname + search)}`);
  }
  if (!(await isCalm(c, actor.id))) return tooManyRequests(c);
  c.set('actor', actor);
  return next();
};

/** Reads the site of the path. A token of another site gets the same answer as for a site that does not exist. */
export const requireSite: MiddlewareHandler<SiteEnv> = async (c, next) => {
  const id = c.req.param('site') ?? '';
  const { actor } = c.var;
  const mayBe = /^[a-z0-9-]{1,64}$/.test(id) && (actor.site === null || actor.site === id);
  const site = mayBe ? await siteById(c.env.DB, id, { maxAgeMs: 0 }) : null;
  if (!site) return answerProblem(c, 404, textsFor(c).problems.noSite);
  // Read leniently: a model that is served no more is left for the default one.
  c.set('site', withModel(site, c.req.query('model') ?? '') ?? site);
  return next();
};
