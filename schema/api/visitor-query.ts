// What one may ask the list of visitors, and the timeline of one.

import * as z from 'zod';
import { text } from '../text.ts';
import { moment } from '../time/moment.ts';
import { modelChoice } from './models/model.ts';
import { apiLimits, pageQuery } from './shared.ts';
import { channels } from './visitors/channel.ts';
import { leadLimits, leadStates } from './visitors/lead.ts';

const { maxFileRows } = apiLimits;

/** A text that must not be blank. */
export const some = (maxChars: number) =>
  text().trim().min(1, 'leave it out, or give some text').max(maxChars);

/** An email as a query parameter: a plus that was not written as `%2B` has become a space, which no mailbox has. */
export const emailParameter = some(254).transform((given) => {
  const at = given.indexOf('@');
  return given.slice(0, at + 1).replaceAll(' ', '+') + given.slice(at + 1);
});

/** A score from which on somebody is listed. */
export const leastScore = z.coerce
  .number('give a number')
  .min(0, 'give 0 or more')
  .max(1e9, 'give less than a billion');

/** A probability from which on somebody is listed. */
const leastProbability = z.coerce.number('give a number').min(0, 'give 0 to 1').max(1, 'give 0 to 1');

/** The segment to read; further filters narrow it. */
export const segmentChoice = text().max(64).optional().meta({
  description:
    'The id of a segment: only its members. Further filters narrow it. The model is that of the segment',
});

/** The filters of `GET …/visitors`, which a segment can hold. */
export const visitorFilters = {
  status: some(32).optional().meta({
    description:
      "The name of one of the model's levels, `disqualified` or `customer`. Without it, everybody is listed",
  }),
  grade: z.enum(['A', 'B', 'C', 'D'], 'give A, B, C or D').optional().meta({
    description: "The fit's grade; visitors without a grade are not listed",
  }),
  cell: z
    .string()
    .regex(/^[A-D][1-4]$/, 'give grade and level, from A1 to D4')
    .optional()
    .meta({ description: 'Grade and level, such as `A1`' }),
  trend: z.enum(['up', 'down'], 'give up or down').optional().meta({
    description: 'Whether the score rose or fell over seven days (`change`)',
  }),
  identified: z
    .enum(['true', 'false'])
    .transform((given) => given === 'true')
    .optional()
    .meta({
      description:
        'Only identified visitors (with an email or a userId), or only anonymous ones; without it, both',
    }),
  email: emailParameter.optional().meta({
    description:
      'The full address; an earlier address of the person also works. A `+` can be written as `+` or as `%2B`',
  }),
  userId: some(128).optional(),
  minScore: leastScore.optional().meta({ description: 'The minimum `score`' }),
  company: some(200)
    .optional()
    .meta({
      description:
        'The domain or the `key` of a company (`GET …/companies`), or the full name that the person gave; A to Z match in upper and ' +
        'lower case',
    }),
  source: some(300).optional().meta({
    description: 'The full source, such as `google`; a usual spelling of it also works, such as `google.com`',
  }),
  channel: z
    .enum(channels, `give one of ${channels.join(', ')}`)
    .optional()
    .meta({ description: 'How the first visit came' }),
  state: z
    .enum(leadStates, `give one of ${leadStates.join(', ')}`)
    .optional()
    .meta({
      description: 'What sales said last of the lead',
    }),
  owner: some(leadLimits.maxOwnerChars).optional().meta({
    description: 'The full name of who works on the lead; A to Z match in upper and lower case',
  }),
  seenSince: moment.optional().meta({ description: '`lastSeen` is at this time or later' }),
  q: some(100).optional().meta({
    description:
      'Words, each a part of an email, a userId, a name or a company, in any order; case and accents make no difference',
  }),
};

export type FilterName = keyof typeof visitorFilters;

/** Query parameters of `GET …/visitors`. */
export const visitorQuery = z.strictObject({
  ...modelChoice.shape,
  ...visitorFilters,
  segment: segmentChoice,
  minProbability: leastProbability.optional().meta({
    description: 'The minimum `probability`; who has none is not listed',
  }),
  sort: z
    .enum(['score', 'priority', 'probability', 'lastSeen', 'firstSeen', 'coolsAt'])
    .default('score')
    .meta({
      description:
        "`priority` is the order of whom to call: identified people by cell, as the model's `actions` are ordered, then anonymous " +
        'visitors, on each place by score. `probability` lists only visitors who have one. `coolsAt` lists only visitors whose level will fall as points fade',
    }),
  order: z.enum(['asc', 'desc']).optional().meta({
    description: 'By default `desc`; for `coolsAt` `asc`, the next to fall first',
  }),
  at: moment.optional().meta({ description: 'Now or a future time, to show the list as it will be then' }),
  ...pageQuery.shape,
});

export type VisitorQuery = z.infer<typeof visitorQuery>;

/** Query parameters of `GET …/visitors.csv`: a file holds more than a page. */
export const visitorFileQuery = visitorQuery.extend({
  limit: z.coerce
    .number('give a whole number')
    .int()
    .min(1, 'give at least 1')
    .max(maxFileRows, `give at most ${maxFileRows}`)
    .default(maxFileRows),
});
