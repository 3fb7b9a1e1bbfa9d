// How a site goes from day to day, as the API returns it (`GET …/reports/overview`).

import * as z from 'zod';
import { reportOf } from './report.ts';

const asCounted = 'as it was counted last on that day; null: it was not';

const day = z
  .object({
    day: z.string().meta({ description: 'In the time zone of the site: `2026-11-28`' }),
    newVisitors: z.int().meta({ description: 'People whose first visit was on that day' }),
    newLeads: z.int().meta({ description: 'People who were first identified on that day' }),
    up: z.int().nullable().meta({
      description:
        'Rises to one of the upper two levels. Null: more than 90 days ago, which is as long as they are kept',
    }),
    down: z.int().nullable().meta({ description: 'Falls from one of the upper two levels; null as `up`' }),
    visitors: z
      .int()
      .nullable()
      .meta({ description: `All visitors, ${asCounted}` }),
    leads: z
      .int()
      .nullable()
      .meta({ description: `All identified people, ${asCounted}` }),
    statuses: z
      .record(z.string(), z.int())
      .nullable()
      .meta({ description: `All visitors by status, ${asCounted}` }),
    cells: z
      .record(z.string(), z.int())
      .nullable()
      .meta({
        description: `Identified people by cell, ${asCounted}. Empty for a model that does not grade fit`,
      }),
  })
  .meta({ id: 'DayRow' });

/** The report. */
export const overviewAnswer = reportOf(day).meta({ id: 'OverviewReport' });

export type OverviewAnswer = z.infer<typeof overviewAnswer>;
