// `/s/SITE/settings`: shows the settings, and takes its forms. Each does what a request of the API does.

import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { isAllowed } from '../../../../schema/api/role.ts';
import { maxExcluded } from '../../../../schema/site.ts';
import { changeSite, removeSite } from '../../../flows/sites/change-site.ts';
import type { SiteEnv } from '../../../http/env.ts';
import { refusalOf } from '../../../store/database/refusal.ts';
import { rotateIdentitySecret } from '../../../store/sites/sites.ts';
import { answerPage, goTo } from '../../frame/answer.tsx';
import { answerProblem } from '../../frame/problem.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { whereabouts } from '../../frame/whereabouts.ts';
import { textsFor } from '../../texts/texts.ts';
import { errorsOf, readFields } from '../read-form.ts';
import { readDone } from './done.ts';
import { SecretPage } from './grave-sections.tsx';
import { isLeftOut, ownRange } from './own-address.ts';
import type { SettingsFormName, SettingsPageProps } from './section.tsx';
import { differenceOf, readSection, type SectionName, sectionNamed } from './sections.ts';
import { SettingsPage } from './settings-page.tsx';

type SettingsContext = Context<SiteEnv>;

/** `GET`, and with `sent` the answer to a form that was not accepted. */
export async function answerSettings(
  c: SettingsContext,
  sent: SettingsPageProps['sent'] = null,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const { site } = c.var;
  const done = sent ? null : readDone(new URL(c.req.url).searchParams, textsFor(c));
  const where = await whereabouts(c);
  const mayChange = isAllowed(c.var.actor.role, 'administer');
  const mayMake = mayChange && c.var.actor.site === null;
  const range = ownRange(c.req.header('cf-connecting-ip'));
  const page = { where, site, mayChange, mayMake, sent, done, ownRange: range };
  return answerPage(c, <SettingsPage {...page} />, status);
}

/** `POST`: makes the change and leads back to the page, which says what was changed; or shows what is wrong. */
export async function answerSettingsForm(c: SettingsContext): Promise<Response> {
  const texts = textsFor(c).site;
  if (!isAllowed(c.var.actor.role, 'administer')) return answerProblem(c, 403, texts.notAllowed);
  const fields = await readFields(c.req.raw);
  const name = fields?.get('form') ?? null;
  const section = sectionNamed(name);
  if (!fields || (!section && name !== 'leave-out' && name !== 'secret' && name !== 'delete')) {
    return answerProblem(c, 400, texts.unreadable);
  }
  const form = section ?? (name as Exclude<SettingsFormName, SectionName>);
  try {
    return await acceptForm(c, form, fields);
  } catch (error) {
    if (!refusalOf(error)) throw error;
    return refuse(c, { name: form, fields, errors: { '': texts.nothingStored }, status: 503 });
  }
}

function acceptForm(c: SettingsContext, form: SettingsFormName, fields: URLSearchParams): Promise<Response> {
  switch (form) {
    case 'leave-out':
      return leaveOut(c);
    case 'secret':
      return makeSecret(c, fields);
    case 'delete':
      return deleteSite(c, fields);
    default:
      return saveSection(c, form, fields);
  }
}

interface Refused {
  name: SettingsFormName;
  fields: URLSearchParams;
  errors: Record<string, string>;
  status?: ContentfulStatusCode;
}

function refuse(c: SettingsContext, { name, fields, errors, status = 400 }: Refused): Promise<Response> {
  return answerSettings(c, { name, values: Object.fromEntries(fields), errors }, status);
}

function byOf(c: SettingsContext) {
  return {
    ...{ actor: c.var.actor.id, now: Date.now() },
    waitUntil: (work: Promise<unknown>) => c.executionCtx.waitUntil(work),
  };
}

function done(c: SettingsContext, name: SettingsFormName, what: string): Response {
  const search = new URLSearchParams({ saved: name, what });
  return goTo(c, `${siteHref(c.var.site, '/settings', search)}#${name}`);
}

async function saveSection(
  c: SettingsContext,
  section: SectionName,
  fields: URLSearchParams,
): Promise<Response> {
  const { wrong, missing } = textsFor(c).site;
  const { given, asked } = readSection(section, fields);
  if (!asked.success) {
    const errors = errorsOf(asked.error.issues, { given, complaints: wrong, other: missing });
    return refuse(c, { name: section, fields, errors });
  }
  const { change, changed } = differenceOf(c.var.site, asked.data);
  if (changed.length > 0) await changeSite(c.env.DB, c.var.site, { ...change, ...byOf(c) });
  return done(c, section, changed.join(','));
}

/** Adds the reader's own address to those that are left out. */
async function leaveOut(c: SettingsContext): Promise<Response> {
  const { site } = c.var;
  const texts = textsFor(c).siteSettings.leaveOut;
  const range = ownRange(c.req.header('cf-connecting-ip'));
  const { ips } = site.settings.exclude;
  if (range === null || ips.length >= maxExcluded) {
    const errors = { '': range === null ? texts.unknown : texts.full };
    return refuse(c, { name: 'leave-out', fields: new URLSearchParams(), errors, status: 409 });
  }
  if (!isLeftOut(ips, range)) {
    const exclude = { ips: [...ips, range] };
    await changeSite(c.env.DB, site, { settings: { exclude }, ...byOf(c) });
  }
  return done(c, 'leave-out', range);
}

async function makeSecret(c: SettingsContext, fields: URLSearchParams): Promise<Response> {
  const { site } = c.var;
  if (site.identitySecret !== null && fields.get('sure') !== 'yes') {
    const errors = { sure: textsFor(c).siteSettings.secret.unsure };
    return refuse(c, { name: 'secret', fields, errors });
  }
  const secret = await rotateIdentitySecret(c.env.DB, site, byOf(c));
  return answerPage(c, <SecretPage where={await whereabouts(c)} site={site} secret={secret} />);
}

async function deleteSite(c: SettingsContext, fields: URLSearchParams): Promise<Response> {
  const texts = textsFor(c).siteSettings.delete;
  if (asTyped(fields.get('confirm') ?? '') !== asTyped(c.var.site.name)) {
    return refuse(c, { name: 'delete', fields, errors: { confirm: texts.wrong } });
  }
  const { kind } = await removeSite(c.env.DB, c.var.site, { actor: c.var.actor.id, now: Date.now() });
  return kind === 'deleted' ? goTo(c, '/') : answerProblem(c, 202, texts.unfinished);
}

/** A name without what a page does not show and keyboards write in several ways: repeated spaces, and accents of their own. */
function asTyped(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim();
}
