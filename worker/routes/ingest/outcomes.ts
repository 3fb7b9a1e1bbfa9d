// `POST /v1/sites/{site}/outcomes`: how deals ended. Parse, one call, respond.

import { createRoute } from '@hono/zod-openapi';
import { maxOutcomes, type Outcome, outcomes, outcomesAnswer } from '../../../schema/api/outcome.ts';
import type { InputError } from '../../../schema/api/shared.ts';
import { type OutcomeReport, recordOutcomes } from '../../flows/ingest/record-outcomes.ts';
import type { SiteEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, jsonBody, orProblem, sitePath } from '../../http/router.ts';
import { cleanEmail, cleanUserId } from '../../score/identity/identifiers.ts';

/** Clocks of two servers that are both right differ by no more. */
const clockSkewMs = 500;

/** The outcomes of a site; mounted below the gate of `/v1` (worker/http/auth.ts). */
export const outcomeRoutes = apiRouter<SiteEnv>();

outcomeRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/sites/{site}/outcomes',
    tags: ['Events'],
    summary: 'Report how deals ended',
    description:
      `One outcome, or a list of at most ${maxOutcomes}. A person who is named by \`email\` or \`userId\` need not be ` +
      'known yet. Once one is `won` the visitor’s status is `customer`, whatever else is sent. The same `id`, or the ' +
      'same result of the same `deal`, counts once for each person: sending again is safe.',
    request: { params: sitePath, body: jsonBody(outcomes) },
    responses: { 200: json(outcomesAnswer, 'Which outcomes are in the log'), ...orProblem },
  }),
  async (c) => {
    const now = Date.now();
    const body = c.req.valid('json');
    const list = [body].flat();
    const errors = list.flatMap((outcome, index) =>
      complaints(outcome, now, Array.isArray(body) ? `[${index}].` : ''),
    );
    if (errors.length > 0) return reject({ code: 'invalid_request', errors });
    const reports = list.map((outcome) => reportOf(outcome, now));
    const result = await recordOutcomes(c.env.DB, c.var.site, { reports, now });
    if (result.kind === 'unavailable') {
      return reject({ code: 'unavailable', retryAfterSeconds: result.retryAfterSeconds });
    }
    const rejected = result.unknown.map((index) => ({ index, code: 'unknown_visitor' as const }));
    return c.json({ accepted: list.length - rejected.length, rejected }, 200);
  },
);

/** What zod cannot know: who is nobody, and the time. */
function complaints({ email, userId, at }: Outcome, now: number, path: string): InputError[] {
  const errors: InputError[] = [];
  if (email !== undefined && cleanEmail(email) === null) {
    errors.push({ path: `${path}email`, message: 'give an email address' });
  }
  if (userId !== undefined && cleanUserId(userId) === null) {
    errors.push({ path: `${path}userId`, message: 'give an id that identifies a person' });
  }
  if (at !== undefined && at > now + clockSkewMs) {
    errors.push({ path: `${path}at`, message: 'give a time in the past, or leave it out' });
  }
  return errors;
}

function reportOf(given: Outcome, now: number): OutcomeReport {
  const { id, result, visitor = null, deal = null, value = null, currency = null, at = now } = given;
  const email = given.email === undefined ? null : cleanEmail(given.email);
  const userId = given.userId === undefined ? null : cleanUserId(given.userId);
  return { id, visitor, email, userId, result, deal, value, currency, at: Math.min(at, now) };
}
