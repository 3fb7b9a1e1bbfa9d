// Logistic regression: how an outcome that happens or not depends on numbers. Weighted, with a ridge (L2) penalty, by Newton's method,
// which for this loss is iteratively reweighted least squares ("The Elements of Statistical Learning", 2nd edition, 4.4.1). Pure and
// deterministic; engines may differ in the last digits, as their exponential functions do.

import { factor, inverseDiagonal, solve } from './cholesky.ts';

/** What a model is fitted to. All values are finite. */
export interface Sample {
  /** Columns of each row. */
  readonly columns: number;
  /** Rows one after the other, `columns` values each. Of similar size, or the fit loses digits. */
  readonly values: Float64Array;
  /** 0–1 for each row: whether it happened, or how often. */
  readonly outcomes: Float64Array;
  /** How many observations each row stands for, 0 or more. */
  readonly weights: Float64Array;
  /** Added to the logit of each row as it is, such as what is known already; without it 0. */
  readonly offsets?: Float64Array;
  /**
   * The ridge penalty of each column, 0 or more: half of it times the squared weight is added to the loss, as if the weight had come
   * from a normal distribution around 0 with the variance 1 / penalty. The intercept has none.
   */
  readonly penalties: Float64Array;
}

/** A fitted model: the logit of the probability is `intercept` + Σ weight × value. */
export interface Fitted {
  readonly intercept: number;
  readonly weights: Float64Array;
  /** Standard errors, from the curvature of the loss with its penalty: of the intercept and of each weight. */
  readonly interceptError: number;
  readonly errors: Float64Array;
  /** Whether the steps became as small as they should; if not, the best model found is returned. */
  readonly hasConverged: boolean;
}

const maxIterations = 50;
/** Halvings of a step that makes the loss larger. */
const maxHalvings = 20;
/** A decrease of the loss below this share ends the search. */
const tolerance = 1e-10;
/** Of the intercept: only so large that outcomes that are all alike do not send it to infinity. */
const interceptPenalty = 1e-8;

/** The probability for a logit. */
export function probabilityOf(logit: number): number {
  const odds = Math.exp(-Math.abs(logit));
  return (logit >= 0 ? 1 : odds) / (1 + odds);
}

/** The logit of a probability strictly between 0 and 1. */
export function logitOf(probability: number): number {
  return Math.log(probability) - Math.log1p(-probability);
}

/**
 * Fits a model. The time is that of rows × columns² for each of usually 5 to 10 iterations. Throws a RangeError if the sizes of the
 * sample disagree, or if a value is not finite.
 */
export function fitLogistic(sample: Sample): Fitted {
  checkSizes(sample);
  const size = sample.columns + 1;
  // The intercept is the last coefficient.
  let coefficients: Float64Array<ArrayBufferLike> = new Float64Array(size);
  let logits = logitsOf(sample, coefficients);
  let loss = lossOf(sample, coefficients, logits);
  let hasConverged = false;
  for (let iteration = 0; iteration < maxIterations && !hasConverged; iteration++) {
    const { gradient, lower } = curvatureOf(sample, coefficients, logits);
    const direction = solve(lower, gradient);
    const before = loss;
    let length = 1;
    for (let halvings = 0; halvings <= maxHalvings; halvings++, length /= 2) {
      const tried = coefficients.map((one, index) => one - length * (direction[index] as number));
      const triedLogits = logitsOf(sample, tried);
      const triedLoss = lossOf(sample, tried, triedLogits);
      if (!(triedLoss <= loss)) continue;
      [coefficients, logits, loss] = [tried, triedLogits, triedLoss];
      break;
    }
    hasConverged = before - loss <= tolerance * (Math.abs(loss) + tolerance);
  }
  const { lower } = curvatureOf(sample, coefficients, logits);
  const errors = inverseDiagonal(lower, size).map(Math.sqrt);
  return {
    intercept: coefficients[size - 1] as number,
    weights: coefficients.slice(0, -1),
    interceptError: errors[size - 1] as number,
    errors: errors.slice(0, -1),
    hasConverged,
  };
}

