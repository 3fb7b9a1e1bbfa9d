// Globs match whole strings in any case, and cost no more than pattern and text.

import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { compileGlob } from '../../../worker/score/conditions/glob.ts';

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
    ['ΟΔΟΣ', 'οδοσ', true],
    ['ΟΔΟΣ*', 'ΟΔΟΣΑ', true],
    ['*οδος*', 'ΟΔΟΣΑ', true],
    ['', '', true],
    ['', 'a', false],
  ])('%j says of %j: %s', (pattern, text, isMatch) => {
    expect(compileGlob(pattern)(text)).toBe(isMatch);
  });

  it('matches as its definition says, whatever the pattern and the text', () => {
    const pieceOf = (alphabet: string[], maxLength: number) =>
      fc.array(fc.constantFrom(...alphabet), { maxLength }).map((all) => all.join(''));
    const cases = fc.oneof(
      fc.tuple(pieceOf(['a', 'B', '?', '*'], 7), pieceOf(['a', 'b', 'A'], 10)),
      // Pieces of more than 32 characters, which take more than one word of bits.
      fc
        .tuple(pieceOf(['a', 'b', '?'], 70), pieceOf(['a', 'b'], 3), pieceOf(['a', 'b'], 70))
        .map(([piece, before, after]): [string, string] => [
          `*${piece}*`,
          before + piece.replaceAll('?', 'b') + after,
        ]),
      fc
        .tuple(pieceOf(['a', 'a', 'a', '?', 'b'], 40), pieceOf(['a', 'a', 'b'], 120))
        .map(([piece, text]): [string, string] => [`*${piece}*`, text]),
    );
    fc.assert(
      fc.property(cases, ([pattern, text]) => {
        expect(compileGlob(pattern)(text)).toBe(holdsByDefinition(pattern.toLowerCase(), text.toLowerCase()));
      }),
      { numRuns: 3_000 },
    );
  });

  const long = `/${'a'.repeat(2_047)}`;
  it.each([
    ['that ends like the text', `*${'a'.repeat(198)}b`],
    ['with all but its last character in the text', `*${'a'.repeat(197)}b*`],
    ['with all but its first character in the text', `*b${'a'.repeat(197)}*`],
    ['with a border in each of its beginnings', `*${'aab'.repeat(65)}b*`],
    ['of any characters', `*a?${'a'.repeat(194)}b*`],
    ['of any characters alone', `*${'?'.repeat(197)}b*`],
    ['of many stars', `${'*a'.repeat(99)}*b`],
    ['of many stars, each with any character', `${'*a?'.repeat(66)}*b*`],
    ['of short pieces with any character', `*${'aaaaaa?b*'.repeat(20)}`],
  ])('%s reads no more characters than a few times pattern and text', (_, pattern) => {
    const matches = compileGlob(pattern);
    const reads = vi.spyOn(String.prototype, 'charCodeAt');
    const isMatch = matches(long);
    const count = reads.mock.calls.length;
    reads.mockRestore();
    expect(isMatch).toBe(false);
    // Short pieces with ? are tried at each place: eight characters of each of the two at most.
    expect(count).toBeLessThan(2 * 8 * (pattern.length + long.length));
  });
});

/** What a glob means: each prefix of the pattern either matches each prefix of the text or does not. */
function holdsByDefinition(pattern: string, text: string): boolean {
  let matched = Array.from({ length: text.length + 1 }, (_, end) => end === 0);
  for (const wanted of pattern) {
    const before = matched;
    matched = before.map((_, end) =>
      wanted === '*'
        ? before.slice(0, end + 1).includes(true)
        : end > 0 && before[end - 1] === true && (wanted === '?' || wanted === text[end - 1]),
    );
  }
  return matched[text.length] === true;
}
