// The wire format of `POST /e`, and of the server API's events, which add the person.
// Both are validated in two steps, the envelope and then each event, so that an invalid event rejects only itself.

import * as z from 'zod';
import { limits } from './event.ts';
import { commonFields, identityFields, looseProps, time, uuidOf } from './event-fields.ts';
import { text } from './text.ts';
import { moment } from './time/moment.ts';

/** Anything: used only for the consent record (worker/score/consent.ts). Old scripts do not send them. */
const anything = (description: string) => z.unknown().optional().meta({ description });

/** The beacon around its events. `sentAt` is UTC ms by the browser's clock. */
export const envelope = z.object({
  site: text().min(1).max(64),
  device: uuidOf('the id of the device'),
  session: uuidOf('the id of the session').optional(),
  sentAt: time,
  automated: z.boolean().default(false),
  keep: z.boolean().default(false),
  mode: anything("The tag's consent mode"),
  consent: anything(
    'The state of consent when the events occurred: `granted`; with any other value, nothing may be stored',
  ),
  gpc: anything('true: the browser asks for Global Privacy Control'),
  events: z.array(z.unknown()).min(1).max(limits.maxEvents),
});

/** An event whose name is none of the browser kinds in `kinds.ts`. The name becomes a slug and is kept as the label. */
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

/** An id from a site's own systems: any text up to 128 characters, or an integer, which becomes text. */
export const ownId = z
  .union([text(), z.int()], 'give a text or an integer')
  .transform((given) => String(given).trim())
  .refine((id) => id !== '', 'give some text, or leave it out')
  .refine((id) => id.length <= limits.maxIdChars, `give at most ${limits.maxIdChars} characters`);

const isUuid = z.guid();

/** The UUID in lower case if the id is one; null for any other text. */
export function uuidFromId(id: string): string | null {
  return isUuid.safeParse(id).success ? id.toLowerCase() : null;
}

/** The fields that a server-side event adds to its kind's. The route checks which of the three names the person. */
export const serverEvent = z.looseObject({
  id: ownId.optional(),
  at: moment.optional(),
  device: uuidOf("the id of the browser's device, as leadlight('device', …) gives it").optional(),
  session: ownId.optional(),
  view: ownId.optional(),
  ...identityFields,
});

/** Why one event is rejected while the others in its call are stored. Only servers get `excluded`. */
export const eventCodes = ['invalid_event', 'too_old', 'too_large', 'server_only', 'excluded'] as const;

export type EventCode = (typeof eventCodes)[number];

/**
 * Accepted, but perhaps not as meant: a kind that is nearly a known one, a page on another host than the site's, a value that
 * was not stored.
 */
export const warningCodes = ['near_kind', 'foreign_host', 'ignored'] as const;

export type WarningCode = (typeof warningCodes)[number];

/** Entries of a list, each by its index, with the field and the fix. */
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
  description: 'What was not stored; everything else in the call was stored',
});

/** Omitted if there are none. */
export const warnings = entriesWith(warningCodes)
  .optional()
  .meta({
    description: `What was stored, but perhaps not as intended: the first ${limits.maxWarnings}; omitted if there are none`,
  });

/** The response to a valid beacon. */
export const beaconAnswer = z.object({
  accepted: z.int().meta({ description: 'Events now in the log, including duplicates' }),
  rejected,
  warnings,
  dropped: z.enum(['bot', 'gpc', 'excluded']).optional().meta({
    description: 'Why nothing was stored: a crawler, Global Privacy Control, or the setting `exclude`',
  }),
});

/** The response to server-side events. */
export const serverEventsAnswer = beaconAnswer
  .pick({ accepted: true, rejected: true, warnings: true })
  .extend({
    ids: z
      .array(z.object({ index: z.int(), id: z.string() }))
      .optional()
      .meta({
        description:
          'For each accepted event whose `id` is no UUID: the UUID under which it is stored, which timelines and explanations show. ' +
          'The same id gives the same UUID. Omitted if there are none',
      }),
  });
