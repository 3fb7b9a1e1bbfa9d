// How many visitors stand where: what the tabs of the list and the matrix show.

import * as z from 'zod';
import { time } from '../shared.ts';

const counted = z.object({
  count: z
    .int()
    .nullable()
    .meta({ description: 'null: not counted yet, on a site with too many visitors to count at once' }),
  isExact: z.boolean().meta({ description: 'false: as of `countedAt`' }),
  countedAt: time.nullable().meta({ description: 'UTC milliseconds; null: not counted yet' }),
  weekAgo: z.int().nullable().meta({ description: 'The count seven days before; null: not known' }),
});

/** Visitors on a status or in a cell. */
export type Counted = z.infer<typeof counted>;

/** Answer of `GET …/visitors/counts`. */
export const visitorCounts = z
  .object({
    at: time,
    statuses: z.array(
      z.object({
        status: z.string(),
        identified: counted,
        anonymous: counted,
      }),
    ),
    cells: z
      .array(
        counted.extend({
          cell: z.string().nullable().meta({ description: 'Such as A1; null: people without a grade' }),
          grade: z.enum(['A', 'B', 'C', 'D']).nullable(),
          level: z.int().min(1).max(4),
        }),
      )
      .meta({ description: 'Identified people' }),
  })
  .meta({ id: 'VisitorCounts' });

export type VisitorCounts = z.infer<typeof visitorCounts>;
