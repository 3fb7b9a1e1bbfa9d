// The page that asks for a token, and signing in and out.

import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { isAllowed } from '../../../schema/api/role.ts';
import type { SiteEnv } from '../../http/env.ts';
import { readForm } from '../../http/json-body.ts';
import { checkPresented } from '../../http/token-check.ts';
import type { Presenter } from '../../store/sites/tokens.ts';
import { answerPage, goTo } from '../frame/answer.tsx';
import { Layout } from '../frame/layout.tsx';
import { textsFor, useTexts } from '../texts/texts.ts';
import { accessEmail, accessSignOut } from './cloudflare-access.ts';
import { isSecure, sessionContext, sessionCookie } from './cookie.ts';
import { isCalm, tooManyRequests } from './gate.ts';
import { closeSession, openSession } from './session.ts';

/** A form with one token and one address. */
const maxBodyBytes = 8 * 1024;

/** URLs allowed after signing in: only our own pages, never another host. */
const ownPage =
  /^\/s\/[a-z0-9-]{1,64}(\/(install|settings|start|access|activity|matrix|model(\/(json|versions|print|rules|fit\.rules|groups|lapses))?|companies(\/[\w%.!~*'()-]{1,1000})?|visitors\/[\w%-]{1,200}(\/erase)?))?(\?[\w=&%.+~-]{0,2000})?$/;

/** `next` if it is one of our pages, else `/`. */
export function safeNext(next: string | null | undefined): string {
  return next && ownPage.test(next) ? next : '/';
}

/** The form. `complaint`: the error of the last attempt. */
export function SignInPage({ next, complaint = null }: { next: string; complaint?: string | null }) {
  const { session: texts, access } = useTexts();
  return (
    <Layout title={texts.title} hasScript>
      <section class="card sign-in">
        <h1>{texts.heading}</h1>
        <p>{texts.intro}</p>
        <form method="post" action="/sign-in">
          <input type="hidden" name="next" value={next} />
          <label for="token">{texts.token}</label>
          <input
            id="token"
            name="token"
            type="password"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            required
            autofocus
            data-from-link="linked"
            aria-describedby={complaint ? 'complaint' : 'hint'}
            aria-invalid={complaint ? 'true' : undefined}
          />
          {complaint && (
            <p class="complaint" id="complaint" role="alert">
              {complaint}
            </p>
          )}
          <p class="hint" id="linked" role="status" hidden>
            {access.linked}
          </p>
          <button type="submit">{texts.submit}</button>
        </form>
        <p class="hint" id="hint">
          {texts.hint((words) => (
            <code>{words}</code>
          ))}
        </p>
      </section>
    </Layout>
  );
}

/** `POST /sign-in`. Responds the same to every unknown token. */
export async function signIn(c: Context<SiteEnv>): Promise<Response> {
  const texts = textsFor(c).session;
  const fields = (await readForm(c.req.raw, maxBodyBytes)) ?? new URLSearchParams();
  const next = safeNext(fields.get('next'));
  const refuse = (complaint: string, status: 400 | 401 | 403 | 429 | 503) =>
    answerPage(c, <SignInPage next={next} complaint={complaint} />, status);

  if (!c.env.ADMIN_TOKEN) {
    return refuse(texts.noAdminToken, 503);
  }
  const presented = (fields.get('token') ?? '').trim();
  if (presented === '') return refuse(texts.empty, 400);
  const address = c.req.header('cf-connecting-ip');
  const checked = await checkPresented(c.env, { presented, address, now: Date.now() });
  switch (checked.kind) {
    case 'braked':
      c.header('retry-after', String(checked.retryAfterSeconds));
      return refuse(texts.braked, 429);
    case 'unknown':
      return refuse(texts.unknown, 401);
    case 'expired':
      return refuse(texts.expired, 401);
    case 'actor':
      return isAllowed(checked.actor.role, 'look')
        ? enter(c, checked, next)
        : refuse(texts.mayNotRead(checked.actor.role), 403);
  }
}

async function enter(c: Context<SiteEnv>, presenter: Presenter, next: string): Promise<Response> {
  if (!(await isCalm(c, presenter.actor.id))) return tooManyRequests(c);
  const { value, seconds } = await openSession(presenter, sessionContext(c));
  setCookie(c, sessionCookie(c), value, cookieOptions(c, seconds));
  return goTo(c, next);
}

/** `POST /sign-out`. The session ends in the database first: if that fails, the browser keeps the cookie and can try again. */
export async function signOut(c: Context<SiteEnv>): Promise<Response> {
  const cookie = getCookie(c, sessionCookie(c));
  if (cookie !== undefined) await closeSession(cookie, sessionContext(c));
  setCookie(c, sessionCookie(c), '', cookieOptions(c, 0));
  // Else Access would open the next page again.
  return goTo(c, (await accessEmail(c)) === null ? '/' : accessSignOut);
}

/** Lax, not Strict: a link to a visitor in a chat or a mail should open it. Nothing changes by GET. */
function cookieOptions(c: Context<SiteEnv>, maxAge: number) {
  return { httpOnly: true, secure: isSecure(c), sameSite: 'Lax', path: '/', maxAge } as const;
}
