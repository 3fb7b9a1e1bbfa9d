// Requests the dashboard's pages like a browser, for tests in workerd.

import { env, exports } from 'cloudflare:workers';
import { base } from '../api.ts';

/** A request: `cookie` is sent unchanged; `form` makes it a POST of our own page's form. */
export interface Visit {
  cookie?: string;
  form?: Record<string, string>;
  headers?: Record<string, string>;
}

/** A response; `cookie` is the cookie to send from then on. */
export interface Visited {
  status: number;
  headers: Headers;
  location: string | null;
  cookie: string;
  html: string;
}

/** Opens a page without following redirects. */
export async function visit(path: string, { cookie, form, headers = {} }: Visit = {}): Promise<Visited> {
  const response = await exports.default.fetch(base + path, {
    method: form ? 'POST' : 'GET',
    redirect: 'manual',
    headers: {
      ...(cookie !== undefined && { cookie }),
      ...(form && { 'sec-fetch-site': 'same-origin', origin: base }),
      ...headers,
    },
    ...(form && { body: new URLSearchParams(form) }),
  });
  return {
    status: response.status,
    headers: response.headers,
    location: response.headers.get('location'),
    cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
    html: await response.text(),
  };
}

/** Signs in and returns the cookie; fails if the token is rejected. */
export async function signIn(token: string = env.ADMIN_TOKEN): Promise<string> {
  const { status, cookie, html } = await visit('/sign-in', { form: { token } });
  if (status !== 303) throw new Error(`${status}: ${html}`);
  return cookie;
}

/** The visible text of a page: without markup, with spaces collapsed. */
export function textOf(html: string): string {
  const text = html.replace(/<(head|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ');
  return unescaped(text).replace(/\s+/g, ' ').trim();
}

/** Characters of HTML as they are. */
export function unescaped(html: string): string {
  const named: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'" };
  return html.replace(/&(lt|gt|quot|amp|#39);/g, (_, name: string) => named[name] ?? '');
}
