// How much of the Cloudflare plan is used, as the API returns it (`GET /v1/usage`).

import * as z from 'zod';
import { planNames } from '../../plan.ts';
import { time } from '../shared.ts';

/** The response and the pages warn from this share on. */
export const warningShare = 0.8;

/** Maximum number of UTC days in a response: those of the longest month. */
export const maxUsageDays = 31;

const count = z.int().min(0);
const share = z.number().meta({ description: 'Used ÷ allowed; above 1 if over the limit' });

const rowsWritten = z.object({
  used: count.meta({
    description:
      'Rows that this Worker has written in the period, including index entries. Sampled: correct on average, but ' +
      'up to a few hundred rows off. Other writes on the same account are not counted',
  }),
  allowed: count.meta({ description: 'Rows that the plan includes in the period' }),
  share,
  period: z.enum(['day', 'month']).meta({
    description:
      'UTC. The free plan counts by day, the paid plan by month. This is the calendar month; your billing period may ' +
      'begin on another day',
  }),
  resetsAt: time.meta({ description: 'When the next period begins, in UTC milliseconds' }),
});

const database = z.object({
  bytes: count.meta({ description: 'The size of the database, without free pages' }),
  allowedBytes: count.meta({ description: 'The maximum size of a database on the plan' }),
  share,
});

const day = z.object({
  day: z.iso.date().meta({ description: 'UTC' }),
  rowsWritten: count,
});

/** Response of `GET /v1/usage`. */
export const usage = z
  .object({
    plan: z.enum(planNames).meta({ description: "The account's plan, from the variable PLAN" }),
    at: time.meta({ description: 'When this was read, in UTC milliseconds' }),
    rowsWritten,
    database,
    warnings: z.array(z.string()).meta({
      description: `A warning for each of the two at ${warningShare * 100}% or more: how much is used, what happens beyond the limit, and what to do`,
    }),
    days: z
      .array(day)
      .max(maxUsageDays)
      .meta({
        description: `Those of the last ${maxUsageDays} days on which rows were counted, newest first`,
      }),
  })
  .meta({ id: 'Usage' });

export type Usage = z.infer<typeof usage>;

/** Usage and allowance, before any warnings. */
export type UsageFigures = Omit<Usage, 'warnings'>;
