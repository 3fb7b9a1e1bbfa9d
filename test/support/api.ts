// Calls the API as a program does, for tests in workerd.

import { env, exports } from 'cloudflare:workers';
import { planHeader } from './database/limited-entry.ts';

/** The URL of the Worker under test. */
export const base = 'https://leadlight.test';

/**
 * A call. `body` is sent as JSON, unless it is text or a Blob; `token` null sends none. `plan`: runs as on Cloudflare's paid
 * plan, if the free plan allows too few statements (docs/limits.md).
 */
export interface Call {
  token?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
  plan?: 'paid';
}

/** A response with its parsed JSON, if any. Tests check its type. */
export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: an answer is what a test is about to look into
  body: any;
}

/** Calls `METHOD /path`, by default with the bootstrap token. */
export async function call(
  what: string,
  { token = env.ADMIN_TOKEN, body, headers = {}, plan }: Call = {},
): Promise<Answer> {
  const [method = 'GET', path = '/'] = what.split(' ');
  const isRaw = typeof body === 'string' || body instanceof Blob || body instanceof ReadableStream;
  const response = await exports.default.fetch(base + path, {
    method,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(plan && { [planHeader]: plan }),
      ...headers,
    },
    ...(body !== undefined && { body: isRaw ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text ? JSON.parse(text) : text,
  };
}

/** Creates a site through the API and returns its id. */
export async function newSite(more: Record<string, unknown> = {}): Promise<string> {
  const made = await call('POST /v1/sites', {
    body: { name: 'Acme', origins: ['https://acme.test'], ...more },
  });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return made.body.id;
}

/** Creates a token through the API and returns it. */
export async function newToken(role: string, site?: string): Promise<string> {
  const made = await call('POST /v1/tokens', {
    body: { role, label: `${role} of a test`, ...(site && { site }) },
  });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return made.body.token;
}
