// Companies as the API answers them: people who work at the same place, together.

import * as z from 'zod';
import { text } from '../text.ts';
import { moment } from '../time/moment.ts';
import { modelChoice } from './models/model.ts';
import { pageOf, pageQuery, time } from './shared.ts';
import { visitor } from './visitor.ts';
import { leastScore, some } from './visitor-query.ts';

const at = moment.optional().meta({
  description: 'Now or a future time, to show the scores as they will be then',
});

/** Query parameters of `GET …/companies`. */
export const companyQuery = z.strictObject({
  ...modelChoice.shape,
  q: some(100)
    .optional()
    .meta({
      description:
        "Words, each a part of the company's key or of its name as one of its people gave it, in any order; case and accents make no " +
        'difference',
    }),
  minScore: leastScore.optional().meta({ description: 'The minimum `score`' }),
  sort: z.enum(['score', 'people', 'lastSeen']).default('score').meta({
    description: 'The sum of the scores, the number of people, or the last visit of any of them',
  }),
  order: z.enum(['asc', 'desc']).default('desc'),
  at,
  ...pageQuery.shape,
});

export type CompanyQuery = z.infer<typeof companyQuery>;

/** A person as a company names them. */
const topPerson = z.object({
  id: z.string().meta({ description: "The visitor's id" }),
  name: z.string().nullable(),
  email: z.string().nullable(),
  title: z.string().nullable().meta({
    description:
      'The job title, from a trait such as `title` or `job_title`; of a verified person only a verified one',
  }),
  score: z.number(),
  status: z.string().meta({ description: "The level's name, or `customer`" }),
  cell: z
    .string()
    .nullable()
    .meta({ description: 'Grade and level, such as A1; null: no grade, or a customer' }),
});

/** A company, with sums over its people as of the answer's moment. */
export const company = z
  .object({
    key: z.string().meta({
      description:
        'What the company is known by: the domain of a work address (not of free and throw-away mailboxes), else the folded name. ' +
        'The last part of its path, URL-encoded',
    }),
    domain: z.string().nullable().meta({ description: 'null: only a name is known' }),
    name: z.string().meta({
      description:
        'The `company` that its people gave: what verified people gave before what others gave, then the most frequent, then the ' +
        'latest; else the domain',
    }),
    people: z.int().meta({ description: 'All its people, also disqualified ones' }),
    hot: z.int().meta({ description: 'How many are on the highest level' }),
    customers: z.int().meta({ description: 'How many have bought. Their scores count' }),
    disqualified: z.int().meta({ description: 'How many are disqualified. Their scores do not count' }),
    score: z.number().meta({
      description: 'The sum of the `score` of its people, except disqualified ones',
    }),
    rawScore: z.number().meta({ description: 'The same before rounding, nobody counted below 0' }),
    bestCell: z.string().nullable().meta({
      description:
        'Of the cells of its people the one that comes first in the order of whom to call (`sort=priority` of the visitors)',
    }),
    nextAction: z.string().nullable().meta({ description: 'The action of `bestCell`' }),
    topPeople: z.array(topPerson).meta({ description: 'The hottest three, without disqualified ones' }),
    source: z.string().meta({ description: 'Where the first visit of the earliest of its people came from' }),
    firstSeen: time,
    lastSeen: time.meta({ description: 'May lag by up to an hour' }),
    outcome: z.enum(['won', 'lost', 'open']).nullable().meta({
      description: '`won` if one of its people has bought, else `open` if one has an open deal, else `lost`',
    }),
  })
  .meta({ id: 'Company' });

export type Company = z.infer<typeof company>;

/** Answer of `GET …/companies`. */
export const companyPage = pageOf(company).meta({ id: 'CompanyPage' });

/** One of a company's people. */
const companyPerson = visitor
  .extend({
    part: z
      .number()
      .meta({ description: "The part of the company's `score`: `score`, or 0 if disqualified" }),
  })
  .meta({ id: 'CompanyPerson' });

/** What a rule gave one person. */
const companyReason = z.object({
  visitor: z.string().meta({ description: "The person's id" }),
  name: z.string().nullable(),
  email: z.string().nullable(),
  rule: z.string(),
  label: z.string(),
  worth: z.number().meta({ description: 'The points as faded now, not rounded' }),
});

/** A company with its people, page by page, and what brought it its score. */
export const companyDetail = company
  .extend({
    reasons: z.array(companyReason).meta({
      description:
        'The ten largest parts of the score, each a rule and a person, among the 200 hottest people. The explanation of a visitor ' +
        'has all lines of that person',
    }),
    data: z
      .array(companyPerson)
      .meta({ description: 'Its people, hottest first. The `part` of all sums to `score`' }),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'CompanyDetail' });

export type CompanyDetail = z.infer<typeof companyDetail>;

/** Query parameters of `GET …/companies/{domain}`: those of a page of its people. */
export const companyDetailQuery = z.strictObject({ ...modelChoice.shape, at, ...pageQuery.shape });

export type CompanyDetailQuery = z.infer<typeof companyDetailQuery>;

/** The company in `…/companies/{domain}`. */
export const companyPath = z.object({
  domain: text().max(500).meta({
    description: 'The domain, or for a company known by name only the `key` or the name, URL-encoded',
  }),
});
