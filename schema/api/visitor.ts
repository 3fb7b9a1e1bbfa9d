// Visitors as the API answers them: who they are, where they stand, and why.

import * as z from 'zod';
import { ownId } from '../beacon.ts';
import { modelLimits } from '../model/model.ts';
import { moment } from '../moment.ts';
import { line, text } from '../text.ts';
import { traitOrigins } from '../trait.ts';
import { modelChoice } from './models/model.ts';
import { pageOf, time } from './shared.ts';

/** One rule's part in a visitor's score. `worth`: points as faded now. */
const reason = z.object({ rule: z.string(), label: z.string(), worth: z.number() });

/** A person or a browser, with the score as of the answer's moment. */
export const visitor = z
  .object({
    id: z.string(),
    email: z.string().nullable(),
    userId: z.string().nullable(),
    name: z.string().nullable(),
    company: z.string().nullable(),
    identified: z.boolean().meta({ description: 'An email or a userId is known' }),
    verified: z.boolean().meta({ description: "The site's server has vouched for the identity" }),
    score: z.number().meta({ description: '`rawScore` rounded to 2 decimals, never below 0' }),
    rawScore: z.number().meta({ description: 'The sum of what each award is worth now' }),
    status: z.string().meta({ description: "The level's name, or `disqualified` or `customer`" }),
    level: z
      .int()
      .min(1)
      .max(4)
      .nullable()
      .meta({ description: '1 is the hottest; null: disqualified, or a customer' }),
    fitScore: z.number().nullable().meta({
      description: '0–100; null until a trait that a fit rule reads is known',
    }),
    grade: z.enum(['A', 'B', 'C', 'D']).nullable(),
    cell: z.string().nullable().meta({ description: 'Grade and level, such as A1' }),
    nextAction: z.string().nullable().meta({ description: "The cell's action" }),
    probability: z.number().nullable(),
    source: z.string().meta({ description: 'Where the first visit came from' }),
    firstSeen: time,
    lastSeen: time.meta({ description: 'May lag by up to an hour' }),
    visits: z.int(),
    outcome: z.enum(['won', 'lost', 'open']).nullable().meta({
      description: 'How the latest deal ended or stands; `won` for good once there was a sale',
    }),
    coolsAt: time.nullable().meta({ description: 'When the level falls if nothing more happens' }),
    change: z.number().meta({
      description: 'Points gained or lost since the beginning of the UTC day seven days ago',
    }),
    topReasons: z.array(reason),
  })
  .meta({ id: 'Visitor' });

export type Visitor = z.infer<typeof visitor>;

/** Answer of the list. */
export const visitorPage = pageOf(visitor).meta({ id: 'VisitorPage' });

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** One visitor: what the list holds, and traits, identities and devices. */
export const visitorDetail = visitor
  .extend({
    traits: z.record(
      z.string(),
      z.object({
        value: scalar,
        from: z.enum(traitOrigins).meta({ description: 'Where the value comes from' }),
        verified: z.boolean(),
        at: time,
      }),
    ),
    identities: z.array(z.object({ kind: z.enum(['email', 'userId']), value: z.string() })).meta({
      description: 'What names the person: the email shown first, then those that your server gave before it',
    }),
    devices: z.array(z.string()),
  })
  .meta({ id: 'VisitorDetail' });

export type VisitorDetail = z.infer<typeof visitorDetail>;

/** Where each point comes from: the unrounded `worth` of the lines sums to `rawScore`. */
export const explanation = z
  .object({
    rawScore: z.number(),
    score: z.number(),
    at: time,
    modelVersion: z.int(),
    lines: z.array(
      z.object({
        rule: z.string(),
        label: z.string(),
        points: z.number(),
        occurredAt: time.meta({ description: 'Of the newest, where the oldest of a rule are summed' }),
        worth: z.number().meta({ description: 'The points as faded at `at`, not rounded; 0 when capped' }),
        withheld: z.number().meta({
          description: 'What `worth` would be without the cap; 0 when not capped',
        }),
        eventId: z.string().nullable().meta({ description: 'null where lines are summed' }),
        capped: z.boolean(),
        claimed: z.boolean().meta({ description: 'The identity it counts for is claimed, not verified' }),
        disqualifies: z.boolean().meta({
          description: 'The rule puts the visitor outside the levels, whatever it is worth',
        }),
        reason: z.string().nullable().meta({ description: 'Why points were given by hand; else null' }),
        by: z.string().nullable().meta({
          description:
            'Who gave them: the id of a token, or `bootstrap`; null where nobody did, or lines are summed',
        }),
        count: z.int().meta({ description: 'How many are summed here; 1: an award of its own' }),
      }),
    ),
    sentences: z.array(z.string()).meta({
      description:
        'The same for people, in English: what disqualifies first, then a sentence for each rule and for each time ' +
        'points were given by hand, the weightiest first. Their points, rounded, sum to the score. Days are UTC.',
    }),
  })
  .meta({ id: 'Explanation' });

export type Explanation = z.infer<typeof explanation>;

/** One event of a timeline; `body` holds the fields of its kind. */
export const timelineEvent = z
  .object({
    id: z.string(),
    device: z.string(),
    session: z.string().nullable(),
    kind: z.string(),
    occurredAt: time,
    origin: z.enum(['browser', 'automated', 'server']),
    body: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'TimelineEvent' });

export type TimelineEvent = z.infer<typeof timelineEvent>;

/** Answer of `GET …/visitors/{id}/events`, newest first. */
export const timelinePage = pageOf(timelineEvent).meta({ id: 'TimelinePage' });

/** The id in `…/visitors/{id}`. */
export const visitorPath = z.object({ id: text().max(200).meta({ description: "The visitor's id" }) });

/** Body of `POST …/visitors/{id}/adjustments`. The same `id` counts once; one that is no UUID is stored as a UUID made from it. */
export const adjustment = z
  .strictObject({
    id: ownId.meta({ description: 'Your id of it: any text of at most 128 characters, or an integer' }),
    points: z.number().min(-modelLimits.maxPoints).max(modelLimits.maxPoints),
    reason: line(200),
  })
  .meta({ id: 'Adjustment' });

/** Body of `POST …/visitors/{id}/split`. */
export const splitRequest = z.strictObject({ device: text().min(1).max(120) }).meta({ id: 'Split' });

/** Answer of `POST …/visitors/{id}/split`. */
export const splitAnswer = z
  .object({ visitor: z.string().meta({ description: 'The new anonymous visitor' }) })
  .meta({ id: 'SplitAnswer' });

/** Query of `GET …/explanation`. */
export const explanationQuery = z.strictObject({
  ...modelChoice.shape,
  at: moment.optional().meta({ description: 'Any moment, past or future; by default now' }),
});
