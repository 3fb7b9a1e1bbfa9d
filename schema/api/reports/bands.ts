// How often people of each band of the score, level and cell buy, as the API returns it (`GET …/reports/bands`).

import * as z from 'zod';
import { estimate, reportOf } from './report.ts';

const band = z
  .object({
    by: z.enum(['score', 'level', 'cell']),
    name: z.string().meta({ description: 'A range of the score, the name of a level, or a cell' }),
    from: z
      .number()
      .nullable()
      .meta({ description: 'The lowest score of a band; null for levels and cells' }),
    to: z.number().nullable().meta({ description: 'Where the next band begins; null: nowhere' }),
    people: z.number().meta({
      description: 'How many people stood in the band at the moment of a sale, on average',
    }),
    share: z.number().meta({ description: 'Which share of everybody who could buy that was, on average' }),
    won: z.int().meta({ description: 'People who stood in it just before their first sale' }),
    lift: estimate.nullable().meta({
      description: 'How many times as often its people buy as everybody does. Null: see `missing`',
    }),
    conversion: estimate.nullable().meta({
      description:
        'The probability to buy in a period as long for who stays in the band. Null: see `missing`',
    }),
    missing: z.string().nullable().meta({ description: 'The evidence that a rate would need' }),
  })
  .meta({ id: 'Band' });

/** The report. */
export const bandsAnswer = reportOf(band).meta({ id: 'BandsReport' });

export type BandsAnswer = z.infer<typeof bandsAnswer>;
