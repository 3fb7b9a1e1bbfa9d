// Deliveries in responses of the API: messages to a webhook, and what became of them.

import * as z from 'zod';
import { text } from '../../text.ts';
import { pageOf, pageQuery, time } from '../shared.ts';
import { messageTypes } from './message.ts';

/**
 * `waiting`: for the first attempt or the next one. `delivered`: answered 2xx. `failed`: not tried again. `quiet`: not sent, because
 * people were told the same about the same visitor in the 24 hours before.
 */
export const deliveryStates = ['waiting', 'delivered', 'failed', 'quiet'] as const;

export type DeliveryState = (typeof deliveryStates)[number];

/** Query of the list. */
export const deliveryQuery = z.strictObject({
  state: z.enum(deliveryStates).optional().meta({ description: 'Only deliveries in this state' }),
  ...pageQuery.shape,
});

export type DeliveryQuery = z.infer<typeof deliveryQuery>;

/** Path of a delivery, below that of its webhook. */
export const deliveryPath = z.object({
  message: text().max(64).meta({ description: "The delivery's id, which is the message's `webhook-id`" }),
});

/** A delivery in a response. */
export const deliveryAnswer = z
  .object({
    id: z.string(),
    type: z.enum(messageTypes),
    at: time.meta({ description: 'When it happened, in UTC milliseconds' }),
    visitor: z.string().nullable().meta({ description: 'The id of the visitor; null: a digest' }),
    state: z.enum(deliveryStates),
    attempts: z.int().min(0).meta({ description: 'Since it was written, or last replayed' }),
    status: z.int().nullable().meta({ description: 'The status of the last answer; null: none came' }),
    answer: z.string().nullable().meta({
      description: 'The start of the last answer, or why none came; null: no attempt has ended yet',
    }),
    payload: z.unknown().meta({ description: 'What was sent; null: no attempt yet' }),
    triedAt: time.nullable().meta({ description: 'The last attempt; null: none yet' }),
    nextAttempt: time.nullable().meta({ description: 'null: it is not tried again' }),
    sentWith: z.string().nullable().meta({
      description:
        'The id of the message in whose post it went: messages for people go together; null: its own',
    }),
  })
  .meta({ id: 'Delivery' });

export type Delivery = z.infer<typeof deliveryAnswer>;

/** Response of the list. */
export const deliveryPage = pageOf(deliveryAnswer).meta({ id: 'DeliveryPage' });
