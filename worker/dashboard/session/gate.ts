// The checks before every page: same-origin forms only, a session, the rate limit, and access to the site.

import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { isAllowed } from '../../../schema/api/role.ts';
import { dayMs } from '../../../schema/time/durations.ts';
import type { SiteEnv } from '../../http/env.ts';
import { noteSignIn, readAdminEmails, readEmailRoles } from '../../store/sites/sign-ins.ts';
import { siteById, withModel } from '../../store/sites/site-config.ts';
import type { Actor } from '../../store/sites/tokens.ts';
import { answerPage, goTo } from '../frame/answer.tsx';
import { answerProblem } from '../frame/problem.tsx';
import { textsFor } from '../texts/texts.ts';
import { accessEmail } from './cloudflare-access.ts';
import { sessionContext, sessionCookie } from './cookie.ts';
import { readSession } from './session.ts';
import { strangerPage } from './stranger-page.tsx';

/**
 * Who asks for a page. `sites`: those that they may open; null: every one. `stranger`: Cloudflare Access has signed them in, and
 * nobody has given this email a role.
 */
export type Caller =
  | { kind: 'actor'; actor: Actor; sites: readonly string[] | null }
  | { kind: 'stranger'; email: string }
  | { kind: 'nobody' };

/** Who is signed in, asked of the database for this request: with a token, else by Cloudflare Access. */
export async function whoIs(c: Context<SiteEnv>): Promise<Caller> {
  const cookie = getCookie(c, sessionCookie(c));
  const actor = cookie === undefined ? null : await readSession(cookie, sessionContext(c));
  if (actor && isAllowed(actor.role, 'look')) {
    return { kind: 'actor', actor, sites: actor.site === null ? null : [actor.site] };
  }
  const email = await accessEmail(c);
  return email === null ? { kind: 'nobody' } : byEmail(c, email);
}

/** A role for the site that is asked for comes before one for every site. */
async function byEmail(c: Context<SiteEnv>, email: string): Promise<Caller> {
  const now = Date.now();
  const found = await readEmailRoles(c.env.DB, email, now);
  const roles = found.filter(({ role }) => isAllowed(role, 'look'));
  const here = siteAskedFor(c);
  const chosen = roles.find(({ site }) => site !== null && site === here) ?? roles[0];
  if (!chosen) return { kind: 'stranger', email };
  const { signedInAt, ...actor } = chosen;
  if (now - (signedInAt ?? 0) > dayMs) await noteSignIn(c.env.DB, actor.id, now).catch(logFailure);
  const sites = roles.flatMap(({ site }) => (site === null ? [] : [site]));
  return { kind: 'actor', actor, sites: sites.length < roles.length ? null : sites };
}

/** The page works without the note, for example when the day's quota of written rows is used up. */
function logFailure(error: unknown): void {
  console.error('cannot note a sign-in', error);
}

/** The site of the address, before it is known whether there is one. */
function siteAskedFor(c: Context<SiteEnv>): string | null {
  return /^\/s\/([a-z0-9-]{1,64})(?:\/|$)/.exec(c.req.path)?.[1] ?? null;
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

/** Tells somebody without a role whom to ask. A token still signs them in. */
export async function answerStranger(c: Context<SiteEnv>, email: string): Promise<Response> {
  const admins = await readAdminEmails(c.env.DB, siteAskedFor(c), Date.now());
  return answerPage(c, strangerPage({ email, admins }), 403);
}

/** Says when to try again. */
export function tooManyRequests(c: Context<SiteEnv>): Response {
  c.header('retry-after', '60');
  return answerProblem(c, 429, textsFor(c).problems.tooMany);
}

/** Sends who is not signed in to do so, and then back; `c.var.actor` is there below. */
export const requireSession: MiddlewareHandler<SiteEnv> = async (c, next) => {
  const caller = await whoIs(c);
  if (caller.kind === 'stranger') return answerStranger(c, caller.email);
  if (caller.kind === 'nobody') {
    const { pathname, search } = new URL(c.req.url);
    return goTo(c, `/?next=${encodeURIComponent(pathname + search)}`);
  }
  const { actor } = caller;
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
