// What all reports share: the period that they are asked for, the frame of their answers, and estimates.

import * as z from 'zod';
import { moment } from '../../time/moment.ts';
import { modelChoice } from '../models/model.ts';
import { time } from '../shared.ts';
import { visitorQuery } from '../visitor-query.ts';

/** The longest period of a report, in days. */
export const maxReportDays = 731;

/** The period of a report, if none is asked for: so many days until now. */
export const defaultReportDays = 90;

/** Query of a report. */
export const reportQuery = z.strictObject({
  ...modelChoice.shape,
  from: moment.optional().meta({
    description: `The beginning of the period; without it, ${defaultReportDays} days before its end`,
  }),
  to: moment.optional().meta({
    description: `The end of the period, exclusive; without it, now. A period has at most ${maxReportDays} days`,
  }),
});

/** Query of a report that is counted from histories: of everybody, or of those with this first visit. */
export const historyQuery = reportQuery.extend({
  channel: visitorQuery.shape.channel.meta({
    description: 'Only people whose first visit came by this channel',
  }),
  source: visitorQuery.shape.source.meta({
    description: 'Only people whose first visit came from this source',
  }),
});

/** An estimate with its 95% confidence interval. */
export const estimate = z
  .object({ value: z.number(), low: z.number(), high: z.number() })
  .meta({ description: 'An estimate with its 95% confidence interval' });

/** An answer of a report with these rows. */
export function reportOf<Row extends z.ZodType>(row: Row) {
  return z.object({
    from: time,
    to: time,
    countedAt: time.nullable().meta({
      description: 'When the count began that the rows are from. Null: the first one is still running',
    }),
    counting: z
      .object({ done: z.int(), total: z.int() })
      .nullable()
      .meta({ description: 'The progress of a count that is running, in people. Null: none is' }),
    data: z.array(row),
    notes: z.array(z.string()).meta({ description: 'What one must know to read the numbers, in words' }),
  });
}
