// `POST /v1/sites/{site}/outcomes`: how deals ended. Parse, one call, respond.

import { createRoute } from '@hono/zod-openapi';
import { maxOutcomes, type Outcome, outcome, outcomes, outcomesAnswer } from '../../../schema/api/outcome.ts';
import type { InputError } from '../../../schema/api/shared.ts';
import { clockSkewMs } from '../../../schema/time/moment.ts';
import {
  type OutcomeRefusal,
  type OutcomeReport,
  recordOutcomes,
} from '../../flows/ingest/record-outcomes.ts';
import type { SiteEnv } from '../../http/env.ts';
import { inputErrors } from '../../http/input-errors.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, jsonBody, orProblem, sitePath } from '../../http/router.ts';
import { rulesOf } from '../../intake/site-rules.ts';
import { cleanEmail, cleanUserId } from '../../score/identity/identifiers.ts';
import type { KnownOutcome } from '../../store/ingest/outcomes.ts';

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
      'same result of the same `deal`, counts once for each person: sending again is safe. An `id` that comes again with ' +
      'other content is refused (`id_reused`). In a list, each is checked by itself.',
    request: { params: sitePath, body: jsonBody(outcomes) },
    responses: { 200: json(outcomesAnswer, 'Which outcomes are in the log'), ...orProblem },
  }),
  async (c) => {
    const now = Date.now();
    const body = c.req.valid('json');
    const { sound, rejected } = checked([body].flat(), now);
    const [fault] = rejected;
    if (!Array.isArray(body) && fault) return reject({ code: 'invalid_request', errors: [fault] });
    const reports = sound.map(({ outcome }) => reportOf(outcome, now));
    const { isExcludedEmail } = rulesOf(c.var.site);
    const result = await recordOutcomes(c.env.DB, c.var.site, { reports, isExcludedEmail, now });
    if (result.kind === 'unavailable') {
      return reject({ code: 'unavailable', retryAfterSeconds: result.retryAfterSeconds });
    }
    const indexOf = (place: number) => sound[place]?.index as number;
    const refused = result.refused.map(({ index, code }) => ({
      index: indexOf(index),
      code,
      ...mends[code],
    }));
    const warnings = result.known.map(({ index, stands }) => alreadyRecorded(indexOf(index), stands));
    const answer = {
      accepted: sound.length - refused.length,
      rejected: [...rejected, ...refused].sort((a, b) => a.index - b.index),
    };
    return c.json({ ...answer, ...(warnings.length > 0 && { warnings }) }, 200);
  },
);

/** What is said of an outcome that could not be recorded. */
const mends: Record<OutcomeRefusal, InputError> = {
  unknown_visitor: {
    path: 'visitor',
    message: 'there is no such visitor: name the person by email or userId',
  },
  id_reused: {
    path: 'id',
    message:
      'is that of another outcome of this person, with other content: give each report an id of its own',
  },
  excluded: { path: 'email', message: "is excluded by the site's settings" },
};

interface Checked {
  sound: { outcome: Outcome; index: number }[];
  rejected: (InputError & { index: number; code: 'invalid_outcome' })[];
}

/** Checks each by itself. */
function checked(list: readonly unknown[], now: number): Checked {
  const all: Checked = { sound: [], rejected: [] };
  for (const [index, given] of list.entries()) {
    const parsed = outcome.safeParse(given);
    const [fault] = parsed.success ? complaints(parsed.data, now) : inputErrors(parsed.error.issues);
    if (fault) all.rejected.push({ index, code: 'invalid_outcome', ...fault });
    else if (parsed.success) all.sound.push({ outcome: parsed.data, index });
  }
  return all;
}

function alreadyRecorded(index: number, { value, currency }: KnownOutcome) {
  const stands =
    value === null ? 'without a value' : `with the value ${[value, currency].filter(Boolean).join(' ')}`;
  const message = `this result of the deal is recorded already, ${stands}, which stands`;
  return { index, code: 'already_recorded' as const, path: 'deal', message };
}

/** What zod cannot know: who is nobody, and the time. */
function complaints({ email, userId, at }: Outcome, now: number): InputError[] {
  const errors: InputError[] = [];
  if (email !== undefined && cleanEmail(email) === null) {
    errors.push({ path: 'email', message: 'give an email address' });
  }
  if (userId !== undefined && cleanUserId(userId) === null) {
    errors.push({ path: 'userId', message: 'give an id that identifies a person' });
  }
  if (at !== undefined && at > now + clockSkewMs) {
    errors.push({ path: 'at', message: 'give a time in the past, or leave it out' });
  }
  return errors;
}

function reportOf(given: Outcome, now: number): OutcomeReport {
  const { id, result, visitor = null, deal = null, value = null, currency = null, at } = given;
  const email = given.email === undefined ? null : cleanEmail(given.email);
  const userId = given.userId === undefined ? null : cleanUserId(given.userId);
  return {
    id,
    visitor,
    email,
    userId,
    result,
    deal,
    value,
    currency,
    at: at === undefined ? null : Math.min(at, now),
  };
}
