// Describes `POST /e` in the OpenAPI document. The route validates each event separately, so that an invalid event rejects only
// itself; here the same schemas are combined.

import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { beaconAnswer, customEvent, envelope } from '../../schema/beacon.ts';
import { limits } from '../../schema/event.ts';
import { browserKinds, kinds } from '../../schema/kinds.ts';
import { json, orProblem } from '../http/router.ts';

const known = browserKinds.map((kind) => kinds[kind].fields.extend({ kind: z.literal(kind) }));

const beacon = envelope.extend({
  events: z
    .array(z.union([...known, customEvent]))
    .min(1)
    .max(limits.maxEvents),
});

/** The description, for a router's registry. */
export const beaconPath = createRoute({
  method: 'post',
  path: '/e',
  tags: ['Beacons'],
  summary: 'Send what a visitor did',
  description:
    `Sent by the script, from a page whose origin is one of the site's. At most ${limits.maxBodyBytes / 1024} KiB and ` +
    `${limits.maxEvents} events of ${limits.maxEventBytes / 1024} KiB each. Accepted events are durable; ` +
    'duplicates are ignored. Events that a setting excludes are neither accepted nor rejected. `rejected` and `warnings` name ' +
    'the field and the fix; no response reveals anything about a visitor.',
  security: [],
  request: {
    body: {
      required: true,
      content: { 'text/plain': { schema: beacon }, 'application/json': { schema: beacon } },
    },
  },
  responses: { 202: json(beaconAnswer, 'The beacon is valid'), ...orProblem },
});
