// Which sources bring buyers, as the API returns it (`GET …/reports/sources`).

import * as z from 'zod';
import { estimate, historyQuery, reportOf } from './report.ts';

/** What a report on sources tells apart: facts of the first visit. */
export const sourceBys = ['channel', 'source', 'campaign', 'landing'] as const;
export type SourceBy = (typeof sourceBys)[number];

/** Rows of `sources` with a name of their own: those with most buyers, then leads, then visitors. Channels are fewer. */
export const maxSourceRows = 50;

/** Query of the report. */
export const sourcesQuery = historyQuery.extend({
  by: z
    .enum(sourceBys, `give one of ${sourceBys.join(', ')}`)
    .default('channel')
    .meta({
      description:
        'What to tell apart: how the first visit came, from where, for which campaign, or to which page',
    }),
});

const source = z
  .object({
    kind: z.enum(['named', 'none', 'other', 'unseen']).meta({
      description:
        '`none`: the first visit gave no campaign or page; `other`: all sources beyond the first ' +
        `${maxSourceRows}; \`unseen\`: people without a visit before their first sale, the same in every \`by\``,
    }),
    name: z.string().nullable().meta({ description: 'null, unless `kind` is `named`' }),
    visitors: z.int().meta({ description: 'People whose first visit was in the period' }),
    leads: z.int().meta({ description: 'Those of them who are identified, or have a deal' }),
    won: z.int().meta({ description: 'Those who have bought since' }),
    lost: z.int().meta({ description: 'Those whose last deal was lost, and who have not bought' }),
    open: z.int().meta({
      description: 'Leads who have not bought, and whose deal is not lost; neither rejected nor disqualified',
    }),
    value: z
      .array(z.object({ currency: z.string().nullable(), amount: z.number() }))
      .meta({ description: 'The values of their won deals, by currency; null: without a currency' }),
    conversion: estimate.nullable().meta({
      description: 'The share of the leads who have bought. Null: see `missing`',
    }),
    leadsPerSale: z.number().nullable().meta({ description: '`leads` ÷ `won`' }),
    daysToSale: z
      .number()
      .nullable()
      .meta({ description: 'The median from the first visit to the first sale' }),
    expected: estimate.nullable().meta({
      description:
        'Sales to expect from the open leads: `conversion` × `open`. The interval is that of the expectation',
    }),
    missing: z.string().nullable().meta({ description: 'The evidence that a rate would need' }),
  })
  .meta({ id: 'SourceRow' });

/** The report. */
export const sourcesAnswer = reportOf(source).meta({ id: 'SourcesReport' });

export type SourcesAnswer = z.infer<typeof sourcesAnswer>;
