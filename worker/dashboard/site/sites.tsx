// `/`: the sites of a token that covers all of them, and making one.

import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { isAllowed } from '../../../schema/api/role.ts';
import { newSite } from '../../../schema/api/sites/site.ts';
import type { SiteEnv } from '../../http/env.ts';
import { randomName } from '../../store/bytes/random.ts';
import { refusalOf } from '../../store/database/refusal.ts';
import type { SiteSummary } from '../../store/sites/site-config.ts';
import { createSite, listSites } from '../../store/sites/sites.ts';
import { answerPage, goTo } from '../frame/answer.tsx';
import { answerProblem } from '../frame/problem.tsx';
import { readUsageWarnings } from '../frame/usage-notice.tsx';
import { maxSites } from '../frame/whereabouts.ts';
import { textsFor } from '../texts/texts.ts';
import { zoneFor } from '../words/clock.tsx';
import type { FormState } from './form.tsx';
import { errorsOf, originsOf, readFields } from './read-form.ts';
import { SitesPage } from './sites-page.tsx';

type SitesContext = Context<SiteEnv>;

/**
 * `GET /` for somebody who may open several sites: those `among`, or all if it is null. A single site is opened at once, unless
 * `?all` asks for the page.
 */
export async function answerSites(c: SitesContext, among: readonly string[] | null): Promise<Response> {
  const sites = await readSites(c, among);
  const [only] = sites;
  if (only && sites.length === 1 && c.req.query('all') === undefined) return goTo(c, `/s/${only.id}`);
  const values = { id: randomName(10), consent: 'granted', gpc: 'honor', timeZone: zoneFor(c.req.raw) };
  return showSites(c, { sites, form: { values, errors: {} } });
}

/** Those that the page lists, and one more if there are more. */
function readSites({ env }: SitesContext, among: readonly string[] | null = null): Promise<SiteSummary[]> {
  return listSites(env.DB, { limit: maxSites + 1, among });
}

interface Shown {
  sites: readonly SiteSummary[];
  form: FormState;
  status?: ContentfulStatusCode;
}

async function showSites(c: SitesContext, { sites, form, status = 200 }: Shown): Promise<Response> {
  const { actor } = c.var;
  const coversAll = actor.site === null;
  const warnings = coversAll ? await readUsageWarnings(c.env) : [];
  const isAdmin = coversAll && isAllowed(actor.role, 'administer');
  const where = { site: null, sites: sites.slice(0, maxSites), warnings, notices: [], isAdmin };
  const page = {
    ...{ where, more: sites.length > maxSites, base: new URL(c.req.url).origin },
    form: isAdmin ? form : null,
  };
  return answerPage(c, <SitesPage {...page} />, status);
}

/** `POST /`: makes the site and leads to how its tag is installed; or shows what is wrong. */
export async function answerNewSite(c: SitesContext): Promise<Response> {
  const { site: texts } = textsFor(c);
  const { actor } = c.var;
  if (actor.site !== null || !isAllowed(actor.role, 'administer'))
    return answerProblem(c, 403, texts.notAllowed);
  const fields = await readFields(c.req.raw);
  if (!fields) return answerProblem(c, 400, texts.unreadable);
  const given = {
    ...{ id: fields.get('id'), name: fields.get('name') ?? '', origins: originsOf(fields.get('origins')) },
    settings: {
      ...{ consent: fields.get('consent'), gpc: fields.get('gpc') },
      timeZone: fields.get('timeZone') ?? '',
    },
  };
  const asked = newSite.safeParse(given);
  const again = async (errors: Record<string, string>, status: ContentfulStatusCode) => {
    const values = { id: randomName(10), ...valuesOf(fields) };
    return showSites(c, { sites: await readSites(c), form: { values, errors }, status });
  };
  if (!asked.success) {
    const about = { given, complaints: texts.wrong, other: texts.missing };
    return again(errorsOf(asked.error.issues, about), 400);
  }
  try {
    // Taken: the same form was sent before.
    const { id } = await createSite(c.env.DB, asked.data, { actor: actor.id, now: Date.now() });
    return goTo(c, `/s/${id}/install`);
  } catch (error) {
    if (!refusalOf(error)) throw error;
    return again({ '': texts.make.busy }, 503);
  }
}

/** What was typed. An id that is none of ours is left for a new one. */
function valuesOf(fields: URLSearchParams): Record<string, string> {
  const { id = '', ...values } = Object.fromEntries(fields);
  return /^[a-z0-9]{10}$/.test(id) ? { id, ...values } : values;
}
