// Conditions: a glob, a list, a refusal, a range; a missing value matches nothing.

import { describe, expect, it, test } from 'vitest';
import type { Condition } from '../../../schema/model/model.ts';
import { compileWhere } from '../../../worker/score/rules/condition.ts';
import { type Fact, factsOf } from '../../../worker/score/rules/facts.ts';

const holds = (condition: Condition, value: Fact) => compileWhere({ key: condition })({ read: () => value });

describe('a condition', () => {
  it.each<[Condition, Fact, boolean]>([
    ['a*', 'Abc', true],
    ['a*', 'bc', false],
    [['a*', 'b*'], 'bc', true],
    [['a*', 'b*'], 'cc', false],
    [{ not: 'a*' }, 'bc', true],
    [{ not: 'a*' }, 'abc', false],
    [{ not: ['a*', 'b*'] }, 'bc', false],
    [{ not: ['a*', 'b*'] }, 'cc', true],
    ['5', 5, true],
    ['true', true, true],
    [{ words: 'demo' }, 'Request a demo', true],
    [{ words: ['trial', 'demo'] }, 'requestDemo', true],
    [{ words: 'demo' }, 'demographics', false],
    [{ words: '5' }, 5, true],
    [{ words: 'demo' }, undefined, false],
    [{ gte: 60 }, 59.99, false],
    [{ gte: 60 }, 60, true],
    [{ gte: 60 }, 60.01, true],
    [{ gt: 60 }, 60, false],
    [{ gt: 60 }, 60.01, true],
    [{ lte: 60 }, 60, true],
    [{ lte: 60 }, 60.01, false],
    [{ lt: 60 }, 59.99, true],
    [{ lt: 60 }, 60, false],
    [{ gte: 1, lt: 3 }, 0.99, false],
    [{ gte: 1, lt: 3 }, 1, true],
    [{ gte: 1, lt: 3 }, 3, false],
    [{ gte: 60 }, '60', true],
    [{ gte: 60 }, ' 61 ', true],
    [{ gte: 60 }, '1,000', false],
    [{ gte: 0 }, '', false],
    [{ gte: 0 }, ' ', false],
    [{ gte: 0 }, 'many', false],
    [{ gte: 0 }, true, false],
    [{ lt: 1 }, Number.NaN, false],
    ['*', undefined, false],
    [{ not: 'a' }, undefined, false],
    [{ lt: 1 }, undefined, false],
  ])('%j says of %j: %s', (condition, value, isMatch) => {
    expect(holds(condition, value)).toBe(isMatch);
  });

  it('must hold with every other of its rule; none at all always hold', () => {
    const read = (key: string) => ({ a: 'x', b: 'y' })[key];
    expect(compileWhere({ a: 'x', b: 'y' })({ read })).toBe(true);
    expect(compileWhere({ a: 'x', b: 'z' })({ read })).toBe(false);
    expect(compileWhere({ a: 'x', c: '*' })({ read })).toBe(false);
    expect(compileWhere({})({ read })).toBe(true);
    expect(compileWhere(undefined)({ read })).toBe(true);
  });
});

test.each<Condition>(['/über-uns*', '/%C3%BCber-uns*', { words: 'Über' }])(
  'a condition on a route, %j, is met however the page and the rule write it',
  (condition) => {
    const holdsOf = (url: string) => compileWhere({ hash: condition })(factsOf({ body: { url } }));
    expect(holdsOf('https://example.com/#/über-uns/team')).toBe(true);
    expect(holdsOf('https://example.com/#!/%C3%BCber-uns/team')).toBe(true);
    expect(holdsOf('https://example.com/über-uns/team')).toBe(false);
  },
);

describe('a condition on a path', () => {
  const path = (condition: Condition, url: string) =>
    compileWhere({ path: condition })(factsOf({ body: { url } }));

  it.each<Condition>(['/über-uns*', '/%C3%BCber-uns*', ['/a', '/ÜBER-UNS/team']])(
    '%j is met however the page and the rule write it',
    (condition) => {
      expect(path(condition, 'https://example.com/über-uns/team')).toBe(true);
      expect(path(condition, 'https://example.com/%C3%BCber-uns/team')).toBe(true);
      expect(path(condition, 'https://example.com/uber-uns/team')).toBe(false);
    },
  );

  it.each(['path', 'url', 'referrer'])('has its words as they are read: %s', (key) => {
    const url = 'https://example.com/%C3%BCber-uns/kontakt/';
    const facts = factsOf({ body: { url, referrer: url } });
    expect(compileWhere({ [key]: { words: 'über uns' } })(facts)).toBe(true);
    expect(compileWhere({ [key]: { words: 'kontakt' } })(facts)).toBe(true);
    expect(compileWhere({ [key]: { words: 'C3' } })(facts)).toBe(false);
  });

  it('may be refused in either way, and other keys are compared as they are', () => {
    expect(path({ not: '/%C3%BC' }, 'https://example.com/ü')).toBe(false);
    expect(compileWhere({ title: '%C3%BC' })({ read: () => 'ü' })).toBe(false);
  });
});