/** The logit of each row under coefficients with the intercept last. */
function logitsOf({ columns, values, outcomes, offsets }: Sample, coefficients: Float64Array): Float64Array {
  const logits = new Float64Array(outcomes.length);
  for (let row = 0, place = 0; row < logits.length; row++) {
    let logit = (coefficients[columns] as number) + (offsets?.[row] ?? 0);
    for (let column = 0; column < columns; column++, place++)
      logit += (coefficients[column] as number) * (values[place] as number);
    logits[row] = logit;
  }
  return logits;
}

/** The negative log-likelihood with the penalties. */
function lossOf(sample: Sample, coefficients: Float64Array, logits: Float64Array): number {
  const { outcomes, weights } = sample;
  let loss = 0;
  for (let row = 0; row < logits.length; row++) {
    const logit = logits[row] as number;
    // ln(1 + e^logit), without overflow.
    const total = Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)));
    loss += (weights[row] as number) * (total - (outcomes[row] as number) * logit);
  }
  for (const [index, coefficient] of coefficients.entries())
    loss += (penaltyOf(sample, index) * coefficient ** 2) / 2;
  return loss;
}

function penaltyOf({ columns, penalties }: Sample, index: number): number {
  return index < columns ? (penalties[index] as number) : interceptPenalty;
}

/** The gradient of the loss, and the factor of its second derivative. */
function curvatureOf(
  sample: Sample,
  coefficients: Float64Array,
  logits: Float64Array,
): { gradient: Float64Array; lower: Float64Array } {
  const { columns, values, outcomes, weights } = sample;
  const size = columns + 1;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const one = new Float64Array(size);
  one[columns] = 1;
  for (let row = 0; row < logits.length; row++) {
    one.set(values.subarray(row * columns, (row + 1) * columns));
    const probability = probabilityOf(logits[row] as number);
    const weight = weights[row] as number;
    addProduct(hessian, one, weight * probability * (1 - probability));
    const slope = weight * (probability - (outcomes[row] as number));
    for (let index = 0; index < size; index++)
      gradient[index] = (gradient[index] as number) + slope * (one[index] as number);
  }
  for (let index = 0; index < size; index++) {
    const penalty = penaltyOf(sample, index);
    gradient[index] = (gradient[index] as number) + penalty * (coefficients[index] as number);
    hessian[index * (size + 1)] = (hessian[index * (size + 1)] as number) + penalty;
  }
  return { gradient, lower: factorOf(hessian, size) };
}

/** Adds `weight` × `row` `row`ᵀ to the lower triangle. Most values of one-hot columns are 0. */
function addProduct(matrix: Float64Array, row: Float64Array, weight: number): void {
  const size = row.length;
  for (let i = 0; i < size; i++) {
    const scaled = weight * (row[i] as number);
    if (scaled === 0) continue;
    const start = i * size;
    for (let j = 0; j <= i; j++)
      matrix[start + j] = (matrix[start + j] as number) + scaled * (row[j] as number);
  }
}

/** The factor; of a matrix that is not positive definite, of the first one with a large enough addition to its diagonal that is. */
function factorOf(matrix: Float64Array, size: number): Float64Array {
  let largest = 1e-12;
  for (let index = 0; index < size; index++)
    largest = Math.max(largest, matrix[index * (size + 1)] as number);
  for (let added = 0; ; added = Math.max(added * 10, largest * 1e-12)) {
    if (!Number.isFinite(added)) throw new RangeError('the sample has values that are not finite');
    const lower = matrix.slice();
    for (let index = 0; index < size; index++)
      lower[index * (size + 1)] = (lower[index * (size + 1)] as number) + added;
    if (factor(lower, size)) return lower;
  }
}

function checkSizes({ columns, values, outcomes, weights, offsets, penalties }: Sample): void {
  const rows = outcomes.length;
  const areEqual =
    values.length === rows * columns &&
    weights.length === rows &&
    penalties.length === columns &&
    (offsets === undefined || offsets.length === rows);
  if (!areEqual) throw new RangeError('the sizes of the sample disagree');
}
