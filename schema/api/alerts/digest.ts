// The daily digest: what happened on a day of the site's time zone, and who will cool down soon.

import * as z from 'zod';

/** The visitors of each group that a digest names; the rest is counted. */
export const maxDigestNames = 10;

/** `willCool`: those whom their points will keep on the first level no longer than so many days. */
export const willCoolDays = 3;

/** The hour from which a digest is sent, in the time zone of the site. */
export const digestHour = 7;

/** The groups, in the order in which they are shown. */
export const digestGroups = ['hot', 'willCool', 'cooled', 'sold'] as const;

export type DigestGroup = (typeof digestGroups)[number];

const named = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  company: z.string().nullable(),
  score: z.number().meta({ description: 'As of the first attempt to send' }),
  status: z.string(),
  url: z.url().meta({ description: "The visitor's page" }),
});

const group = (description: string) =>
  z
    .object({
      count: z.int().min(0),
      visitors: z.array(named).max(maxDigestNames).meta({ description: 'The hottest of them' }),
    })
    .meta({ description });

/** What broke. `count`: how often; `webhook`: which, by its label. */
export const digestProblem = z
  .object({
    kind: z.enum(['deliveries_failed', 'webhook_disabled', 'origins_refused', 'no_visitors']),
    count: z.int().optional(),
    webhook: z.string().optional(),
  })
  .meta({
    description:
      '`deliveries_failed`: messages to a webhook that are not tried again. `webhook_disabled`: its receiver answered 410. ' +
      '`origins_refused`: beacons from origins that are not of the site, by the UTC day. `no_visitors`: nobody was seen on that day',
  });

export type DigestProblem = z.infer<typeof digestProblem>;

/** The body of a digest, in the format `standard`. */
export const digestMessage = z
  .object({
    type: z.literal('digest'),
    timestamp: z.iso.datetime(),
    data: z.object({
      site: z.object({ id: z.string(), name: z.string() }),
      model: z.string(),
      day: z.iso.date().meta({ description: 'The day that it tells of' }),
      timeZone: z.string().meta({ description: 'The time zone of the day' }),
      hot: group('Who became hot on that day and stayed so until its end'),
      willCool: group(`Who is hot and will not be in ${willCoolDays} days without new events`),
      cooled: group('Who was on a lower level at the end of that day than at its start'),
      sold: group('Who bought on that day'),
      problems: z.array(digestProblem),
      url: z.url().meta({ description: 'The list of visitors' }),
    }),
  })
  .meta({ id: 'Digest' });

export type DigestMessage = z.infer<typeof digestMessage>;
