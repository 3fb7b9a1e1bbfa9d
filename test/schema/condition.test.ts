// Conditions: every way of writing one comes down to one of a few forms.

import { expect, test } from 'vitest';
import * as z from 'zod';
import {
  type Condition,
  conditions,
  type ParsedCondition,
  parseCondition,
} from '../../schema/model/condition.ts';

test.each<[Condition, ParsedCondition]>([
  ['/a*', { asks: 'any', globs: ['/a*'] }],
  [['/a', '/b'], { asks: 'any', globs: ['/a', '/b'] }],
  [{ not: '/a' }, { asks: 'none', globs: ['/a'] }],
  [{ not: ['/a', '/b'] }, { asks: 'none', globs: ['/a', '/b'] }],
  [
    { gte: 1, lt: 2 },
    { asks: 'range', range: { gte: 1, lt: 2 } },
  ],
  [{ words: 'demo' }, { asks: 'words', words: ['demo'] }],
  [{ words: ['demo', 'get in touch'] }, { asks: 'words', words: ['demo', 'get in touch'] }],
  [{ gt: 0 }, { asks: 'range', range: { gt: 0 } }],
])('%j is read as %j', (written, parsed) => {
  expect(parseCondition(written)).toEqual(parsed);
});

test.each<[string, unknown, boolean]>([
  ['a word', 'demo', true],
  ['several words in a row', 'get in touch', true],
  ['a number', '24', true],
  ['words in other scripts', ['お問い合わせ', 'заявка'], true],
  ['50 words', new Array(50).fill('demo'), true],
  ['51 words', new Array(51).fill('demo'), false],
  ['no words', [], false],
  ['an empty word', '', false],
  ['a word of marks', ['demo', '*'], false],
  ['a number that is no text', 24, false],
])('words may be %s: %j, %s', (_, words, isValid) => {
  expect(conditions(z.string()).safeParse({ form: { words } }).success).toBe(isValid);
});
