// Segments in requests and responses of the API: named filters of the list of visitors.

import * as z from 'zod';
import { modelName } from '../../model/model.ts';
import { line, text } from '../../text.ts';
import { time } from '../shared.ts';
import { type FilterName, visitorFilters } from '../visitor-query.ts';

/** Limits of segments, with the reason. */
export const segmentLimits = {
  maxNameChars: 64,
  /** Of a site: each is checked for every visitor that changes, and counted each hour. */
  maxSegments: 50,
  /** Days of a segment's history in an answer. */
  maxHistoryDays: 90,
} as const;

/** A value as JSON has it, or as a query string does. */
const value = z
  .union([text(), z.number(), z.boolean()], 'give a text, a number, true or false')
  .transform(String);

type Lenient = {
  [Name in FilterName]: z.ZodOptional<z.ZodPipe<typeof value, (typeof visitorFilters)[Name]>>;
};

const filters = Object.fromEntries(
  Object.entries(visitorFilters).map(([name, filter]) => [
    name,
    value
      .pipe(filter as z.ZodType<unknown, string>)
      .optional()
      .meta(filter.meta() ?? {}),
  ]),
) as unknown as Lenient;

/** What says that the one filter of the list that no segment has is none. */
const noProbability =
  'no filter of a segment, because nobody is told of who enters or leaves when a prediction is made anew; narrow the list by it';

/** The filters of a segment, by the names of the list's parameters. An email is compared with the current one only. */
export const segmentFilters = z
  .strictObject(filters, {
    error: ({ code, keys }) =>
      code === 'unrecognized_keys' && String(keys) === 'minProbability' ? noProbability : undefined,
  })
  .refine((given) => Object.keys(given).length > 0, 'set at least one filter')
  .meta({
    id: 'SegmentFilters',
    description:
      'Filters of the list of visitors, with its names and values. All must hold. Another segment is no filter of a segment, ' +
      'nor is `minProbability`. `email` is compared with the current address only',
  });

/** `identified` is a boolean, `minScore` a number, `seenSince` UTC ms; the others are texts. */
export type SegmentFilters = z.infer<typeof segmentFilters>;

const name = line(segmentLimits.maxNameChars).meta({
  description: 'Unique among the site’s segments; case makes no difference',
});

/** Body of `POST …/segments`. */
export const newSegment = z
  .strictObject({
    name,
    filters: segmentFilters,
    model: modelName.optional().meta({
      description: 'The name of the model under which its members are found; without it, the default model',
    }),
  })
  .meta({ id: 'NewSegment' });

export type NewSegment = z.infer<typeof newSegment>;

/** Body of `PATCH …/segments/{segment}`: what is left out stays. `filters` replaces all of them. */
export const segmentChange = z
  .strictObject({ name: name.optional(), filters: segmentFilters.optional() })
  .meta({ id: 'SegmentChange' });

export type SegmentChange = z.infer<typeof segmentChange>;

/** Path of one segment. */
export const segmentPath = z.object({ segment: text().max(64).meta({ description: "The segment's id" }) });

/** Their values as they are stored, without a name for each in the OpenAPI document: the list has those. */
const storedFilters = z.record(z.string(), z.union([text(), z.number(), z.boolean()])).meta({
  description: 'Parameters of the list of visitors; times are UTC milliseconds',
}) as unknown as z.ZodType<SegmentFilters>;

/** A segment in a list. */
export const segmentAnswer = z
  .object({
    id: z.string().meta({ description: 'Such as `seg_m4v7k2n9qw3x`' }),
    name: z.string(),
    model: z.string().meta({ description: 'The name of the model under which its members are found' }),
    filters: storedFilters,
    count: z.int().meta({ description: 'Members now' }),
    warning: z.string().nullable().meta({
      description: 'Why nobody can be a member: the model has changed. null: there is no reason',
    }),
    createdAt: time,
  })
  .meta({ id: 'Segment' });

export type SegmentAnswer = z.infer<typeof segmentAnswer>;

/** Response of the list. Few segments: no pages. */
export const segmentList = z.object({ data: z.array(segmentAnswer) }).meta({ id: 'SegmentList' });

/** Response of `GET …/segments/{segment}`. */
export const segmentDetail = segmentAnswer
  .extend({
    history: z
      .array(
        z.object({
          day: z.iso.date().meta({ description: 'In the time zone of the site' }),
          members: z.int().meta({ description: 'At the last count of the day, at most hourly' }),
        }),
      )
      .max(segmentLimits.maxHistoryDays)
      .meta({ description: 'Oldest first. Days without a count are left out' }),
  })
  .meta({ id: 'SegmentDetail' });

export type SegmentDetail = z.infer<typeof segmentDetail>;
