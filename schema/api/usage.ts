// How much of the Cloudflare plan is used, as the API answers it (`GET /v1/usage`).

import * as z from 'zod';
import { planNames } from '../plan.ts';
import { time } from './shared.ts';

/** From this share on, the answer and the pages warn. */
export const warningShare = 0.8;

/** UTC days in an answer, at most: all of the longest month. */
export const maxUsageDays = 31;

const count = z.int().min(0);
const share = z.number().meta({ description: 'What is used ÷ what is allowed; above 1 where it is more' });

const rowsWritten = z.object({
  used: count.meta({
    description:
      'Rows that this Worker has written in the period, index entries included. Sampled: right on average, and up to ' +
      'some hundred rows off. Writes by anything else on the same account are not counted',
  }),
  allowed: count.meta({ description: 'Rows that the plan includes in the period' }),
  share,
  period: z.enum(['day', 'month']).meta({
    description:
      'UTC. The free plan counts by day. The paid plan includes so many rows a month: this is the calendar month, ' +
      'while your billing period may begin on another day',
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

/** Answer of `GET /v1/usage`. */
export const usage = z
  .object({
    plan: z.enum(planNames).meta({ description: 'The plan of the account, as the variable PLAN says' }),
    at: time.meta({ description: 'When this was read, in UTC milliseconds' }),
    rowsWritten,
    database,
    warnings: z.array(z.string()).meta({
      description: `One for each of the two that is at ${warningShare * 100}% or more: how much is used, what happens beyond it, and what to do`,
    }),
    days: z
      .array(day)
      .max(maxUsageDays)
      .meta({
        description: `Of the last ${maxUsageDays} days, newest first, those on which rows were counted`,
      }),
  })
  .meta({ id: 'Usage' });

export type Usage = z.infer<typeof usage>;

/** What is used of what is allowed, before anything is said about it. */
export type UsageFigures = Omit<Usage, 'warnings'>;
