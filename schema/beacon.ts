// The wire format of `POST /e`, and of the events of the server API, which are the same plus who did it.
// Both are checked in two steps, the envelope and then each event, so that one bad event rejects only itself.

import * as z from 'zod';
import { moment } from './api/shared.ts';
import { limits } from './event.ts';
import { commonFields, identityFields, looseProps, time, uuid } from './event-fields.ts';
import { text } from './text.ts';

/** Anything: of these only the record of consent is made (worker/score/consent.ts). Old scripts do not send them. */
const told = (description: string) => z.unknown().optional().meta({ description });

/** The beacon around its events. `sentAt` is by the browser's clock, UTC ms. */
export const envelope = z.object({
  site: text().min(1).max(64),
  device: uuid,
  session: uuid.optional(),
  sentAt: time,
  automated: z.boolean().default(false),
  keep: z.boolean().default(false),
  mode: told("The tag's consent mode"),
  consent: told('How consent stood when the events happened: `granted`, or else nothing may be stored'),
  gpc: told('true: the browser asks for Global Privacy Control'),
  events: z.array(z.unknown()).min(1).max(limits.maxEvents),
});

/** An event of any other name than the kinds of `kinds.ts` that browsers send. The name becomes a slug and is kept as the label. */
export const customEvent = z.object({
  ...commonFields,
  kind: z.string().trim().min(1).max(limits.maxNameChars),
  props: looseProps,
});

/** The body of `POST /v1/sites/{site}/events`. */
export const serverEvents = z.object({
  events: z.array(z.unknown()).min(1).max(limits.maxServerEvents),
});

/** What a server-side event adds to its kind's fields. Which of the three names the person is checked by the route. */
export const serverEvent = z.looseObject({
  id: uuid.optional(),
  at: moment.optional(),
  device: uuid.optional(),
  session: uuid.optional(),
  ...identityFields,
});

/** Why one event is refused while the others of its call are kept. Only servers are answered `excluded`. */
export const eventCodes = ['invalid_event', 'too_old', 'too_large', 'server_only', 'excluded'] as const;

export type EventCode = (typeof eventCodes)[number];

const rejected = z
  .array(z.object({ index: z.int(), code: z.enum(eventCodes) }))
  .meta({ description: 'By their index in the call, from 0' });

/** The answer to a beacon that was understood. */
export const beaconAnswer = z.object({
  accepted: z.int().meta({ description: 'Events now in the log, including duplicates' }),
  rejected,
  dropped: z.enum(['bot', 'gpc', 'excluded']).optional().meta({
    description: 'Why nothing was stored: a crawler, Global Privacy Control, or the setting `exclude`',
  }),
});

/** The answer to server-side events. */
export const serverEventsAnswer = beaconAnswer.pick({ accepted: true, rejected: true });
