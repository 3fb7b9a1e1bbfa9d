// Wire fields that several kinds of events share; kinds.ts says which kind has which.

import * as z from 'zod';
import { limits } from './event.ts';
import { millisecondsFault } from './time/moment.ts';

/** The error for an invalid or relative URL. */
export const completeUrl = 'give a complete URL, such as "https://example.com/pricing"';

/** Any UUID, of any version and variant: ids are only compared. `what` says whose id it is. */
export const uuidOf = (what: string) => z.guid(`give ${what}: a UUID`).toLowerCase();
/** UTC ms by a browser's clock. Any future time becomes the arrival time. */
export const time = z.number('give UTC milliseconds, as an integer').superRefine((given, context) => {
  const fault =
    Number.isInteger(given) && given >= 1e14 && given <= 8.64e15 ? null : millisecondsFault(given);
  if (fault) context.addIssue({ code: 'custom', message: fault });
});
/** Up to the maximum length of an event. A URL that is too long once filtered is treated like an invalid one. */
export const url = z.string(completeUrl);
const words = z.string('give a text');

/** The fields of every event from a browser. */
export const commonFields = {
  id: uuidOf('an id of its own for each event'),
  at: time,
  url: url.optional(),
  referrer: url.optional(),
  title: words.optional(),
};

/** Anything: worker/intake/fields/props.ts keeps valid entries and drops the others, never the event. */
export const looseProps = z
  .unknown()
  .optional()
  .meta({
    description: `An object of strings, numbers and booleans, flat or one level deep; at most ${limits.maxProps} are kept`,
  });

/** Anything: an invalid email or id identifies nobody (worker/score/identity/identifiers.ts), and the event is kept. */
export const identityFields = {
  email: z.unknown().optional().meta({ description: 'An email address; anything else is ignored' }),
  userId: z
    .unknown()
    .optional()
    .meta({
      description: `The site's own id of the person, a text of at most ${limits.maxUserIdChars} characters or a number`,
    }),
};
