// Fits a prediction to a sample of people, and says how good it is for people whom it was not fitted to. Pure and deterministic.

import type { Prediction } from '../../../../schema/model/prediction.ts';
import type { PredictionPart } from '../../../../schema/site.ts';
import { type Fitted, fitLogistic, logitOf, probabilityOf } from '../fit/logistic.ts';
import { type Column, chooseColumns, designOf } from './columns.ts';
import { type Figures, figuresOf, type Judged } from './figures.ts';
import { type Evidence, type Example, missingIn } from './sample.ts';

/** The ridge penalty of a feature of unit spread: weights are thought to be of the size 1 / √5. */
const penalty = 5;

/** The parts of the sample; each is predicted from the others. */
export const folds = 5;

/** A fall of the logit per day counts if it is so many standard errors below 0. */
const clearly = 2;

/** What training found. `figures` are those of people to whom the prediction was not fitted. */
export interface Trained {
  prediction: Prediction;
  figures: Figures;
  /** Whether only people with a known outcome taught it: they are most of those whose time has come. */
  isOfDecided: boolean;
}

/** With at least this share of decided people, those who are undecided may yet become either, and are left out. */
const decidedShare = 0.3;

/** The prediction from a sample, made of `parts` only. Null: too little evidence (`missingIn`). */
export function train(
  sample: readonly Example[],
  evidence: Evidence,
  parts: readonly PredictionPart[],
): Trained | null {
  if (missingIn(evidence) !== null) return null;
  const decided = evidence.won + evidence.lost;
  const isOfDecided =
    evidence.lost >= evidence.won / 4 && decided >= decidedShare * (decided + evidence.undecided);
  const examples = sample.filter(({ result }) => !isOfDecided || result !== 'undecided');
  const weights = weightsOf(examples, evidence);
  const columns = chooseColumns(examples, parts);
  const whole = fitted(examples, columns, weights, true);
  const withSince = -(whole.fit.weights.at(-1) ?? 0) > clearly * (whole.fit.errors.at(-1) ?? Infinity);
  const final = withSince ? whole : fitted(examples, columns, weights, false);
  const heldOut = heldOutLogits(examples, columns, { weights, withSince });
  const line = lineOf(examples, heldOut, weights);
  const judged = examples.map(
    ({ result }, row): Judged => ({
      probability: probabilityOf(line.intercept + line.slope * (heldOut[row] as number)),
      outcome: result === 'won' ? 1 : 0,
      weight: weights[row] as number,
    }),
  );
  return {
    prediction: predictionOf(final, columns, { line, examples, weights }),
    figures: figuresOf(judged),
    isOfDecided,
  };
}

interface Fit {
  fit: Fitted;
  withSince: boolean;
}

/**
 * A fit to some examples. All count alike, whomever they stand for, because the weights of features do not depend on how many were
 * sampled of each outcome, and those of buyers would drown (Prentice and Pyke, "Logistic disease incidence models and case-control
 * studies", Biometrika 66, 1979). The intercept is put right afterwards.
 */
function fitted(
  examples: readonly Example[],
  columns: readonly Column[],
  weights: Float64Array,
  withSince: boolean,
): Fit {
  const fit = fitLogistic({
    columns: columns.length + (withSince ? 1 : 0),
    values: designOf(examples, columns, withSince),
    outcomes: Float64Array.from(examples, ({ result }) => (result === 'won' ? 1 : 0)),
    weights: weights.map(() => 1),
    penalties: new Float64Array(columns.length + (withSince ? 1 : 0)).fill(penalty),
  });
  return { fit, withSince };
}

/** The logit of each example by the fit to all other folds. */
function heldOutLogits(
  examples: readonly Example[],
  columns: readonly Column[],
  { weights, withSince }: { weights: Float64Array; withSince: boolean },
): Float64Array {
  const logits = new Float64Array(examples.length);
  for (let fold = 0; fold < folds; fold++) {
    const others = examples.filter((one) => one.fold !== fold);
    const { fit } = fitted(others, columns, weights.slice(0, others.length), withSince);
    for (const [row, example] of examples.entries()) {
      if (example.fold !== fold) continue;
      const values = designOf([example], columns, withSince);
      logits[row] = values.reduce(
        (sum, value, at) => sum + value * (fit.weights[at] as number),
        fit.intercept,
      );
    }
  }
  return logits;
}

/** How many people each example stands for. */
function weightsOf(examples: readonly Example[], evidence: Evidence): Float64Array {
  const sampled = { won: 0, lost: 0, undecided: 0 };
  for (const { result } of examples) sampled[result]++;
  return Float64Array.from(examples, ({ result }) => evidence[result] / sampled[result]);
}

interface Line {
  intercept: number;
  slope: number;
}

/**
 * What turns the logits of people to whom a fit was not fitted into probabilities whose mean is the share of buyers among
 * everybody (Platt, "Probabilistic outputs for support vector machines", 1999).
 */
function lineOf(examples: readonly Example[], logits: Float64Array, weights: Float64Array): Line {
  const total = weights.reduce((sum, one) => sum + one, 0);
  const won = examples.reduce(
    (sum, { result }, row) => sum + (result === 'won' ? (weights[row] as number) : 0),
    0,
  );
  const outcomes = Float64Array.from(examples, ({ result }) => (result === 'won' ? 1 : 0));
  const base = logitOf(won / total);
  const { intercept, weights: slopes } = fitLogistic({
    ...{ columns: 1, values: logits, outcomes, weights },
    offsets: outcomes.map(() => base),
    penalties: Float64Array.of(1e-6),
  });
  // A fit that knows less than nothing about others predicts the same for all.
  const slope = Math.max(0, slopes[0] as number);
  return { intercept: slope > 0 ? base + intercept : base, slope };
}

function predictionOf(
  { fit, withSince }: Fit,
  columns: readonly Column[],
  { line, examples, weights }: { line: Line; examples: readonly Example[]; weights: Float64Array },
): Prediction {
  const total = weights.reduce((sum, one) => sum + one, 0);
  const entries = columns.map(({ name, spread, people }, at) => {
    const all = examples.reduce(
      (sum, { features }, row) => sum + (weights[row] as number) * (features[name] ?? 0),
      0,
    );
    const scale = line.slope / spread;
    const weight = { weight: (fit.weights[at] as number) * scale, error: (fit.errors[at] as number) * scale };
    return [name, { ...weight, mean: all / total, people }] as const;
  });
  const since = withSince ? (fit.weights.at(-1) as number) : 0;
  return {
    intercept: line.intercept + line.slope * fit.intercept,
    fallPerDay: Math.max(0, -since * line.slope),
    weights: Object.fromEntries(entries),
  };
}
