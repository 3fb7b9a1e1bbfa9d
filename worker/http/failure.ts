// Handles exceptions and unknown paths. Responses reveal no internals.

import type { Context, ErrorHandler, Hono, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { refusalOf, rootOf } from '../store/database/refusal.ts';
import type { ApiEnv } from './env.ts';
import { reject } from './rejection.ts';

/** Logs the error and responds 503 for errors of the database, 400 for invalid JSON, and otherwise 500. */
export const onError: ErrorHandler<ApiEnv> = (error, c) => {
  if (error instanceof HTTPException && error.status < 500) {
    return reject({ code: 'invalid_json', why: 'The body could not be parsed.' });
  }
  console.error(`${c.req.method} ${withoutSecret(c.req.path)}`, rootOf(error));
  const refusal = refusalOf(error);
  return reject(refusal ? { code: 'unavailable', ...refusal } : { code: 'server_error' });
};

/** The path without the secret of a link for a colleague, which opens a page to whoever reads the log. */
function withoutSecret(path: string): string {
  return path.replace(/^\/p\/.*/s, '/p/…');
}

/** 405 if the path exists with other methods, otherwise 404. */
export function notFoundIn(app: Pick<Hono<ApiEnv>, 'routes'>): NotFoundHandler<ApiEnv> {
  let known: { method: string; pattern: RegExp }[] | undefined;
  return (c: Context<ApiEnv>) => {
    known ??= app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => ({ method, pattern: patternOf(path) }));
    const methods = known.filter(({ pattern }) => pattern.test(c.req.path)).map(({ method }) => method);
    const allow = [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
    return allow.length > 0 && !allow.includes(c.req.method)
      ? reject({ code: 'method_not_allowed', allow })
      : reject({ code: 'not_found', what: 'page' });
  };
}

/** A hono path as a pattern: `/v1/sites/:site` -> /^\/v1\/sites\/[^/]+$/. */
function patternOf(path: string): RegExp {
  const parts = path.split('/').map((part) => {
    if (part.startsWith(':')) return '[^/]+';
    return part === '*' ? '.*' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('/')}$`);
}
