// Outcomes: how deals ended, sent by the site's own systems (`POST /v1/sites/{site}/outcomes`).

import * as z from 'zod';
import { entriesWith } from '../beacon.ts';
import { limits } from '../event.ts';
import { line, text } from '../text.ts';
import { moment } from '../time/moment.ts';

/** Outcomes in one call. */
export const maxOutcomes = 500;

const name = line(128);

/** One outcome. The person is named by `email`, `userId` (both are then verified) or the visitor's id. */
export const outcome = z
  .strictObject({
    id: name.meta({ description: 'Your id, such as that of the change in your CRM; each id counts once' }),
    email: text().max(limits.maxEmailChars).optional(),
    userId: z.union([text().max(limits.maxUserIdChars), z.number()]).optional(),
    visitor: text().min(1).max(200).optional().meta({ description: "The visitor's id" }),
    result: z.enum(['won', 'lost', 'open']).meta({
      description: 'won: a sale, and the visitor stays a customer; open: a deal has started',
    }),
    deal: name.optional().meta({ description: 'Your id of the deal; each of its results counts once' }),
    value: z.number().min(0).max(1e12).optional(),
    currency: z
      .string()
      .regex(/^[A-Za-z]{3}$/, 'give the three letters of ISO 4217, such as "EUR"')
      .toUpperCase()
      .optional(),
    at: moment.optional().meta({ description: 'Any past moment; by default now' }),
  })
  .refine(
    ({ email, userId, visitor }) => email !== undefined || userId !== undefined || visitor !== undefined,
    'name the person: give email, userId or visitor',
  )
  .refine(
    ({ email, userId, visitor }) => visitor === undefined || (email === undefined && userId === undefined),
    'give either visitor, or email and userId',
  )
  .meta({ id: 'Outcome' });

export type Outcome = z.infer<typeof outcome>;

/** The body: one outcome, or a list whose entries are validated separately. */
export const outcomes = z.union([
  outcome,
  z
    .array(z.unknown().meta({ description: 'An `Outcome`' }))
    .min(1)
    .max(maxOutcomes),
]);

/** Why one outcome is rejected while the others in its call are stored. */
export const outcomeCodes = ['invalid_outcome', 'unknown_visitor', 'id_reused', 'excluded'] as const;

/** The response. */
export const outcomesAnswer = z
  .object({
    accepted: z.int().meta({ description: 'Outcomes now in the log, including duplicates' }),
    rejected: entriesWith(outcomeCodes).meta({
      description:
        'Outcomes that were not stored; all others were. `id_reused`: the person already has an outcome with this `id` ' +
        'and other content',
    }),
    warnings: entriesWith(['already_recorded'])
      .optional()
      .meta({
        description:
          'This result of the deal is already recorded, under another `id` and with another value, which is kept. Omitted ' +
          'if there are none',
      }),
  })
  .meta({ id: 'OutcomesAnswer' });
