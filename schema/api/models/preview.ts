// What a model would change, as the API returns it (`/v1/sites/{site}/models/{version}/preview`).

import * as z from 'zod';
import { time } from '../shared.ts';

const counts = { before: z.int(), after: z.int() };
const standing = z.object({
  score: z.number(),
  status: z.string(),
  cell: z.string().nullable(),
});

const share = z.number().min(0).max(1);
const estimate = z.object({ value: share, low: share, high: share }).meta({
  description: 'A mean with its 95% confidence interval',
});

/** The result; counts visitors as they stand at `at` under both models. */
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
  ranking: z
    .object({
      sales: z.int().meta({ description: 'Known sales; each deal counts once, when it was first won' }),
      ranked: z
        .int()
        .meta({ description: 'The number of ranked sales: all, or a random sample on a large site' }),
      unseen: z.int().meta({ description: 'Sales whose buyer had no earlier events; these are not ranked' }),
      people: z
        .int()
        .meta({ description: 'The number of people compared with the buyers: all, or a random sample' }),
      heldOut: z.boolean().meta({
        description:
          'Whether these are half of the people, because the points of the draft were fitted to the sales of the others',
      }),
      topTenth: z.object({ before: estimate, after: estimate }).meta({
        description: 'The share of sales whose buyer was in the top 10%. Chance gives 0.1',
      }),
      auc: z.object({ before: estimate, after: estimate }).meta({
        description:
          'The share of people who scored lower than the buyer, on average over the sales; equal scores count half. ' +
          'Chance gives 0.5, a model that always ranks the buyer first 1',
      }),
    })
    .nullable()
    .meta({
      description:
        'How well each model ranks the known sales: the rank of each buyer among everybody seen by then, by the scores ' +
        'just before the sale. Null: no sale can be ranked',
    }),
});

/** A preview and its progress. `result` is null until all visitors are counted. */
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
