// Points in words: whole or in tenths, never a level that is not reached, and adding up as they are said.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { englishWords } from '../../../worker/score/words/score-words.ts';
import { given, speakPoints } from '../../../worker/score/words/spoken-points.ts';

const english = { words: englishWords };

/** Any worths, the small and the even ones among them. */
const worths = fc.array(
  fc.oneof(
    fc.double({ min: -1e4, max: 1e4, noNaN: true }),
    fc.double({ min: 0, max: 12, noNaN: true }),
    fc.integer({ min: -50, max: 50 }),
  ),
);

/** The number in a text such as `less than 1 of 61 points`, as it adds up. */
function heard(text: string): number {
  if (text.startsWith('less than')) return 0;
  return Number(/^[−\d.,]+/.exec(text)?.[0].replace('−', '-').replaceAll(',', ''));
}

describe('a score in words', () => {
  it.each([
    [0, '0 points'],
    [0.004, '0 points'],
    [0.005, 'less than 0.1 points'],
    [0.044, 'less than 0.1 points'],
    [0.05, '0.1 points'],
    [0.1, '0.1 points'],
    [0.94, '0.9 points'],
    [0.944, '0.9 points'],
    [0.95, '1 point'],
    [1, '1 point'],
    [1.04, '1 point'],
    [1.05, '1.1 points'],
    [9.94, '9.9 points'],
    [9.95, '10 points'],
    [9.9951, '10 points'],
    [10, '10 points'],
    [10.49, '10 points'],
    [10.5, '11 points'],
    [11, '11 points'],
    [44.49, '44 points'],
    [44.5, '45 points'],
    [45, '45 points'],
    [1_234.4, '1,234 points'],
    [-0.004, '0 points'],
    [-0.04, '0 points'],
    [-0.1, '−0.1 points, shown as 0: a score is never below 0'],
    [-1, '−1 point, shown as 0: a score is never below 0'],
    [-9.94, '−9.9 points, shown as 0: a score is never below 0'],
    [-10, '−10 points, shown as 0: a score is never below 0'],
    [-10.4, '−10 points, shown as 0: a score is never below 0'],
  ])('of %d is %s', (rawScore, words) => {
    expect(speakPoints(rawScore, [rawScore], english).total).toBe(words);
  });
});

it.each([
  [44.49, '44 points'],
  [44.5, '44 points'],
  [44.99, '44 points'],
  [44.994, '44 points'],
  [44.996, '45 points'],
  [45, '45 points'],
  [45.5, '46 points'],
  [46.5, '47 points'],
  [4.46, '4.5 points'],
  [4.94, '4.9 points'],
  [4.95, '4.9 points'],
  [4.99, '4.9 points'],
  [5, '5 points'],
])(
  'a score of %d, where a level begins at 45 and another at 5, is %s: none that is not reached',
  (rawScore, words) => {
    const { total, parts } = speakPoints(rawScore, [rawScore - 1, 1], { ...english, thresholds: [45, 5] });
    expect(total).toBe(words);
    expect(parts.map(heard).reduce((sum, part) => sum + part, 0)).toBeCloseTo(heard(words), 6);
  },
);

describe('the parts of a score in words', () => {
  it.each<[number[], string[]]>([
    [[], []],
    [[10], ['10 of 10 points']],
    [
      [37.1, 23.6],
      ['37 of 61 points', '24 of 61 points'],
    ],
    [
      [37.6, 23.6],
      ['38 of 61 points', '23 of 61 points'],
    ],
    [
      [9.3, 0.7],
      ['9 of 10 points', '1 of 10 points'],
    ],
    [
      [9.7, 0.3],
      ['10 of 10 points', 'less than 1 of 10 points'],
    ],
    [
      [5, 4.9],
      ['5 of 9.9 points', '4.9 of 9.9 points'],
    ],
    [
      [0.99, 0.01],
      ['1 of 1 point', 'less than 0.1 of 1 point'],
    ],
    [
      [10, 0],
      ['10 of 10 points', '0 of 10 points'],
    ],
    [
      [0.03, 0.01],
      ['less than 0.1 points', 'less than 0.1 points'],
    ],
    [
      [20, -10],
      ['20 points', '−10 points'],
    ],
    [
      [1, -1],
      ['1 point', '−1 point'],
    ],
    [
      [10, 0.8, -0.4],
      ['10 points', '1 point', '−1 point'],
    ],
    [
      [10, 0.3, -0.2],
      ['10 points', 'less than 1 point', '0 points'],
    ],
    [
      [-9, 1],
      ['−9 points', '1 point'],
    ],
    [[2_000], ['2,000 of 2,000 points']],
  ])('that are worth %j are %j', (values, words) => {
    const sum = values.reduce((total, value) => total + value, 0);
    const spoken = speakPoints(sum, values, english);
    expect(spoken.parts).toEqual(words);
    expect(spoken.hasLosses).toBe(values.some((value) => value < 0));
  });

  it('sum, as they are said, to the score as it is said, rounded; each is next to its worth', () => {
    fc.assert(
      fc.property(worths, (values) => {
        const rawScore = values.reduce((sum, value) => sum + value, 0);
        const { total, parts } = speakPoints(rawScore, values, english);
        const unit = Math.abs(Math.round(rawScore * 100)) >= 1_000 ? 1 : 0.1;
        if (values.length > 0) {
          const sum = parts.reduce((all, part) => all + heard(part), 0);
          expect(Math.abs(sum - heard(total))).toBeLessThan(1e-6);
        }
        const shown = Math.round(rawScore * 100) / 100;
        expect(Math.abs(shown - heard(total))).toBeLessThan(unit / 2 + 1e-9);
        for (const [index, value] of values.entries()) {
          expect(Math.abs(heard(parts[index] ?? '') - value)).toBeLessThanOrEqual(unit + 1e-6);
        }
      }),
      { numRuns: 300 },
    );
  });
});

it.each([
  [10, '+10'],
  [-10, '−10'],
  [0, '0'],
  [2.5, '+2.5'],
  [0.125, '+0.13'],
  [-1_500, '−1,500'],
])('%d points that were given are written %s', (points, text) => {
  expect(given(points, englishWords)).toBe(text);
});
