// Fits a prediction to a sample of people, and says how good it is for people whom it was not fitted to. Pure and deterministic.

import type { Prediction } from '../../../../schema/model/prediction.ts';
import type { PredictionPart } from '../../../../schema/site.ts';
import { type Fitted, fitLogistic, logitOf, probabilityOf } from '../fit/logistic.ts';
import { type Column, chooseColumns, designOf } from './columns.ts';
import { type Figures, figuresOf, type Judged } from './figures.ts';
import { absenceShares, balanced } from './matching.ts';
import { type Evidence, type Example, missingIn, openIn } from './sample.ts';

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

/** A sample seldom shows the longest absence after which somebody comes back: buyers may stay away so many days longer. */
const longerDays = 30;

/** The prediction from a sample, made of `parts` only. Null: too little evidence (`missingIn`). */
export function train(
  sample: readonly Example[],
  evidence: Evidence,
  parts: readonly PredictionPart[],
): Trained | null {
  if (missingIn(evidence, openIn(sample)) !== null) return null;
  const decided = evidence.won + evidence.lost;
  const isOfDecided =
    evidence.lost >= evidence.won / 4 && decided >= decidedShare * (decided + evidence.undecided);
  const lesson = isOfDecided ? lessonOfDecided(sample, evidence) : lessonOfAll(sample, evidence);
  const columns = chooseColumns(lesson.examples, parts);
  const whole = fitted(lesson, columns, isOfDecided);
  const isFalling = -(whole.weights.at(-1) ?? 0) > clearly * (whole.errors.at(-1) ?? Infinity);
  const withSince = isOfDecided && isFalling;
  const final = withSince === isOfDecided ? whole : fitted(lesson, columns, withSince);
  const heldOut = heldOutLogits(lesson, columns, withSince);
  const line = lineOf(lesson, heldOut);
  const judged = lesson.examples.map(
    ({ result }, row): Judged => ({
      probability: probabilityOf(line.intercept + line.slope * (heldOut[row] as number)),
      outcome: result === 'won' ? 1 : 0,
      weight: lesson.people[row] as number,
    }),
  );
  const prediction = predictionOf(final, columns, { line, lesson });
  return {
    prediction: isOfDecided
      ? { ...prediction, fallPerDay: withSince ? Math.max(0, -(final.weights.at(-1) ?? 0) * line.slope) : 0 }
      : falling(prediction, lesson),
    figures: figuresOf(judged),
    isOfDecided,
  };
}

/** What is learned from. */
interface Lesson {
  examples: readonly Example[];
  /** How many people each example stands for. */
  people: Float64Array;
  /** How much each counts in a fit. */
  weights: Float64Array;
}

/**
 * Those who bought and those who were lost. All count alike, whomever they stand for, because the weights of features do not depend on
 * how many were sampled of each outcome, and those of buyers would drown (Prentice and Pyke, "Logistic disease incidence models and
 * case-control studies", Biometrika 66, 1979). The intercept is put right afterwards.
 */
function lessonOfDecided(sample: readonly Example[], { won, lost }: Evidence): Lesson {
  const examples = sample.filter(({ result }) => result !== 'open');
  const sampled = examples.filter(({ result }) => result === 'won').length;
  const shares = { won: won / sampled, lost: lost / (examples.length - sampled) };
  const people = Float64Array.from(examples, ({ result }) => (result === 'won' ? shares.won : shares.lost));
  return { examples, people, weights: people.map(() => 1) };
}

/** Those who bought, and anybody at the moments of sales. */
function lessonOfAll(sample: readonly Example[], { won, lost, undecided }: Evidence): Lesson {
  const buyers = sample.filter(({ result }) => result === 'won');
  const others = sample.filter(({ result }) => result === 'open');
  const weights = balanced(others, absenceShares(buyers.map(({ since }) => ({ away: since }))));
  const each = (lost + undecided) / weights.reduce((sum, one) => sum + one, 0);
  return {
    examples: [...buyers, ...others],
    people: Float64Array.from([
      ...buyers.map(() => won / buyers.length),
      ...weights.map((one) => one * each),
    ]),
    weights: Float64Array.from([...buyers.map(() => 1), ...weights]),
  };
}

