// Globs match whole strings in any case, and cost no more than pattern times text.

import { describe, expect, it } from 'vitest';
import { compileGlob } from '../../worker/score/glob.ts';

describe('a glob', () => {
  it.each([
    ['/pricing', '/pricing', true],
    ['/pricing', '/pricing/', false],
    ['/pricing', 'x/pricing', false],
    ['/pricing', '/PRICING', true],
    ['/PRICING', '/pricing', true],
    ['/pricing*', '/pricing', true],
    ['/pricing*', '/pricing/team', true],
    ['/pricing*', '/en/pricing', false],
    ['*/pricing', '/en/pricing', true],
    ['*/pricing', '/pricing', true],
    ['*/pricing', '/pricing/', false],
    ['*pric*', '/en/pricing/', true],
    ['*', '', true],
    ['*', 'anything', true],
    ['**', '', true],
    ['?', '', false],
    ['?', 'a', true],
    ['?', 'ab', false],
    ['c?o', 'CTO', true],
    ['c?o', 'co', false],
    ['c?o', 'ctoo', false],
    ['a*b*c', 'aXbXbXc', true],
    ['a*b*c', 'aXbXcX', false],
    ['*ab', 'aab', true],
    ['*a?', 'xaab', true],
    ['a*', 'ba', false],
    ['*.pdf', 'https://example.com/a.PDF', true],
    ['*.pdf', 'https://example.com/a.pdf?x', false],
    ['a.c', 'abc', false],
    ['[a]', 'a', false],
    ['a+', 'aa', false],
    ['', '', true],
    ['', 'a', false],
  ])('%j says of %j: %s', (pattern, text, isMatch) => {
    expect(compileGlob(pattern)(text)).toBe(isMatch);
  });

  it('of many stars against a long text that almost matches costs milliseconds, not years', () => {
    const matches = compileGlob(`${'*a'.repeat(60)}*b`);
    const before = process.cpuUsage(); // Not the clock: the machine may be busy with other things.
    expect(matches('a'.repeat(2_000))).toBe(false);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(500);
  });
});
