// Fields that several kinds of events have on the wire; kinds.ts says which kind has which.

import * as z from 'zod';
import { limits } from './event.ts';

/** Any UUID, of whatever version and variant: ids are compared, not understood. */
export const uuid = z.guid().toLowerCase();
export const time = z.int().min(0).max(8.64e15);
/** Of any length an event may have: what is too long once filtered is treated like what is no URL. */
export const url = z.string();

/** The fields of every event from a browser. */
export const commonFields = {
  id: uuid,
  at: time,
  url: url.optional(),
  referrer: url.optional(),
  title: z.string().optional(),
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
