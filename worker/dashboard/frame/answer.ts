// How the pages answer: whole documents that may load nothing but our own style, that nobody may frame or keep.

import type { Context } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** No script at all: what a visitor managed to get into a page could not run even if it were not escaped. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A referrer goes to ourselves only: the addresses hold visitor ids. (With `no-referrer`, forms would send Origin: null.) */
const headers = {
  'content-security-policy': policy,
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
};

/** Answers a page, drawn without waiting for anything. What JSX puts into it as a value is escaped. */
export function answerPage(c: Context, document: JSX.Element, status: ContentfulStatusCode = 200): Response {
  return c.html(`<!doctype html>${document}`, status, headers);
}

/** Sends the browser on with GET, after a form or from an address that stands for another. `path` begins with one slash. */
export function goTo(c: Context, path: string): Response {
  c.header('cache-control', 'no-store');
  return c.redirect(path, 303);
}
