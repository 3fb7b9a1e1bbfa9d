// Answers the page of who may sign in, and its two forms. Each does what a request of the API does (routes/sites/tokens.ts).

import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { isAllowed } from '../../../../schema/api/role.ts';
import { newToken } from '../../../../schema/api/sites/token.ts';
import { dayMs } from '../../../../schema/time/durations.ts';
import type { SiteEnv } from '../../../http/env.ts';
import { readForm } from '../../../http/json-body.ts';
import { createToken, deleteToken, listTokensOf } from '../../../store/sites/tokens.ts';
import { answerPage, goTo } from '../../frame/answer.tsx';
import { answerProblem } from '../../frame/problem.tsx';
import { siteHref } from '../../frame/site-href.ts';
import { clockOf, whereabouts } from '../../frame/whereabouts.ts';
import { accessSettings } from '../../session/cloudflare-access.ts';
import { textsFor } from '../../texts/texts.ts';
import { AccessPage } from './access-page.tsx';
import { expiryDays, MadePage, type SentAccess } from './add-form.tsx';

/** A few short texts. */
const maxBodyBytes = 8 * 1024;

/** Rows of the page. The API lists all. */
const maxTokens = 200;

/** `GET …/access`, and with `sent` the answer to a form that was not accepted. */
export async function answerAccess(
  c: Context<SiteEnv>,
  sent: SentAccess | null = null,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const { site, actor } = c.var;
  if (!isAllowed(actor.role, 'administer')) return answerProblem(c, 403, textsFor(c).access.notAllowed);
  const me = { id: actor.id, isForAll: actor.site === null };
  const asked = { site: site.id, andAll: me.isForAll, limit: maxTokens + 1 };
  const [found, where] = await Promise.all([listTokensOf(c.env.DB, asked), whereabouts(c)]);
  const shown = { tokens: found.slice(0, maxTokens), more: found.length > maxTokens };
  const isRevoked = !sent && c.req.query('done') === 'revoke';
  const hasAccess = accessSettings(c.env) !== null;
  return answerPage(
    c,
    <AccessPage {...{ where, site, me, hasAccess, sent, isRevoked, clock: clockOf(c), ...shown }} />,
    status,
  );
}

/** `POST …/access`: adds or revokes. */
export async function changeAccess(c: Context<SiteEnv>): Promise<Response> {
  const texts = textsFor(c).access;
  if (!isAllowed(c.var.actor.role, 'administer')) return answerProblem(c, 403, texts.notAllowed);
  const fields = (await readForm(c.req.raw, maxBodyBytes)) ?? new URLSearchParams();
  switch (fields.get('form')) {
    case 'add':
      return add(c, fields);
    case 'revoke':
      return revoke(c, fields);
    default:
      return answerAccess(c, { fields, errors: { '': texts.errors.form } }, 400);
  }
}

async function add(c: Context<SiteEnv>, fields: URLSearchParams): Promise<Response> {
  const { site, actor } = c.var;
  const { errors } = textsFor(c).access;
  const now = Date.now();
  const expires = fields.get('expires');
  const days = expiryDays.find((each) => String(each) === expires);
  const isExpiryWrong = days === undefined && expires !== 'never';
  const email = accessSettings(c.env) ? (fields.get('email') ?? '').trim() : '';
  const asked = newToken.safeParse({
    role: fields.get('role'),
    label: fields.get('name') ?? '',
    ...(email !== '' && { email }),
  });
  if (!asked.success || isExpiryWrong) {
    const wrong = asked.error?.issues.map(({ path }) => String(path[0])) ?? [];
    const messages = wrong.map((field) =>
      field === 'label' ? ['name', errors.name] : [field, field === 'email' ? errors.email : errors.role],
    );
    if (isExpiryWrong) messages.push(['expires', errors.expires]);
    return answerAccess(c, { fields, errors: Object.fromEntries(messages) }, 400);
  }
  const { role, label } = asked.data;
  const created = await createToken(
    c.env.DB,
    {
      ...{ role, label, email: asked.data.email ?? null },
      of: actor.site === null && fields.get('scope') === 'all' ? null : site,
      expiresAt: days === undefined ? null : now + days * dayMs,
    },
    { actor: actor.id, now },
  );
  if (!created) return answerAccess(c, { fields, errors: { email: errors.taken } }, 409);
  const { token } = created;
  // Behind #, which browsers send to no server: neither a log nor a Referer has it.
  const link =
    token !== null && isAllowed(role, 'look') ? `${new URL(c.req.url).origin}/sign-in#${token}` : null;
  const where = await whereabouts(c);
  return answerPage(c, <MadePage {...{ where, site, label, token, email: created.email, link }} />);
}

/** Never the token that this request comes with: the page would be closed to who has no other. ADMIN_TOKEN always remains. */
async function revoke(c: Context<SiteEnv>, fields: URLSearchParams): Promise<Response> {
  const { site, actor } = c.var;
  const { errors } = textsFor(c).access;
  const id = fields.get('id') ?? '';
  const refuse = (message: string, status: 404 | 409) =>
    answerAccess(c, { fields: new URLSearchParams(), errors: { '': message } }, status);
  if (id === actor.id) return refuse(errors.own, 409);
  const by = { actor: actor.id, now: Date.now() };
  const isRevoked = await deleteToken(c.env.DB, { id, within: actor.site }, by);
  if (!isRevoked) return refuse(errors.gone, 404);
  return goTo(c, siteHref(site, '/access', new URLSearchParams({ done: 'revoke' })));
}
