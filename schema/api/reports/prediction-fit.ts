// Fitting a prediction on one's own machine: the sample that is to be fitted, page by page, and the result that is sent back
// (`GET …/reports/prediction/sample`, `POST …/reports/prediction/fit`).

import * as z from 'zod';
import { prediction } from '../../model/prediction.ts';
import { predictionParts } from '../../site.ts';
import { text } from '../../text.ts';
import { modelChoice } from '../models/model.ts';
import { apiLimits } from '../shared.ts';
import { predictionEvidence } from './prediction.ts';

const run = z.string().meta({
  description: 'Which sample this is. It is another one as soon as people are gathered anew',
});

/** Query of a page of the sample. */
export const sampleQuery = z.strictObject({
  ...modelChoice.shape,
  cursor: text()
    .max(apiLimits.maxCursorChars)
    .regex(/^\d{1,15}\.\d{1,15}$/, 'send the last nextCursor unchanged')
    .optional(),
});

const example = z
  .object({
    result: z.enum(['won', 'lost', 'open']).meta({
      description: '`open`: as the person stood at the sale of somebody else, when they had not bought',
    }),
    fold: z.int().meta({ description: 'Each fifth is predicted from the other four' }),
    weight: z.number().meta({ description: 'How many such moments it stands for' }),
    since: z.number().meta({ description: 'Days since the person was last seen' }),
    longest: z.number().meta({ description: 'Days of the longest absence until then' }),
    features: z
      .record(z.string(), z.number())
      .meta({ description: 'Facts by name; one that is missing is 0' }),
  })
  .meta({ id: 'PredictionExample', description: 'Somebody as they stood before the outcome, without an id' });

/** A page of the sample: at most about 1 MB. */
export const samplePage = z
  .object({
    run,
    evidence: predictionEvidence,
    parts: z.array(z.enum(predictionParts)).meta({ description: 'What the prediction may use' }),
    data: z.array(example),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'PredictionSample' });

const share = z.number().min(0).max(1);
const people = z.number().min(0).max(1e12);

/** A fitted prediction with its figures, all of people to whom it was not fitted. */
const trained = z.strictObject({
  prediction,
  figures: z.strictObject({
    auc: share,
    topTenth: share,
    brier: share,
    calibrationError: share,
    curve: z
      .array(z.strictObject({ predicted: share, observed: share, people, won: people }))
      .max(10, 'give at most ten tenths'),
  }),
  isOfDecided: z.boolean(),
});

/** Body of `POST …/reports/prediction/fit`. */
export const predictionFit = z.strictObject({ run: text().max(100), trained: trained.nullable() }).meta({
  id: 'PredictionFit',
  description: 'What `npm run model -- fit` has found; `trained` null: too few people who have not bought',
});

/** Response to it. */
export const predictionSaved = z
  .object({ total: z.int().meta({ description: 'People whose probability is written from now on' }) })
  .meta({ id: 'PredictionSaved' });

export type PredictionFit = z.infer<typeof predictionFit>;
export type PredictionSaved = z.infer<typeof predictionSaved>;
export type PredictionSample = z.infer<typeof samplePage>;
