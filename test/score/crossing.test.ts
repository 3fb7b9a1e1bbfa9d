// Which changes of level are told of.

import { expect, it } from 'vitest';
import { crossingOf } from '../../worker/score/crossing.ts';

it.each([
  [undefined, 1, { from: 4, to: 1 }],
  [undefined, 2, { from: 4, to: 2 }],
  [undefined, 3, null],
  [4, 4, null],
  [4, 3, null],
  [3, 2, { from: 3, to: 2 }],
  [2, 1, { from: 2, to: 1 }],
  [1, 1, null],
  [1, 2, { from: 1, to: 2 }],
  [2, 3, { from: 2, to: 3 }],
  [1, 4, { from: 1, to: 4 }],
  [3, 4, null],
  [1, 5, null],
  [5, 1, null],
  [5, 5, null],
])('from level %s to %i: %j', (from, to, told) => {
  expect(crossingOf(from, to)).toEqual(told);
});
