// Which features are common enough to be weighed, and the numbers of a sample by column. Pure.

import { predictionLimits } from '../../../../schema/model/prediction.ts';
import type { PredictionPart } from '../../../../schema/site.ts';
import { compareText } from '../../conditions/compare-text.ts';
import { featurePart } from './features.ts';
import type { Example } from './sample.ts';

/** A feature that is weighed. Its values are divided by their spread, so that one penalty suits all. */
export interface Column {
  name: string;
  /** The standard deviation in the sample; more than 0. */
  spread: number;
  /** Examples that have it. */
  people: number;
}

/** At most so many features, those that tell most people apart; each of at least so many people, and missing at least one. */
export const columnLimits = { features: predictionLimits.weights, people: 15 } as const;

/** The features of a sample to weigh, in order of their names. */
export function chooseColumns(examples: readonly Example[], parts: readonly PredictionPart[]): Column[] {
  const sums = new Map<string, { people: number; sum: number; squares: number }>();
  for (const { features } of examples) {
    for (const [name, value] of Object.entries(features)) {
      if (!parts.includes(featurePart(name))) continue;
      const known = sums.get(name) ?? { people: 0, sum: 0, squares: 0 };
      known.people++;
      known.sum += value;
      known.squares += value * value;
      sums.set(name, known);
    }
  }
  const size = examples.length;
  const found = [...sums].flatMap(([name, { people, sum, squares }]) => {
    const variance = squares / size - (sum / size) ** 2;
    if (people < columnLimits.people || variance < 1e-9) return [];
    // Whether somebody has it says most if half of the people have; amounts say more than that.
    const told = name.includes('=') ? Math.min(people, size - people) : people;
    return [{ column: { name, spread: Math.sqrt(variance), people }, told }];
  });
  return found
    .sort((a, b) => b.told - a.told || compareText(a.column.name, b.column.name))
    .slice(0, columnLimits.features)
    .map(({ column }) => column)
    .sort((a, b) => compareText(a.name, b.name));
}

/** The values of examples, row by row: a column for each feature, then, if asked, the days since the person was last seen. */
export function designOf(
  examples: readonly Example[],
  columns: readonly Column[],
  withSince: boolean,
): Float64Array {
  const width = columns.length + (withSince ? 1 : 0);
  const values = new Float64Array(examples.length * width);
  for (const [row, { features, since }] of examples.entries()) {
    for (const [at, { name, spread }] of columns.entries()) {
      values[row * width + at] = (features[name] ?? 0) / spread;
    }
    if (withSince) values[row * width + width - 1] = since;
  }
  return values;
}
