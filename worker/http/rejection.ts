// Failures of requests: tagged facts, and one switch that turns them into `application/problem+json` (RFC 9457).

import type { TypedResponse } from 'hono';
import type { Role } from '../../schema/api/role.ts';
import type { InputError, Problem } from '../../schema/api/shared.ts';
import type { Refused } from '../flows/common/refused.ts';
import type { Refusal } from '../store/database/refusal.ts';

/** An expected failure. `code` is stable, for programs. */
export type Rejection =
  | { code: 'invalid_json'; why: string }
  | { code: 'invalid_request' | 'invalid_model' | 'invalid_beacon'; errors: InputError[] }
  | { code: 'stale_cursor' }
  | { code: 'invalid_cursor' }
  /** `expiredAt`: UTC ms, if the token is valid but has expired. */
  | { code: 'unauthorized'; isPresented: boolean; expiredAt?: number }
  | { code: 'insufficient_role'; role: Role; why?: string }
  | { code: 'origin_not_allowed'; origin: string | null }
  | { code: 'not_found'; what: string }
  | { code: 'unknown_site' }
  | { code: 'method_not_allowed'; allow: string[] }
  | { code: 'already_exists' | 'id_reused' | 'segment_in_use' | 'conflict'; why: string }
  | { code: 'too_large'; maxBytes: number }
  | { code: 'rate_limited'; retryAfterSeconds: number }
  | { code: 'unavailable'; retryAfterSeconds: number; reason?: Refusal['reason'] }
  | { code: 'server_error' };

export type RejectionCode = Rejection['code'];

/** The status and title of each code. The pages at /docs list them. */
export const problems = {
  invalid_json: { status: 400, title: 'The body is not JSON' },
  invalid_request: { status: 400, title: 'The request has errors' },
  invalid_model: { status: 400, title: 'The model is not valid' },
  invalid_beacon: { status: 400, title: 'The beacon has errors' },
  stale_cursor: { status: 400, title: 'The cursor is out of date' },
  invalid_cursor: { status: 400, title: 'The cursor does not belong to this list' },
  unauthorized: { status: 401, title: 'A token is needed' },
  insufficient_role: { status: 403, title: 'The role of this token does not allow this' },
  origin_not_allowed: { status: 403, title: 'This origin may not send beacons for the site' },
  not_found: { status: 404, title: 'Not found' },
  unknown_site: { status: 404, title: 'There is no such site' },
  method_not_allowed: { status: 405, title: 'The method is not allowed here' },
  already_exists: { status: 409, title: 'It already exists' },
  id_reused: { status: 409, title: 'The id was used before, with other content' },
  segment_in_use: { status: 409, title: 'The segment is used by a webhook' },
  conflict: { status: 409, title: 'It is not possible in the current state' },
  too_large: { status: 413, title: 'The body is too large' },
  rate_limited: { status: 429, title: 'Too many requests' },
  server_error: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'The database is not available' },
} as const satisfies Record<RejectionCode, { status: number; title: string }>;

type ProblemStatus = (typeof problems)[RejectionCode]['status'];

/** The response for a failed request. A handler returns it: `return reject({ code: 'not_found', what: 'token' })`. */
export function reject(rejection: Rejection): Response & TypedResponse<Problem, ProblemStatus, 'json'> {
  const { status, title } = problems[rejection.code];
  const { detail, headers } = explain(rejection);
  const body: Problem = { type: `/docs#${rejection.code}`, title, status, detail, code: rejection.code };
  if ('errors' in rejection) body.errors = rejection.errors;
  const response = new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
  return response as Response & TypedResponse<Problem, ProblemStatus, 'json'>;
}

/** The response for what a flow refuses. `what`: what there is not, if it was not found. */
export function rejectRefused(refused: Refused, what: string) {
  switch (refused.kind) {
    case 'invalid':
      return reject({ code: 'invalid_request', errors: refused.errors });
    case 'not_found':
      return reject({ code: 'not_found', what });
    case 'conflict':
      return reject({ code: 'conflict', why: refused.why });
  }
}

function explain(rejection: Rejection): { detail: string; headers?: Record<string, string> } {
  switch (rejection.code) {
    case 'invalid_json':
      return { detail: `${rejection.why} Send one JSON value in UTF-8.` };
    case 'invalid_request':
    case 'invalid_model':
    case 'invalid_beacon':
      return { detail: summary(rejection.errors) };
    case 'stale_cursor':
      return {
        detail:
          'Another model was published, or the segment was changed, since the first page. Start again without a cursor.',
      };
    case 'invalid_cursor':
      return {
        detail: 'Send the last nextCursor unchanged, with the filters, sort and order of the first page.',
      };
    case 'unauthorized':
      return {
        detail: unauthorized(rejection),
        headers: {
          'www-authenticate': `Bearer realm="leadlight"${rejection.isPresented ? ', error="invalid_token"' : ''}`,
        },
      };
    case 'insufficient_role':
      return { detail: rejection.why ?? `A token with the role "${rejection.role}" may not do this.` };
    case 'origin_not_allowed':
      return {
        detail: `Add ${rejection.origin && rejection.origin !== 'null' ? JSON.stringify(rejection.origin) : "the page's origin"} to the site's origins, or send from one of them.`,
      };
    case 'not_found':
      return { detail: `There is no such ${rejection.what}, or your token does not have access to it.` };
    case 'unknown_site':
      return { detail: 'Check the "site" of the script tag or the beacon.' };
    case 'method_not_allowed':
      return {
        detail: `Use ${rejection.allow.join(', ')}.`,
        headers: { allow: rejection.allow.join(', ') },
      };
    case 'already_exists':
    case 'id_reused':
    case 'segment_in_use':
    case 'conflict':
      return { detail: rejection.why };
    case 'too_large':
      return { detail: `The maximum is ${rejection.maxBytes} bytes. Send less at a time.` };
    case 'rate_limited':
      return waiting('Too many requests were sent', rejection.retryAfterSeconds);
    case 'unavailable':
      return waiting(
        `Nothing was stored${refusals[rejection.reason ?? 'busy']}`,
        rejection.retryAfterSeconds,
      );
    case 'server_error':
      return { detail: 'The error is logged. You can safely try again.' };
  }
}

function unauthorized({ isPresented, expiredAt }: Extract<Rejection, { code: 'unauthorized' }>): string {
  if (!isPresented) return 'Send the header "Authorization: Bearer TOKEN".';
  return expiredAt === undefined
    ? 'This token is unknown or was revoked. Ask an admin for a new one.'
    : `This token expired on ${new Date(expiredAt).toISOString()}. Ask an admin for a new one.`;
}

/** The cause, if the caller can do something about it. */
const refusals: Readonly<Record<Refusal['reason'], string>> = {
  lost: '',
  busy: '',
  quota: ", because the daily rows of Cloudflare's free plan are used up until midnight UTC",
  full: ', because the database is full: delete data, or move to a larger plan',
};

function waiting(detail: string, seconds: number) {
  return {
    detail: `${detail}; try again in ${seconds} s.`,
    headers: { 'retry-after': String(seconds) },
  };
}

/** The first few errors as a sentence, for people who only read `detail`. */
function summary(errors: InputError[]): string {
  const first = errors.slice(0, 3).map(({ path, message }) => (path ? `${path}: ${message}` : message));
  const rest = errors.length - first.length;
  return `${first.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}.`;
}
