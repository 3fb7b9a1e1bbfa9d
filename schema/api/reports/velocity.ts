// How long people take from their first visit to each stage, as the API returns it (`GET …/reports/velocity`).

import * as z from 'zod';
import { reportOf } from './report.ts';

const days = (what: string) =>
  z
    .number()
    .nullable()
    .meta({ description: `${what}, in days. Null: see \`missing\`` });

const stage = z
  .object({
    stage: z.enum(['identified', 'level2', 'level1', 'won']).meta({
      description: 'Identified, the second level from the top (warm), the top one (hot), or the first sale',
    }),
    name: z.string().meta({ description: 'The same in words; a level by its name' }),
    people: z.int().meta({ description: 'People whose first visit was in the period' }),
    reached: z.int().meta({ description: 'Those of them who have reached it since' }),
    notYet: z.int().meta({ description: 'Those who have not, or not before they bought' }),
    lower: days('A quarter of those who reached it took no longer'),
    median: days('Half of those who reached it took no longer'),
    upper: days('Three quarters of those who reached it took no longer'),
    missing: z.string().nullable().meta({ description: 'The evidence that a median would need' }),
  })
  .meta({ id: 'StageRow' });

/** The report. */
export const velocityAnswer = reportOf(stage).meta({ id: 'VelocityReport' });

export type VelocityAnswer = z.infer<typeof velocityAnswer>;
