// Webhooks in requests and responses of the API: where messages go, and what they tell.

import * as z from 'zod';
import { line, text } from '../../text.ts';
import { time } from '../shared.ts';
import { messageTypes } from './message.ts';

/** Limits of webhooks. */
export const webhookLimits = {
  /** Webhooks of a site. */
  maxWebhooks: 20,
  maxUrlChars: 2_048,
  maxLabelChars: 64,
  /** How long the secret before the current one signs as well. */
  oldSecretHours: 24,
  /** How long a message is tried. */
  retryHours: 24,
  /** How long a delivery is kept. */
  keepDays: 30,
  /** How much of an answer is read and kept, in bytes. */
  maxAnswerBytes: 1_024,
  /** How long an exchange may take, from the first byte sent to the last one read. */
  maxExchangeSeconds: 10,
  /** Messages for people that go in one post. */
  maxTogether: 50,
} as const;

/** What a message looks like. `standard` is for programs; the others are for people. */
export const webhookFormats = ['standard', 'slack', 'teams', 'email'] as const;

export type WebhookFormat = (typeof webhookFormats)[number];

const url = text()
  .trim()
  .max(webhookLimits.maxUrlChars, `give at most ${webhookLimits.maxUrlChars} characters`)
  .meta({ description: 'Where to send: an `https:` URL; for the format `email` a `mailto:` address' });

const events = z
  .array(z.enum(messageTypes))
  .min(1, 'name at least one type of message')
  .max(messageTypes.length)
  .refine((types) => new Set(types).size === types.length, 'name each type once')
  .meta({ description: 'The types of messages to send' });

const segment = text().min(1).max(64);

const label = line(webhookLimits.maxLabelChars);

/** Body of `POST …/webhooks`. */
export const newWebhook = z
  .strictObject({
    url,
    events,
    format: z
      .enum(webhookFormats)
      .default('standard')
      .meta({ description: '`standard` is for programs; `slack`, `teams` and `email` are for people' }),
    segment: segment.optional().meta({
      description: 'The id of a segment: only messages about its members; by default about everybody',
    }),
    label: label.optional().meta({ description: 'A name for people; by default the host of the URL' }),
    model: text().max(64).optional().meta({
      description:
        'The model whose levels, cells and segments it tells; by default the segment’s, or the default model',
    }),
  })
  .meta({ id: 'NewWebhook' });

export type NewWebhook = z.infer<typeof newWebhook>;

/** Body of `PATCH …/webhooks/{id}`. */
export const webhookChange = z
  .strictObject({
    url: url.optional(),
    events: events.optional(),
    format: z.enum(webhookFormats).optional(),
    segment: segment.nullable().optional().meta({ description: 'null: everybody' }),
    label: label.optional(),
    enabled: z.boolean().optional().meta({
      description: 'false: nothing is sent, and what happens meanwhile is not told later; true: send again',
    }),
  })
  .meta({ id: 'WebhookChange', description: 'Omitted fields keep their values' });

export type WebhookChange = z.infer<typeof webhookChange>;

/** Path of a webhook. */
export const webhookPath = z.object({ webhook: text().max(64).meta({ description: "The webhook's id" }) });

/** A webhook in a response, without its secret. */
export const webhookAnswer = z
  .object({
    id: z.string(),
    label: z.string(),
    url: z.string().meta({
      description:
        'For a token that may not change it, without the path and the query: with some receivers, whoever knows them may post',
    }),
    format: z.enum(webhookFormats),
    events: z.array(z.enum(messageTypes)),
    segment: z.string().nullable().meta({ description: 'The id of a segment; null: everybody' }),
    model: z.string(),
    enabled: z.boolean(),
    disabledReason: z.enum(['paused', 'gone']).nullable().meta({
      description: '`paused`: by a person; `gone`: the receiver answered 410; null: it is enabled',
    }),
    disabledAt: time.nullable(),
    oldSecretUntil: time.nullable().meta({
      description: 'Until then, messages are also signed with the secret before; null: with one only',
    }),
    createdAt: time,
  })
  .meta({ id: 'Webhook' });

export type Webhook = z.infer<typeof webhookAnswer>;

/** Response of the list. Few webhooks: no pages. */
export const webhookList = z.object({ data: z.array(webhookAnswer) }).meta({ id: 'WebhookList' });

const secret = z.string().meta({
  description: 'Verifies the signatures, with any library for Standard Webhooks. Shown only once',
});

/** Response of `POST …/webhooks`. */
export const createdWebhook = webhookAnswer.extend({ secret }).meta({ id: 'CreatedWebhook' });

/** Response of `POST …/webhooks/{id}/secret`. */
export const webhookSecret = z.object({ secret, oldSecretUntil: time }).meta({ id: 'WebhookSecret' });

/** Response of `POST …/webhooks/{id}/test`. */
export const webhookTest = z
  .object({
    delivered: z.boolean().meta({ description: 'Whether the receiver answered 2xx' }),
    status: z.int().nullable().meta({ description: 'The status of the answer; null: there was none' }),
    answer: z.string().meta({
      description: `The first ${webhookLimits.maxAnswerBytes} bytes of the answer, or why there was none`,
    }),
    milliseconds: z.int().min(0),
    payload: z.unknown().meta({ description: 'The message that was sent' }),
  })
  .meta({ id: 'WebhookTest' });

export type WebhookTest = z.infer<typeof webhookTest>;
