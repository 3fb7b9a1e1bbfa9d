// What a model would change, as the API answers it (`/v1/sites/{site}/models/{version}/preview`).

import * as z from 'zod';
import { time } from '../shared.ts';

const counts = { before: z.int(), after: z.int() };
const standing = z.object({
  score: z.number(),
  status: z.string(),
  cell: z.string().nullable(),
});

/** What was found; visitors are counted as they stand at `at` under both models. */
const result = z.object({
  visitors: z.int(),
  statuses: z.array(z.object({ status: z.string(), ...counts })),
  cells: z.array(z.object({ cell: z.string(), ...counts })),
  moves: z
    .array(z.object({ from: z.string(), to: z.string(), visitors: z.int() }))
    .meta({ description: 'How many visitors would change their status, and how' }),
  movers: z
    .array(
      z.object({
        visitor: z.object({
          id: z.string(),
          email: z.string().nullable(),
          name: z.string().nullable(),
          company: z.string().nullable(),
        }),
        before: standing,
        after: standing,
        reasons: z
          .array(z.object({ rule: z.string(), label: z.string(), before: z.number(), after: z.number() }))
          .meta({ description: 'The rules that cause the change, with their worth' }),
      }),
    )
    .meta({ description: 'The twenty visitors whose scores would change most' }),
  scores: z.array(z.object({ percentile: z.int(), before: z.number(), after: z.number() })).meta({
    description:
      'The score that 10, 25, 50, 75, 90, 99 and 100 percent of visitors do not exceed, to a tenth of a point. A ' +
      'customer counts with the score just before the first sale',
  }),
  topTenth: z
    .object({ sales: z.int(), before: z.number(), after: z.number() })
    .nullable()
    .meta({
      description:
        'How many of the known customers are among the tenth of visitors with the highest scores. A customer counts with ' +
        'the score just before the first sale, everybody else with the current one. Null: no sale is known',
    }),
});

/** A preview, as far as it is: `result` is null until everybody is counted. */
export const modelPreview = z
  .object({
    version: z.int(),
    against: z.int().meta({ description: 'The served version that it is compared with' }),
    at: time,
    done: z.int(),
    total: z.int(),
    result: result.nullable(),
  })
  .meta({ id: 'ModelPreview' });

export type ModelPreview = z.infer<typeof modelPreview>;
