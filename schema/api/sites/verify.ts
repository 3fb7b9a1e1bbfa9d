// The self-check, as the API returns it (`POST /v1/sites/{site}/verify`).

import * as z from 'zod';
import { text } from '../../text.ts';

/** Query: where to continue. */
export const verifyQuery = z.strictObject({
  cursor: text().max(200).optional().meta({ description: 'The `nextCursor` of the previous response' }),
});

const value = z.union([z.string(), z.number()]).nullable();

/** The result of one step. */
export const verification = z
  .object({
    checked: z.int().meta({ description: 'Visitors that were recomputed from the log and compared' }),
    differing: z.array(
      z.object({
        model: z.string().meta({ description: 'The name of the model whose score differs' }),
        visitor: z.string(),
        differences: z.array(
          z.object({
            what: z.string(),
            stored: value,
            folded: value.meta({ description: 'The value recomputed from the log' }),
            event: z.string().nullable().meta({
              description: 'The event that was lost or counted twice, if one explains the difference',
            }),
          }),
        ),
        isMended: z.boolean().meta({
          description:
            'Whether it was corrected. False after a concurrent write, or if the log has no events left',
        }),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'Verification' });

export type Verification = z.infer<typeof verification>;
