// What one may ask the list of visitors, and the timeline of one.

import * as z from 'zod';
import { moment } from '../moment.ts';
import { text } from '../text.ts';
import { modelChoice } from './models/model.ts';
import { pageQuery } from './shared.ts';

const some = (maxChars: number) => text().trim().min(1, 'leave it out, or give some text').max(maxChars);

/** An email as a query parameter: a plus that was not written as `%2B` has become a space, which no mailbox has. */
export const emailParameter = some(254).transform((given) => {
  const at = given.indexOf('@');
  return given.slice(0, at + 1).replaceAll(' ', '+') + given.slice(at + 1);
});

/** Query parameters of `GET …/visitors`. */
export const visitorQuery = z.strictObject({
  ...modelChoice.shape,
  status: some(32).optional().meta({
    description:
      "The name of one of the model's levels, `disqualified` or `customer`. Without it, everybody is listed",
  }),
  grade: z.enum(['A', 'B', 'C', 'D'], 'give A, B, C or D').optional().meta({
    description: 'How well they fit; visitors without a grade are not listed',
  }),
  cell: z
    .string()
    .regex(/^[A-D][1-4]$/, 'give grade and level, from A1 to D4')
    .optional()
    .meta({ description: 'Grade and level, such as `A1`' }),
  trend: z.enum(['up', 'down'], 'give up or down').optional().meta({
    description: 'Whose score has risen, or fallen, over seven days (`change`)',
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
      'The whole address; one that the person had before as well. A `+` may be written as it is, or as `%2B`',
  }),
  userId: some(128).optional(),
  minScore: z.coerce
    .number('give a number')
    .min(0, 'give 0 or more')
    .max(1e9, 'give less than a billion')
    .optional()
    .meta({
      description: 'The least `score`',
    }),
  company: some(200).optional().meta({ description: 'The whole name; A to Z in any case' }),
  source: some(300).optional().meta({ description: 'The whole source, such as `google`' }),
  seenSince: moment.optional().meta({ description: '`lastSeen` is this moment or later' }),
  q: some(100).optional().meta({
    description: 'Part of an email, a userId, a name or a company; A to Z in any case',
  }),
  sort: z.enum(['score', 'lastSeen', 'firstSeen', 'coolsAt']).default('score').meta({
    description: '`coolsAt` lists only those whose level will fall by itself',
  }),
  order: z.enum(['asc', 'desc']).optional().meta({
    description: 'By default `desc`, and `asc` for `coolsAt`: who falls next',
  }),
  at: moment.optional().meta({ description: 'Now, or later: the list as it will stand then' }),
  ...pageQuery.shape,
});

export type VisitorQuery = z.infer<typeof visitorQuery>;
