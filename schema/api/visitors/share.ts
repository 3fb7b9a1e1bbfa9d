// Links that open one visitor's page for a colleague without an account, in requests and responses of the API.

import * as z from 'zod';
import { text } from '../../text.ts';
import { time } from '../shared.ts';

/** For how many days a link may be valid. */
export const shareDays = [1, 7, 30] as const;

/** Open links of one visitor at a time. */
export const maxShares = 20;

/** Body of `POST …/visitors/{id}/shares`. */
export const newShare = z
  .strictObject({
    days: z.literal(shareDays).meta({ description: 'For how many days it is valid' }),
  })
  .meta({ id: 'NewShare' });

/** Path of one link. */
export const sharePath = z.object({ share: text().max(64).meta({ description: "The link's id" }) });

/** A link in a list. */
export const shareAnswer = z
  .object({
    id: z.string(),
    createdAt: time,
    expiresAt: time,
    by: z.object({
      id: z.string().meta({ description: 'The id of a token; `bootstrap` for ADMIN_TOKEN' }),
      label: z.string().nullable().meta({ description: "The token's label" }),
    }),
  })
  .meta({ id: 'Share' });

export type Share = z.infer<typeof shareAnswer>;

/** Response of the list. Few links: no pages. */
export const shareList = z.object({ data: z.array(shareAnswer) }).meta({ id: 'ShareList' });

/** Response of `POST …/shares`. */
export const createdShare = shareAnswer
  .extend({ url: z.string().meta({ description: 'The link. Shown only once' }) })
  .meta({ id: 'CreatedShare' });

/** The URL of a link, served from `base` (the Worker's origin). */
export function shareUrl(secret: string, base: string): string {
  return `${base}/p/${secret}`;
}
