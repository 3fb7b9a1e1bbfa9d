// Requests and responses of the API for erasing and exporting a person.

import * as z from 'zod';
import { text } from '../text.ts';
import { time } from './shared.ts';
import { timelineEvent, visitorDetail } from './visitor.ts';

/** Body of `POST …/erasures`: one of the two. */
export const erasureRequest = z
  .union([
    z.strictObject({ email: text().max(1_000) }),
    z.strictObject({ userId: z.union([text().max(1_000), z.number()]) }),
  ])
  .meta({ id: 'ErasureRequest', description: 'The person with this `email`, or this `userId`' });

/** Response of `POST …/erasures` and `DELETE …/visitors/{id}`. */
export const erasureAnswer = z
  .object({
    visitors: z.int().meta({ description: 'Removed visitors' }),
    events: z.int().meta({ description: 'Events removed from the log' }),
  })
  .meta({ id: 'ErasureAnswer' });

/** There is more to remove. */
export const erasureUnfinished = z.object({ done: z.literal(false) });

/** An erasure in a list. */
export const erasureSummary = z
  .object({
    id: z.string(),
    at: time,
    actor: z.string().meta({ description: 'The id of a token, or `bootstrap`' }),
  })
  .meta({ id: 'Erasure', description: 'A record that somebody was erased, without who it was' });

/** All data stored about a visitor. */
export const visitorExport = z
  .object({
    exportedAt: time,
    site: z.string(),
    visitor: visitorDetail.meta({
      description: 'The visitor: identities, devices, and traits with their origins',
    }),
    absorbed: z.array(z.string()).meta({ description: 'Earlier ids of the visitor' }),
    scores: z.array(
      visitorDetail
        .omit({ traits: true, identities: true, devices: true, prediction: true, firstVisit: true })
        .extend({ model: z.string(), version: z.int() })
        .meta({ id: 'ExportedScore', description: "The visitor's score under a model" }),
    ),
    crossings: z.array(
      z.object({ model: z.string(), at: time, from: z.int(), to: z.int() }).meta({
        id: 'ExportedCrossing',
        description: "Changes of the visitor's level",
      }),
    ),
    stretches: z.array(
      z
        .object({
          device: z.string(),
          from: time.meta({ description: '0: since the first event' }),
          until: time.nullable().meta({ description: 'null: until now' }),
          verified: z.boolean(),
        })
        .meta({ id: 'ExportedStretch', description: 'When a device belonged to the visitor' }),
    ),
    consent: z.array(
      z
        .object({
          device: z.string(),
          from: time.meta({ description: 'When the first of the events occurred' }),
          to: time.meta({ description: 'When the last of them occurred' }),
          events: z.int(),
          mode: z.string().meta({ description: 'The consent mode of the tag' }),
          granted: z.boolean().meta({
            description:
              'Whether there was consent to store an id. With `gpc` no id is stored anyway, unless the site ignores it',
          }),
          gpc: z.boolean().meta({ description: 'Whether the browser asked for Global Privacy Control' }),
        })
        .meta({
          id: 'ExportedConsent',
          description: "The tag's consent state when events occurred, as the browser sent it",
        }),
    ),
    splits: z.array(
      z
        .object({ device: z.string(), at: time, email: z.string().nullable(), userId: z.string().nullable() })
        .meta({
          id: 'ExportedSplit',
          description: 'A device that was split from the visitor',
        }),
    ),
    conflicts: z.array(
      z
        .object({ device: z.string(), event: z.string(), email: z.string(), userId: z.string(), at: time })
        .meta({
          id: 'ExportedConflict',
          description: 'An email and a userId that were given together but belong to two people',
        }),
    ),
    shares: z.array(
      z.object({ createdAt: time, expiresAt: time }).meta({
        id: 'ExportedShare',
        description: "A link that opens the visitor's page for whoever has it",
      }),
    ),
    deliveries: z.array(
      z
        .object({
          ...{ webhook: z.string(), id: z.string(), type: z.string(), at: time, state: z.string() },
          payload: z.unknown().meta({ description: 'What was sent; null: nothing yet' }),
        })
        .meta({ id: 'ExportedDelivery', description: 'A message about the visitor to a webhook' }),
    ),
    outcomes: z.array(timelineEvent).meta({ description: 'How deals ended' }),
    adjustments: z.array(timelineEvent).meta({ description: 'Manual points' }),
    events: z.array(timelineEvent).meta({ description: 'All other events of the log, oldest first' }),
  })
  .meta({ id: 'VisitorExport' });

export type VisitorExport = z.infer<typeof visitorExport>;
