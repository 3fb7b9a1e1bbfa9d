// The wire format of `POST /e`, and of the events of the server API, which are the same plus who did it.
// Both are checked in two steps, the envelope and then each event, so that one bad event rejects only itself.

import * as z from 'zod';
import { limits } from './event.ts';
import { commonFields, identityFields, looseProps, time, uuidOf } from './event-fields.ts';
import { moment } from './moment.ts';
import { text } from './text.ts';

/** Anything: of these only the record of consent is made (worker/score/consent.ts). Old scripts do not send them. */
const told = (description: string) => z.unknown().optional().meta({ description });

/** The beacon around its events. `sentAt` is by the browser's clock, UTC ms. */
export const envelope = z.object({
  site: text().min(1).max(64),
  device: uuidOf('the id of the device'),
  session: uuidOf('the id of the session').optional(),
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
  kind: z
    .string()
    .trim()
    .min(1, 'give the event a name')
    .max(limits.maxNameChars, `give a name of at most ${limits.maxNameChars} characters`),
  props: looseProps,
});

/** The body of `POST /v1/sites/{site}/events`. */
export const serverEvents = z.object({
  events: z.array(z.unknown()).min(1).max(limits.maxServerEvents),
});

/** Of what a site's own systems name by their ids: any text up to 128 characters, or an integer. It becomes text. */
export const ownId = z
  .union([text(), z.int()], 'give a text or an integer')
  .transform((given) => String(given).trim())
  .refine((id) => id !== '', 'give some text, or leave it out')
  .refine((id) => id.length <= limits.maxIdChars, `give at most ${limits.maxIdChars} characters`);

const isUuid = z.guid();

/** An id that is a UUID already, in lower case; null for any other text. */
export function uuidFromId(id: string): string | null {
  return isUuid.safeParse(id).success ? id.toLowerCase() : null;
}

/** What a server-side event adds to its kind's fields. Which of the three names the person is checked by the route. */
export const serverEvent = z.looseObject({
  id: ownId.optional(),
  at: moment.optional(),
  device: uuidOf("the id of the browser's device, as leadlight('device', …) gives it").optional(),
  session: ownId.optional(),
  view: ownId.optional(),
  ...identityFields,
});

/** Why one event is refused while the others of its call are kept. Only servers are answered `excluded`. */
export const eventCodes = ['invalid_event', 'too_old', 'too_large', 'server_only', 'excluded'] as const;

export type EventCode = (typeof eventCodes)[number];

/**
 * What was taken, but perhaps not as it was meant: a kind that is nearly a known one, a page on another host than the site's,
 * a value that was not kept.
 */
export const warningCodes = ['near_kind', 'foreign_host', 'ignored'] as const;

export type WarningCode = (typeof warningCodes)[number];

/** Entries of a list, each by its index, with the field and the mend. */
export function entriesWith<const Codes extends readonly [string, ...string[]]>(codes: Codes) {
  return z.array(
    z.object({
      index: z.int().meta({ description: 'The entry of the list in the call, from 0' }),
      code: z.enum(codes),
      path: z.string().meta({ description: 'The field of the entry, such as `at`; empty: the whole entry' }),
      message: z.string().meta({ description: 'What to do about it' }),
    }),
  );
}

const rejected = entriesWith(eventCodes).meta({
  description: 'What was not stored; everything else of the call was',
});

/** Left out where there are none. */
export const warnings = entriesWith(warningCodes)
  .optional()
  .meta({
    description: `What was stored, but perhaps not as it was meant: the first ${limits.maxWarnings}; left out if there are none`,
  });

/** The answer to a beacon that was understood. */
export const beaconAnswer = z.object({
  accepted: z.int().meta({ description: 'Events now in the log, including duplicates' }),
  rejected,
  warnings,
  dropped: z.enum(['bot', 'gpc', 'excluded']).optional().meta({
    description: 'Why nothing was stored: a crawler, Global Privacy Control, or the setting `exclude`',
  }),
});

/** The answer to server-side events. */
export const serverEventsAnswer = beaconAnswer
  .pick({ accepted: true, rejected: true, warnings: true })
  .extend({
    ids: z
      .array(z.object({ index: z.int(), id: z.string() }))
      .optional()
      .meta({
        description:
          'Of each accepted event whose `id` is no UUID: the UUID under which it is stored, which timelines and explanations show. ' +
          'The same id gives the same UUID. Left out if there are none',
      }),
  });
