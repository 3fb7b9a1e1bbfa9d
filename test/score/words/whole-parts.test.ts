// Whole numbers that still sum to their total: what rounding down leaves missing goes to the largest remainders.

import { expect, test } from 'vitest';
import { wholePartsThatSum } from '../../../worker/score/words/whole-parts.ts';

test.each<[number[], number, number[]]>([
  [[], 0, []],
  [[1, 2], 3, [1, 2]],
  [[1.4, 1.6], 3, [1, 2]],
  [[1.6, 1.4], 3, [2, 1]],
  [[0.5, 0.5], 1, [1, 0]],
  [[0.2, 0.3, 0.5], 1, [0, 0, 1]],
  [[-0.5, 1.5], 1, [0, 1]],
  [[-0.25, -0.75], -1, [0, -1]],
  [[2, 3], 4, [2, 3]],
  [[0.5, 0.5, 0.5, 0.5], 2, [1, 1, 0, 0]],
  [[0.4, 0.5, 0.5, 0.6], 2, [0, 1, 0, 1]],
  [[0.4, 0.4, 0.4], 2, [1, 1, 0]],
  [[-1.5, 2.5], 1, [-1, 2]],
  [[-0.4, 10.4], 10, [0, 10]],
  // 1.15 × 100 is a hair below 115.
  [[1.15 * 100, 0.6, 0.4], 116, [115, 1, 0]],
  [[1.15 * 100, 0, 2.3 * 100], 345, [115, 0, 230]],
  [[2 - 1.1e-6, 0.6], 2, [2, 0]],
  [[2 - 0.9e-6, 0.6], 3, [2, 1]],
])('%j, which sum to %i, are %j', (values, total, parts) => {
  expect(wholePartsThatSum(values, total).map((part) => part + 0)).toEqual(parts);
});
