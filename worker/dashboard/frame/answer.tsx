// How the pages answer: whole documents that may load nothing but our own style and script, that nobody may frame or keep.

import type { Context } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { TextsContext, textsFor } from '../texts/texts.ts';
import { fingerprint, scriptPath } from './assets.ts';

/** One script and no other: what a visitor managed to get into a page could not run even if it were not escaped. */
const policyFor = (script: string) =>
  [
    "default-src 'none'",
    `script-src ${script}`,
    "connect-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** A referrer goes to ourselves only: the addresses hold visitor ids. (With `no-referrer`, forms would send Origin: null.) */
const headers = {
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  vary: 'accept-language',
};

/**
 * Answers a page, drawn without waiting for anything. What JSX puts into it as a value is escaped. Who has the same already gets 304:
 * no browser keeps it, but the page's script asks so.
 */
export function answerPage(c: Context, document: JSX.Element, status: ContentfulStatusCode = 200): Response {
  const texts = textsFor(c);
  const inLanguage = <TextsContext.Provider value={texts}>{document}</TextsContext.Provider>;
  const html = `<!doctype html>${inLanguage}`;
  const etag = `"${fingerprint(html)}"`;
  const policy = policyFor(new URL(scriptPath(texts), c.req.url).href);
  const all = { ...headers, etag, 'content-security-policy': policy };
  if (status === 200 && c.req.header('if-none-match') === etag) return c.body(null, 304, all);
  return c.html(html, status, all);
}

/** Sends the browser on with GET, after a form or from an address that stands for another. `path` begins with one slash. */
export function goTo(c: Context, path: string): Response {
  c.header('cache-control', 'no-store');
  return c.redirect(path, 303);
}
