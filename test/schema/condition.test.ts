// Conditions: every way of writing one comes down to one of three forms.

import { expect, test } from 'vitest';
import { type Condition, type ParsedCondition, parseCondition } from '../../schema/model/condition.ts';

test.each<[Condition, ParsedCondition]>([
  ['/a*', { asks: 'any', globs: ['/a*'] }],
  [['/a', '/b'], { asks: 'any', globs: ['/a', '/b'] }],
  [{ not: '/a' }, { asks: 'none', globs: ['/a'] }],
  [{ not: ['/a', '/b'] }, { asks: 'none', globs: ['/a', '/b'] }],
  [
    { gte: 1, lt: 2 },
    { asks: 'range', range: { gte: 1, lt: 2 } },
  ],
  [{ gt: 0 }, { asks: 'range', range: { gt: 0 } }],
])('%j is read as %j', (written, parsed) => {
  expect(parseCondition(written)).toEqual(parsed);
});
