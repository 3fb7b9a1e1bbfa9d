// Visitors who rose to or fell from one of the upper two levels, as the API returns them (`GET …/crossings`).

import * as z from 'zod';
import { moment } from '../time/moment.ts';
import { modelChoice } from './models/model.ts';
import { pageOf, pageQuery, time } from './shared.ts';

/** Query of the list. */
export const crossingQuery = z.strictObject({
  ...modelChoice.shape,
  since: moment.optional().meta({ description: 'Only crossings at this time or later' }),
  ...pageQuery.shape,
});

export type CrossingQuery = z.infer<typeof crossingQuery>;

const level = z.int().min(1).max(4);

/** One crossing. */
export const crossing = z
  .object({
    visitor: z.string().meta({ description: "The visitor's id; the visitor may have been merged since" }),
    from: level.meta({ description: '1 is the hottest; one of `from` and `to` is 1 or 2' }),
    to: level,
    at: time.meta({
      description: 'When the event that caused it arrived, or when a fall because points faded was detected',
    }),
  })
  .meta({ id: 'Crossing' });

/** Response of the list. */
export const crossingPage = pageOf(crossing).meta({ id: 'CrossingPage' });
