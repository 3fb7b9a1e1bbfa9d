// Fields that several kinds of events have on the wire; kinds.ts says which kind has which.

import * as z from 'zod';
import { limits } from './event.ts';
import { millisecondsFault } from './moment.ts';

/** What is said of a URL that is none, or a relative one. */
export const completeUrl = 'give a complete URL, such as "https://example.com/pricing"';

/** Any UUID, of whatever version and variant: ids are compared, not understood. `what` says whose id it is. */
export const uuidOf = (what: string) => z.guid(`give ${what}: a UUID`).toLowerCase();
/** UTC ms by a browser's clock. However far ahead that is, it becomes the arrival. */
export const time = z.number('give UTC milliseconds, as an integer').superRefine((given, context) => {
  const fault =
    Number.isInteger(given) && given >= 1e14 && given <= 8.64e15 ? null : millisecondsFault(given);
  if (fault) context.addIssue({ code: 'custom', message: fault });
});
/** Of any length an event may have: what is too long once filtered is treated like what is no URL. */
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

/** Anything: worker/intake/fields/props.ts keeps what fits and drops the rest, never the event. */
export const looseProps = z
  .unknown()
  .optional()
  .meta({
    description: `An object of strings, numbers and booleans, flat or one level deep; at most ${limits.maxProps} are kept`,
  });

/** Anything: what is no email or id identifies nobody (worker/score/identity/identifiers.ts), and the event stands. */
export const identityFields = {
  email: z.unknown().optional().meta({ description: 'An email address; anything else is ignored' }),
  userId: z
    .unknown()
    .optional()
    .meta({
      description: `The site's own id of the person, a text of at most ${limits.maxUserIdChars} characters or a number`,
    }),
};
