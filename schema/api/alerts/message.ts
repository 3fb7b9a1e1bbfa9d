// The messages that webhooks are sent: their types, and what each holds.

import * as z from 'zod';
import { visitor } from '../visitor.ts';

/** Every type of message. `digest` is a day in numbers; the others are about one visitor. */
export const messageTypes = [
  'visitor.hot',
  'visitor.warm',
  'visitor.cooled',
  'visitor.identified',
  'visitor.cell_entered',
  'visitor.outcome',
  'segment.entered',
  'segment.left',
  'digest',
] as const;

export type MessageType = (typeof messageTypes)[number];

/** The type of the message that tries a webhook out. It is like one about a visitor, with made-up values. */
export const testType = 'test';

/** The number of sentences in `reasons`. */
export const maxReasons = 3;

const previous = z
  .object({
    status: z.string().meta({ description: "The level's name, or `disqualified` or `customer`" }),
    level: z.int().min(1).max(4).nullable().meta({ description: 'null: disqualified, or a customer' }),
    cell: z.string().nullable(),
    identified: z.boolean(),
    outcome: z.enum(['won', 'lost', 'open']).nullable(),
  })
  .meta({ id: 'PreviousStanding' });

export type PreviousStanding = z.infer<typeof previous>;

/** The envelope of each message. `timestamp` is ISO 8601. */
function messageOf<Type extends z.ZodType, Data extends z.ZodType>(type: Type, data: Data) {
  return z.object({
    type,
    timestamp: z.iso.datetime().meta({ description: 'When it happened; retries have the same' }),
    data,
  });
}

const from = {
  site: z.object({ id: z.string(), name: z.string() }),
  model: z
    .string()
    .meta({ description: "The name of the webhook's model; levels and cells are those of it" }),
};

/** The body of a message about a visitor, in the format `standard`. */
export const visitorMessage = messageOf(
  z.enum([...messageTypes, testType]).exclude(['digest']),
  z.object({
    ...from,
    /** As of the first attempt to send. One who was merged is the visitor who remained. */
    visitor,
    previous: previous.nullable().meta({ description: 'Where the visitor stood before; null: new' }),
    reasons: z
      .array(z.string())
      .max(maxReasons)
      .meta({ description: 'The largest parts of the score, in English, one sentence each' }),
    url: z.url().meta({ description: "The visitor's page" }),
    segment: z
      .object({ id: z.string(), name: z.string() })
      .optional()
      .meta({ description: 'Of `segment.entered` and `segment.left`' }),
    outcome: z
      .object({
        result: z.enum(['won', 'lost', 'open']),
        deal: z.string().nullable(),
        value: z.number().nullable(),
        currency: z.string().nullable(),
      })
      .optional()
      .meta({ description: 'Of `visitor.outcome`: as your system reported it' }),
  }),
).meta({ id: 'VisitorMessage' });

export type VisitorMessage = z.infer<typeof visitorMessage>;
