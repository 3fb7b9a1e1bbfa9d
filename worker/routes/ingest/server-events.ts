// `POST /v1/sites/{site}/events`: what the site's own server knows of a person. Parse, one call, respond.

import { createRoute } from '@hono/zod-openapi';
import { serverEvents, serverEventsAnswer } from '../../../schema/beacon.ts';
import { limits } from '../../../schema/event.ts';
import { ingest } from '../../flows/ingest/ingest.ts';
import type { SiteEnv } from '../../http/env.ts';
import { reject } from '../../http/rejection.ts';
import { apiRouter, json, jsonBody, orProblem, sitePath } from '../../http/router.ts';
import { answerOf } from '../../intake/take-events.ts';
import { takeServerEvents } from '../../intake/take-server-events.ts';

/** The server-side events of a site; mounted below the gate of `/v1` (worker/http/auth.ts). */
export const serverEventRoutes = apiRouter<SiteEnv>();

serverEventRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/sites/{site}/events',
    tags: ['Events'],
    summary: 'Send events from the site’s server',
    description:
      `At most ${limits.maxServerEvents} events. Each is like an event of a beacon, of any kind (\`email_*\` too), and ` +
      'names a person by `userId`, `email` or `device`. Who is named is verified. `at` is any past moment, by default ' +
      'now. An `id` counts once for each person named; without one, sending again counts again. An `id` that is no UUID, such ' +
      'as that of a row in your database, is stored as a UUID made from it (`ids`).',
    request: { params: sitePath, body: jsonBody(serverEvents) },
    responses: { 200: json(serverEventsAnswer, 'Which events were accepted'), ...orProblem },
  }),
  async (c) => {
    const { site } = c.var;
    const receivedAt = Date.now();
    const taken = await takeServerEvents(c.req.valid('json').events, { site, receivedAt });
    if (taken.events.length > 0) {
      const arrivals = taken.events.map((event) => ({ site, event }));
      const result = await ingest(c.env.DB, arrivals, receivedAt);
      if (result.kind === 'unavailable') {
        return reject({ code: 'unavailable', retryAfterSeconds: result.retryAfterSeconds });
      }
    }
    return c.json({ ...answerOf(taken), ...(taken.ids.length > 0 && { ids: taken.ids }) }, 200);
  },
);
