// Which changes of level are told of.

import { describe, expect, it } from 'vitest';
import { crossingOf, crossingOfShared } from '../../../worker/score/standing/crossing.ts';

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

describe('of somebody whose events were shared out anew', () => {
  it.each([
    ['rose above all who shared', 2, [2, 3], 1, { from: 2, to: 1 }],
    ['rose above all, of whom another stood higher', 3, [2, 3], 1, { from: 3, to: 1 }],
    ['rose, where another stood as high', 2, [1, 2], 1, null],
    ['is new and stands as high as who was there', undefined, [1], 1, null],
    ['is new and stands lower', undefined, [1], 2, null],
    ['is new and stands higher', undefined, [3], 2, { from: 3, to: 2 }],
    ['is new, and nobody was there', undefined, [], 1, { from: 4, to: 1 }],
    ['is new, and was part of a customer', undefined, [5], 1, { from: 4, to: 1 }],
    ['fell', 1, [1, 2], 2, { from: 1, to: 2 }],
    ['fell, having told of nothing', 3, [3], 4, null],
    ['stayed', 1, [1], 1, null],
    ['became a customer', 1, [1], 5, null],
    ['is a customer no more', 5, [5], 1, null],
  ])('who %s', (_, own, all, to, told) => {
    expect(crossingOfShared({ own, all }, to)).toEqual(told);
  });
});
