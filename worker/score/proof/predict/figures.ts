// How good predictions are: of people whose outcome is known, with weights, because not everybody is in a sample. Pure.

/** A predicted probability, what happened (1: bought), and how many people it stands for. */
export interface Judged {
  probability: number;
  outcome: 0 | 1;
  weight: number;
}

/** A tenth of the people, by probability: the mean of it, the share that bought, and how many people. */
export interface CurvePoint {
  predicted: number;
  observed: number;
  people: number;
  won: number;
}

/** Figures of a prediction. All within 0–1; 0.5 is chance for `auc`. */
export interface Figures {
  /** The chance that of a buyer and somebody else, the buyer has the higher probability. */
  auc: number;
  /** The share of the buyers who are in the tenth with the highest probability. */
  topTenth: number;
  /** The mean squared difference of probability and outcome. */
  brier: number;
  /** The mean difference of predicted and observed in the curve. */
  calibrationError: number;
  curve: CurvePoint[];
}

const curvePoints = 10;

/** The figures; at least one buyer and one other. People with equal probabilities, to nine digits, share their places. */
export function figuresOf(judged: readonly Judged[]): Figures {
  // Sums of the same numbers in another order differ in the last digits.
  const ordered = judged
    .map((one) => ({ ...one, probability: Math.round(one.probability * 1e9) / 1e9 }))
    .sort((a, b) => a.probability - b.probability);
  const curve = curveOf(ordered);
  const people = sum(ordered, ({ weight }) => weight);
  const brier = sum(ordered, (one) => one.weight * (one.probability - one.outcome) ** 2) / people;
  const calibrationError =
    curve.reduce((error, point) => error + point.people * Math.abs(point.predicted - point.observed), 0) /
    people;
  return { auc: aucOf(ordered), topTenth: topTenthOf(ordered, people / 10), brier, calibrationError, curve };
}

function aucOf(ordered: readonly Judged[]): number {
  let [below, won, others] = [0, 0, 0];
  for (const together of tiesIn(ordered)) {
    const wonHere = sum(together, ({ outcome, weight }) => outcome * weight);
    const othersHere = sum(together, ({ outcome, weight }) => (1 - outcome) * weight);
    below += wonHere * (others + othersHere / 2);
    won += wonHere;
    others += othersHere;
  }
  return below / (won * others);
}

/** Of those with equal probabilities at the edge, the part that fits in. */
function topTenthOf(ordered: readonly Judged[], size: number): number {
  let [left, won] = [size, 0];
  for (const together of tiesIn(ordered).reverse()) {
    const people = sum(together, ({ weight }) => weight);
    const share = Math.min(1, left / people);
    won += share * sum(together, ({ outcome, weight }) => outcome * weight);
    left -= share * people;
    if (left <= 0) break;
  }
  return won / sum(ordered, ({ outcome, weight }) => outcome * weight);
}

function tiesIn(ordered: readonly Judged[]): Judged[][] {
  return [...Map.groupBy(ordered, ({ probability }) => probability).values()];
}

function curveOf(ordered: readonly Judged[]): CurvePoint[] {
  const all = sum(ordered, ({ weight }) => weight);
  const points = Array.from({ length: curvePoints }, () => [] as Judged[]);
  let before = 0;
  for (const one of ordered) {
    const place = Math.floor(((before + one.weight / 2) / all) * curvePoints);
    points[Math.min(curvePoints - 1, place)]?.push(one);
    before += one.weight;
  }
  return points
    .filter((some) => some.length > 0)
    .map((some) => {
      const people = sum(some, ({ weight }) => weight);
      const won = sum(some, ({ outcome, weight }) => outcome * weight);
      const predicted = sum(some, ({ probability, weight }) => probability * weight) / people;
      return { predicted, observed: won / people, people, won };
    });
}

function sum(some: readonly Judged[], of: (one: Judged) => number): number {
  return some.reduce((total, one) => total + of(one), 0);
}
