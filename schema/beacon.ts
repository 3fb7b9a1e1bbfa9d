// The wire format of `POST /e`, and of the events of the server API, which are the same plus who did it.
// Both are checked in two steps, the envelope and then each event, so that one bad event rejects only itself.

import * as z from 'zod';
import { moment } from './api/shared.ts';
import { type browserKinds, limits } from './event.ts';
import { text } from './text.ts';

/** Any UUID, of whatever version and variant: ids are compared, not understood. */
const uuid = z.guid().toLowerCase();
const time = z.int().min(0).max(8.64e15);
/** Of any length an event may have: what is too long once filtered is treated like what is no URL. */
const url = z.string();

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
  mode: told('The consent mode that the tag asks for'),
  consent: told('How consent stood when the events happened: `granted`, or else nothing may be stored'),
  gpc: told('true: the browser asks for Global Privacy Control'),
  events: z.array(z.unknown()).min(1).max(limits.maxEvents),
});

const common = {
  id: uuid,
  at: time,
  url: url.optional(),
  referrer: url.optional(),
  title: z.string().optional(),
};

/** Anything: worker/intake/fields/props.ts keeps what fits and drops the rest, never the event. */
const loose = z
  .unknown()
  .optional()
  .meta({
    description: `An object of strings, numbers and booleans, flat or one level deep; at most ${limits.maxProps} are kept`,
  });

/** Anything: what is no email or id identifies nobody (worker/score/identity/identifiers.ts), and the event stands. */
const identity = {
  email: z.unknown().optional().meta({ description: 'An email address; anything else names nobody' }),
  userId: z
    .unknown()
    .optional()
    .meta({
      description: `The site's own id of the person, a text of at most ${limits.maxUserIdChars} characters or a number`,
    }),
};

/** What each of the six kinds carries, besides the fields common to all. Unknown fields are dropped. */
export const kindFields = {
  page_view: z.object({ ...common, url, props: loose }),
  download: z.object({ ...common, file: url }),
  form_fill: z.object({
    ...common,
    form: z.string().trim().default(''),
    email: identity.email,
    fields: loose,
  }),
  engagement: z.object({
    ...common,
    view: uuid,
    seconds: z.number().min(0).max(limits.maxSeconds),
    scroll: z.number().min(0).max(100),
  }),
  outbound_click: z.object({ ...common, target: url }),
  /** Loose: unknown top-level keys are traits. */
  identify: z.looseObject({ ...common, ...identity, traits: loose, token: z.string().optional() }),
} satisfies Record<(typeof browserKinds)[number], z.ZodType>;

/** Any other name. The name becomes a slug and is kept as the label. */
export const customEvent = z.object({
  ...common,
  kind: z.string().trim().min(1).max(limits.maxNameChars),
  props: loose,
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
  ...identity,
});

/** Why one event is refused while the others of its call are kept. `excluded` is told to servers only. */
export const eventCodes = ['invalid_event', 'too_old', 'too_large', 'server_only', 'excluded'] as const;

export type EventCode = (typeof eventCodes)[number];

const rejected = z
  .array(z.object({ index: z.int(), code: z.enum(eventCodes) }))
  .meta({ description: 'By their place in the call, from 0' });

/** The answer to a beacon that was understood. */
export const beaconAnswer = z.object({
  accepted: z
    .int()
    .meta({ description: 'Events that are in the log now, those that were there already included' }),
  rejected,
  dropped: z.enum(['bot', 'gpc', 'excluded']).optional().meta({
    description: 'Why none of it was stored: a crawler, Global Privacy Control, or the settings `exclude`',
  }),
});

/** The answer to server-side events. */
export const serverEventsAnswer = beaconAnswer.pick({ accepted: true, rejected: true });