/** A fit to some examples; with `withSince`, the last weight is that of a day since the person was last seen. */
function fitted(
  { examples, weights }: Pick<Lesson, 'examples' | 'weights'>,
  columns: readonly Column[],
  withSince: boolean,
): Fitted {
  const width = columns.length + (withSince ? 1 : 0);
  return fitLogistic({
    columns: width,
    values: designOf(examples, columns, withSince),
    outcomes: Float64Array.from(examples, ({ result }) => (result === 'won' ? 1 : 0)),
    weights,
    penalties: new Float64Array(width).fill(penalty),
  });
}

/** The logit of each example by the fit to all other folds. */
function heldOutLogits(
  { examples, weights }: Lesson,
  columns: readonly Column[],
  withSince: boolean,
): Float64Array {
  const logits = new Float64Array(examples.length);
  for (let fold = 0; fold < folds; fold++) {
    const isOther = (row: number) => examples[row]?.fold !== fold;
    const others = {
      examples: examples.filter((_, row) => isOther(row)),
      weights: weights.filter((_, row) => isOther(row)),
    };
    const fit = fitted(others, columns, withSince);
    for (const [row, example] of examples.entries()) {
      if (isOther(row)) continue;
      const values = designOf([example], columns, withSince);
      logits[row] = values.reduce(
        (sum, value, at) => sum + value * (fit.weights[at] as number),
        fit.intercept,
      );
    }
  }
  return logits;
}

interface Line {
  intercept: number;
  slope: number;
}

/**
 * What turns the logits of people to whom a fit was not fitted into probabilities whose mean is the share of buyers among
 * everybody (Platt, "Probabilistic outputs for support vector machines", 1999).
 */
function lineOf({ examples, people }: Lesson, logits: Float64Array): Line {
  const outcomes = Float64Array.from(examples, ({ result }) => (result === 'won' ? 1 : 0));
  const base = logitOf(meanOf(outcomes, people));
  const { intercept, weights: slopes } = fitLogistic({
    ...{ columns: 1, values: logits, outcomes, weights: people },
    offsets: outcomes.map(() => base),
    penalties: Float64Array.of(1e-6),
  });
  // A fit that knows less than nothing about others predicts the same for all.
  const slope = Math.max(0, slopes[0] as number);
  return { intercept: slope > 0 ? base + intercept : base, slope };
}

function predictionOf(
  fit: Fitted,
  columns: readonly Column[],
  { line, lesson: { examples, people } }: { line: Line; lesson: Lesson },
): Omit<Prediction, 'fallPerDay'> {
  const entries = columns.map(({ name, spread, people: having }, at) => {
    const mean = meanOf(
      Float64Array.from(examples, ({ features }) => features[name] ?? 0),
      people,
    );
    const scale = line.slope / spread;
    const weight = { weight: (fit.weights[at] as number) * scale, error: (fit.errors[at] as number) * scale };
    return [name, { ...weight, mean, people: having }] as const;
  });
  return { intercept: line.intercept + line.slope * fit.intercept, weights: Object.fromEntries(entries) };
}

/**
 * The prediction falling with each day without a visit. Whoever has been away for `t` days buys only if a buyer can stay away for
 * longer: the odds are multiplied by the share of buyers whose longest absence exceeds `t` (Bayes), thought to be exp(−t ÷ mean).
 */
function falling(prediction: Omit<Prediction, 'fallPerDay'>, { examples, people }: Lesson): Prediction {
  const longest = examples.filter(({ result }) => result === 'won').map((one) => one.longest);
  const mean = longest.reduce((sum, one) => sum + one, 0) / longest.length;
  const fallPerDay = 1 / (mean + longerDays);
  const since = meanOf(
    Float64Array.from(examples, (one) => one.since),
    people,
  );
  return { ...prediction, intercept: prediction.intercept + fallPerDay * since, fallPerDay };
}

function meanOf(values: Float64Array, weights: Float64Array): number {
  const total = weights.reduce((sum, one) => sum + one, 0);
  return values.reduce((sum, one, at) => sum + one * (weights[at] as number), 0) / total;
}
