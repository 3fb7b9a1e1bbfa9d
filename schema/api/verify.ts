// The self-check, as the API answers it (`POST /v1/sites/{site}/verify`).

import * as z from 'zod';
import { text } from '../text.ts';

/** Query: where to go on. */
export const verifyQuery = z.strictObject({
  cursor: text().max(200).optional().meta({ description: 'The last answer’s `nextCursor`' }),
});

const value = z.union([z.string(), z.number()]).nullable();

/** What a step of it found. */
export const verification = z
  .object({
    checked: z.int().meta({ description: 'Visitors that were refolded from the log and compared' }),
    differing: z.array(
      z.object({
        model: z.string().meta({ description: 'The name of the model that it differs under' }),
        visitor: z.string(),
        differences: z.array(
          z.object({
            what: z.string(),
            stored: value,
            folded: value.meta({ description: 'What the log gives' }),
            event: z.string().nullable().meta({
              description: 'The event that was lost or counted twice, where one explains it',
            }),
          }),
        ),
        isMended: z
          .boolean()
          .meta({ description: 'False: somebody wrote meanwhile, or nothing is left to refold' }),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'Verification' });

export type Verification = z.infer<typeof verification>;
