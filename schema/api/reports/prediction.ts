// Who buys, as predicted: what the prediction is made of, its evidence, and how good it is (`GET …/reports/prediction`).

import * as z from 'zod';
import { predictionParts } from '../../site.ts';
import { modelChoice } from '../models/model.ts';
import { time } from '../shared.ts';
import { estimate } from './report.ts';

const weight = z
  .object({
    part: z.enum(predictionParts),
    feature: z.string().meta({
      description:
        '`rule:ID` (points), `event:KIND` (how many), `time:seconds`, `time:visits`, `time:days`, `source:KEY=VALUE`, `trait:NAME=VALUE`, ' +
        '`trait:NAME#` (a number)',
    }),
    label: z.string().meta({ description: 'The same in words' }),
    weight: estimate.meta({
      description:
        'What it adds to the logit of the probability: for each unit of the natural logarithm of 1 + an amount, or if it is so',
    }),
    mean: z
      .number()
      .meta({ description: 'Its mean among everybody: of the logarithm, or the share of people' }),
    people: z.int().meta({ description: 'People of the sample who have it' }),
  })
  .meta({ id: 'PredictionWeight' });

/** How many people have each result. */
export const predictionEvidence = z.object({
  won: z.int().meta({ description: 'People who bought and were known before' }),
  lost: z.int(),
  undecided: z.int().meta({ description: 'Neither, although a buyer would have bought by now' }),
});

const missing = z.object({
  outcomes: z.int().meta({ description: 'How many more must be won or lost' }),
  won: z.int(),
  others: z.int().meta({ description: 'How many more people must be known who have not bought' }),
});

const figures = z
  .object({
    auc: z.number().meta({ description: 'How often a buyer is ranked above somebody else; 0.5 is chance' }),
    topTenth: z
      .number()
      .meta({ description: 'The share of the buyers in the tenth with the highest probability' }),
    brier: z.number().meta({ description: 'The mean squared error of the probability' }),
    calibrationError: z.number().meta({ description: 'The mean difference of the two shares in `curve`' }),
    curve: z.array(
      z.object({
        predicted: z.number().meta({ description: 'The mean probability of a tenth of the people' }),
        observed: estimate.meta({ description: 'The share of them who bought' }),
        people: z.number(),
      }),
    ),
  })
  .meta({ id: 'PredictionFigures' });

/** The report. */
export const predictionAnswer = z
  .object({
    fittedAt: time
      .nullable()
      .meta({ description: 'When its people were gathered. Null: there is no prediction' }),
    running: z
      .object({
        stage: z.enum(['gather', 'fit', 'write']).meta({
          description:
            'People are gathered, the prediction is fitted to them, or the probability of everybody is written',
        }),
        done: z.int(),
        total: z.int(),
        begunAt: time,
        command: z.string().nullable().meta({
          description:
            'What to run on your own machine, if the plan of the account allows the Worker too little time to fit. Else null',
        }),
      })
      .nullable(),
    evidence: predictionEvidence.nullable().meta({ description: 'Null: never counted' }),
    missing: missing
      .nullable()
      .meta({ description: 'What is missing for a prediction. Null: nothing, or not counted' }),
    parts: z
      .array(z.enum(predictionParts))
      .meta({ description: 'What it may use (the setting `predictFrom`)' }),
    figures: figures.nullable().meta({ description: 'Of people to whom it was not fitted' }),
    intercept: z.number().nullable(),
    fallPerDay: z.number().nullable().meta({
      description: 'How much the logit falls with each day without a visit; 0: it makes no difference',
    }),
    data: z.array(weight).meta({ description: 'The weights, the strongest first' }),
    notes: z.array(z.string()),
  })
  .meta({ id: 'PredictionReport' });

export type PredictionAnswer = z.infer<typeof predictionAnswer>;

/** Query of the report. */
export const predictionQuery = z.strictObject({ ...modelChoice.shape });

const reason = z.object({
  feature: z.string(),
  label: z.string().meta({ description: 'In words: `12 events of the kind page_view`' }),
  effect: z.number().meta({ description: 'What it adds to the logit, compared with the mean of everybody' }),
});

/** Why somebody has a probability. */
export const predictionReasons = z
  .object({
    for: z.array(reason).meta({ description: 'The strongest three, strongest first' }),
    against: z.array(reason),
    missing: missing.nullable().meta({
      description: 'If `probability` is null for lack of evidence: how much is missing',
    }),
  })
  .meta({ id: 'PredictionReasons' });

export type PredictionReasons = z.infer<typeof predictionReasons>;
