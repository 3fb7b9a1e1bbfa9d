// A fitted prediction of who buys: as it is stored, and as a command sends it. Plain JSON.

import * as z from 'zod';
import { text } from '../text.ts';

/** Limits of a prediction. `weight`: far more than any fact can mean, but no sum of weights overflows. */
export const predictionLimits = { weights: 80, nameChars: 200, weight: 1e9 } as const;

const finite = z.number().min(-predictionLimits.weight).max(predictionLimits.weight);
const atLeast0 = z.number().min(0).max(predictionLimits.weight);

const name = text()
  .max(predictionLimits.nameChars)
  .regex(/^(?:rule|event|time|source|trait):./s, 'give a feature, such as "rule:pricing"');

/** The weight of a feature in the logit, its standard error, and the mean of the feature among everybody. */
export const weight = z.strictObject({
  weight: finite,
  error: atLeast0,
  mean: finite,
  /** How many people of the sample have it. */
  people: z.int().min(0),
});

/** A prediction. */
export const prediction = z.strictObject({
  /** The logit without any feature, for somebody who is here now. */
  intercept: finite,
  /** How much the logit falls with each day since the person was last seen; 0 or more. */
  fallPerDay: atLeast0,
  /** By feature (worker/score/proof/predict/features.ts). */
  weights: z
    .record(name, weight)
    .refine(
      (weights) => Object.keys(weights).length <= predictionLimits.weights,
      `give at most ${predictionLimits.weights} weights`,
    ),
});

export type Weight = z.infer<typeof weight>;
export type Prediction = z.infer<typeof prediction>;
