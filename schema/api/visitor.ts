// Visitors as the API answers them: who they are, where they stand, and why.

import * as z from 'zod';
import { text } from '../text.ts';
import { moment } from '../time/moment.ts';
import { traitOrigins } from '../trait.ts';
import { fitExplanation, scalar } from './fit-explanation.ts';
import { modelChoice } from './models/model.ts';
import { predictionReasons } from './reports/prediction.ts';
import { pageOf, pageQuery, time } from './shared.ts';
import { channels, firstVisit } from './visitors/channel.ts';
import { lastEvent } from './visitors/last-event.ts';
import { leadStates } from './visitors/lead.ts';

/** One rule's part in a visitor's score. `worth`: points as faded now. */
const reason = z.object({ rule: z.string(), label: z.string(), worth: z.number() });

/** A person or a browser, with the score as of the answer's moment. */
export const visitor = z
  .object({
    id: z.string(),
    email: z.string().nullable(),
    userId: z.string().nullable(),
    name: z.string().nullable(),
    company: z.string().nullable().meta({ description: 'The name that the person gave' }),
    companyKey: z.string().nullable().meta({
      description: 'The `key` of the company that the person belongs to (`GET …/companies`)',
    }),
    identified: z.boolean().meta({ description: 'An email or a userId is known' }),
    verified: z.boolean().meta({ description: "The site's server has vouched for the identity" }),
    score: z.number().meta({ description: '`rawScore` rounded to 2 decimals, never below 0' }),
    rawScore: z.number().meta({ description: 'The sum of the current worth of all awards' }),
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
    probability: z
      .number()
      .nullable()
      .meta({
        description:
          'How likely the person is to buy, 0–1, as predicted from what is known (`GET …/reports/prediction`). Null: there is too little ' +
          'evidence, or the person is a customer or disqualified',
      }),
    source: z.string().meta({ description: 'Where the first visit came from, by name: `google`' }),
    channel: z.enum(channels).meta({ description: 'How the first visit came' }),
    firstSeen: time,
    lastSeen: time.meta({ description: 'May lag by up to an hour' }),
    lastEvent,
    visits: z.int(),
    outcome: z.enum(['won', 'lost', 'open']).nullable().meta({
      description: 'The result of the latest deal; permanently `won` after a sale',
    }),
    state: z.enum(leadStates).meta({
      description: 'What sales said last; `new` until they say something',
    }),
    stateReason: z
      .string()
      .nullable()
      .meta({ description: 'Why, if it was said; always of a rejected lead' }),
    owner: z.string().nullable().meta({ description: 'Who works on the lead' }),
    coolsAt: time.nullable().meta({ description: 'When the level will fall without new events' }),
    change: z.number().meta({
      description:
        '`score` minus the score at the beginning of the day seven days ago, in the time zone of the site',
    }),
    history: z.array(z.number()).meta({
      description:
        '`score` at the end of each of the last 30 days, in the time zone of the site, oldest first; the last is `score` as of now',
    }),
    topReasons: z.array(reason),
  })
  .meta({ id: 'Visitor' });

export type Visitor = z.infer<typeof visitor>;

/** Answer of the list. */
export const visitorPage = pageOf(visitor).meta({ id: 'VisitorPage' });

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
    prediction: predictionReasons.nullable().meta({
      description: 'Why the person has the probability; null: a customer, or disqualified',
    }),
    firstVisit: firstVisit.nullable().meta({ description: 'null: there was none' }),
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
        occurredAt: time.meta({ description: 'For a summed line, when the newest of its events occurred' }),
        worth: z.number().meta({ description: 'The faded points at `at`, not rounded; 0 if capped' }),
        withheld: z.number().meta({
          description: '`worth` without the cap; 0 if not capped',
        }),
        eventId: z.string().nullable().meta({ description: 'null for a summed line' }),
        capped: z.boolean(),
        claimed: z.boolean().meta({ description: 'The identity is claimed, not verified' }),
        disqualifies: z.boolean().meta({
          description: 'The rule disqualifies the visitor, whatever its worth',
        }),
        reason: z.string().nullable().meta({ description: 'The reason for manual points, otherwise null' }),
        by: z.string().nullable().meta({
          description:
            'Who gave manual points: the id of a token, or `bootstrap`; null for other and summed lines',
        }),
        count: z.int().meta({ description: 'The number of awards in this line; 1 if it is not summed' }),
      }),
    ),
    fit: fitExplanation.nullable().meta({ description: 'null: the model has no fit rules' }),
    sentences: z.array(z.string()).meta({
      description:
        'The same in English sentences: first what disqualifies, then a sentence for each rule and each manual change ' +
        'of points, largest first. Their rounded points sum to the score. Days are those of the time zone of the site.',
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

/** Query of `GET …/visitors/{id}/events`. */
export const timelineQuery = z.strictObject({
  ...pageQuery.shape,
  kind: text()
    .max(500)
    .transform((given) => given.split(',').map((kind) => kind.trim()))
    .optional()
    .meta({ description: 'Only events of these kinds, separated by commas, such as `page_view,download`' }),
});

/** The id in `…/visitors/{id}`. */
export const visitorPath = z.object({ id: text().max(200).meta({ description: "The visitor's id" }) });

/** Answer of the routes that record something by hand. */
export const visitorWith = visitorDetail
  .extend({
    event: z.string().meta({
      description: 'The id of the event that records it, for `DELETE …/visitors/{id}/events/{event}`',
    }),
  })
  .meta({ id: 'ChangedVisitor' });

/** The ids in `…/visitors/{id}/events/{event}`. */
export const visitorEventPath = visitorPath.extend({
  event: text()
    .min(1)
    .max(128)
    .meta({ description: 'The id that the timeline shows, or the one that you gave' }),
});

/** Body of `POST …/visitors/{id}/split`. */
export const splitRequest = z.strictObject({ device: text().min(1).max(120) }).meta({ id: 'Split' });

/** Answer of `POST …/visitors/{id}/split`. */
export const splitAnswer = z
  .object({ visitor: z.string().meta({ description: 'The new anonymous visitor' }) })
  .meta({ id: 'SplitAnswer' });

/** Query of `GET …/explanation`. */
export const explanationQuery = z.strictObject({
  ...modelChoice.shape,
  at: moment.optional().meta({ description: 'Any past or future time; by default now' }),
});
