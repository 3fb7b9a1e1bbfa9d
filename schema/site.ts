// A site's settings, in the API and in the worker.

import * as z from 'zod';
import { text } from './text.ts';
import { timeZone } from './time/time-zone.ts';

const path = text().min(1).max(200);
const days = z.int().min(1).max(3_650);
const name = text().min(1).max(64);

/** What predictions can be made of: points by rule, events by kind, how long and how often, the first visit, and who somebody is. */
export const predictionParts = ['rules', 'events', 'time', 'source', 'traits'] as const;

export type PredictionPart = (typeof predictionParts)[number];

/** The settings without their defaults: what a request can contain. */
const fields = {
  /** The consent mode printed in the tag. */
  consent: z.enum(['granted', 'required', 'anonymous']),
  /** `honor`: events under `Sec-GPC: 1` are dropped, except deliberate ones of a visitor or the page. */
  gpc: z.enum(['honor', 'ignore']),
  /** Names of form fields to keep in addition to the email. */
  collectFields: z.array(name).max(32),
  /** Query parameters kept in URLs in addition to `utm_*` and click ids. */
  keepQuery: z.array(name).max(32),
  /** `separate`: a claimed identity is recorded, but history counts for the person only once verified. */
  claimed: z.enum(['merge', 'separate']),
  /** Defines the days, weeks and months of caps, trends and sentences: an IANA name. */
  timeZone,
  /** What predictions may use. */
  predictFrom: z.array(z.enum(predictionParts)).max(predictionParts.length),
};

/** The maximum number of entries in each list of what is left out. */
export const maxExcluded = 50;

const excluded = {
  /** Path globs. */
  paths: z.array(path).max(maxExcluded),
  emailDomains: z.array(text().min(1).max(253)).max(maxExcluded),
  /** Addresses or CIDR ranges, compared on arrival and never stored. */
  ips: z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])).max(maxExcluded),
};

/** Every setting has a default, so `{}` is valid. */
export const settings = z
  .strictObject({
    consent: fields.consent.default('granted'),
    gpc: fields.gpc.default('honor'),
    collectFields: fields.collectFields.default([]),
    keepQuery: fields.keepQuery.default([]),
    exclude: z
      .strictObject({
        paths: excluded.paths.default([]),
        emailDomains: excluded.emailDomains.default([]),
        ips: excluded.ips.default([]),
      })
      .prefault({}),
    retentionDays: z
      .strictObject({ anonymous: days.default(180), identified: days.default(1_095) })
      .prefault({}),
    claimed: fields.claimed.default('merge'),
    timeZone: fields.timeZone.default('UTC'),
    predictFrom: fields.predictFrom.default([...predictionParts]),
  })
  .meta({ id: 'Settings' });

export type Settings = z.infer<typeof settings>;

/** Some settings, without defaults: omitted ones stay unchanged. No rule spans two settings, so any mix is valid. */
export const settingsPatch = z
  .strictObject({
    ...fields,
    exclude: z.strictObject(excluded).partial(),
    retentionDays: z.strictObject({ anonymous: days, identified: days }).partial(),
  })
  .partial()
  .meta({ id: 'SettingsChange' });

export type SettingsPatch = z.infer<typeof settingsPatch>;
