// The channels by which people come, and the first visit of somebody.

import * as z from 'zod';

/** All channels (worker/score/source/channel.ts decides). */
export const channels = [
  'direct',
  'organic_search',
  'paid_search',
  'organic_social',
  'paid_social',
  'email',
  'referral',
  'display',
  'ai_assistant',
  'affiliate',
  'other',
] as const;

export type Channel = (typeof channels)[number];

/** Longest texts of a first visit that are stored; what is longer is cut. */
export const firstVisitLimits = {
  /** Of the source, the campaign, the landing page, and the referrer. */
  maxTextChars: 300,
  /** Of `utm_medium`. */
  maxMediumChars: 100,
} as const;

const sent = (description: string) => z.string().nullable().meta({ description });

/** How somebody came for the first time. */
export const firstVisit = z
  .object({
    channel: z.enum(channels),
    source: z.string(),
    campaign: sent('`utm_campaign`'),
    landing: sent('The path of the first page'),
    referrer: sent('The referrer, without its query'),
    utmSource: sent('`utm_source`, as it was sent'),
    utmMedium: sent('`utm_medium`, as it was sent'),
    clickId: sent('The name of the parameter of an ad click, such as `gclid`'),
  })
  .meta({ id: 'FirstVisit' });

export type FirstVisit = z.infer<typeof firstVisit>;
