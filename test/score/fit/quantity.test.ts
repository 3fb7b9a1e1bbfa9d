// Numbers as people write them: what each may mean, and what means none.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { intervalOf } from '../../../worker/score/fit/quantity.ts';

const any = Infinity;
/** A little less or more than a whole number, as `nextTo` makes it. */
const under = (n: number) => n * (1 - Number.EPSILON);
const over = (n: number) => n * (1 + Number.EPSILON);

describe('a number', () => {
  test.each<[string | number, number]>([
    [100, 100],
    [-2.5, -2.5],
    ['100', 100],
    [' 61 ', 61],
    ['007', 7],
    ['0', 0],
    ['-5', -5],
    ['−5', -5],
    ['.5', 0.5],
    ['.25', 0.25],
    ['-.5', -0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['1.5E-2', 0.015],
    ['1.25e3', 1250],
    ['12e3', 12_000],
    ['1e10', 1e10],
    ['1e3 people', 1000],
    ['１００', 100],
    // Thousands, by a mark before exactly three digits; otherwise the mark is the decimal one.
    ['1,000', 1000],
    ['1.000', 1000],
    ['1 000', 1000],
    ['1\u00a0000', 1000],
    ['1\u202f000', 1000],
    ["1'000", 1000],
    ['1’000', 1000],
    ['1,00', 1],
    ['1.00', 1],
    ['1,0000', 1],
    ['1,5', 1.5],
    ['1.5', 1.5],
    ['12.345', 12_345],
    ['1234.567', 1234.567],
    ['0.125', 0.125],
    ['0,125', 0.125],
    ['1,234,567', 1_234_567],
    ['1.234.567', 1_234_567],
    ['12,34,567', 1_234_567],
    ['1,234.5', 1234.5],
    ['1,234.567', 1234.567],
    ['1.234,5', 1234.5],
    ['1,234,567.89', 1_234_567.89],
    ['1.234.567,89', 1_234_567.89],
    ['1 234,5', 1234.5],
    // Units, with the number or beside it.
    ['10k', 10_000],
    ['10 K', 10_000],
    ['2,5k', 2500],
    ['1,500k', 1_500_000],
    ['5 Tsd.', 5000],
    ['3 lakh', 300_000],
    ['2 crore', 20_000_000],
    ['€2m', 2_000_000],
    ['2M€', 2_000_000],
    ['2 MM', 2_000_000],
    ['$1.5M', 1_500_000],
    ['2.5 million', 2_500_000],
    ['2,5 Mio. €', 2_500_000],
    ['3 millions', 3_000_000],
    ['1.5bn', 1_500_000_000],
    ['3 Mrd. EUR', 3_000_000_000],
    ['US$ 3 billion', 3_000_000_000],
    ['EUR 5', 5],
    ['euro 5', 5],
    ['euros 5', 5],
    ['dollar 5', 5],
    ['pound 5', 5],
    ['CHF. 5', 5],
    ['1 trillion', 1e12],
    // Words that change nothing.
    ['~200', 200],
    ['≈ 200', 200],
    ['ca. 200', 200],
    ['approx. 200', 200],
    ['about 200', 200],
    ['rund 200', 200],
    ['Employees: 50', 50],
    ['50 people', 50],
    ['12 months', 12],
    ['1.000 Mitarbeiter', 1000],
    ['50%', 50],
    ['£50', 50],
    // The words after it are of something else.
    ['10 A+ players', 10],
    ['50 surplus items', 50],
    ['100 plush toys', 100],
    ['20 looking for more', 20],
    ['20 hired for less', 20],
    [`7${' '.repeat(79)}`, 7],
  ])('%j is %d', (text, value) => {
    expect(intervalOf(text)).toEqual({ low: value, high: value });
  });
});

describe('an interval', () => {
  test.each<[string, number, number]>([
    ['10-50', 10, 50],
    ['10 – 50', 10, 50],
    ['10—50', 10, 50],
    ['10 to 50', 10, 50],
    ['10 to 1e3', 10, 1000],
    ['from 10, to 50', 10, 50],
    ['10 bis 50', 10, 50],
    ['between 10 and 50', 10, 50],
    ['from 10 to 50', 10, 50],
    ['de 10 à 50', 10, 50],
    ['10..50', 10, 50],
    ['10…50', 10, 50],
    ['50-50', 50, 50],
    ['501-1,000 employees', 501, 1000],
    ['10.000 - 50.000', 10_000, 50_000],
    ['5001–10,000', 5001, 10_000],
    ['$1.5M - $2M', 1_500_000, 2_000_000],
    ['10-50k', 10_000, 50_000],
    ['1-10 million', 1_000_000, 10_000_000],
    ['500-1k', 500, 1000],
    ['0.5k - 1m', 500, 1_000_000],
    ['1-1k', 1, 1000],
    ['-5 to 5', -5, 5],
    ['1,000+', 1000, any],
    ['10 000 +', 10_000, any],
    ['10k+ people', 10_000, any],
    ['100 plus', 100, any],
    ['100 or more', 100, any],
    ['100 or more people', 100, any],
    ['20 employees or more', 20, any],
    ['100 oder mehr', 100, any],
    ['at least 5', 5, any],
    ['≥ 5', 5, any],
    ['>=5', 5, any],
    ['ab 5', 5, any],
    ['>50', over(50), any],
    ['more than 1,000', over(1000), any],
    ['über 50', over(50), any],
    ['<10', 0, under(10)],
    ['< 10', 0, under(10)],
    ['under 10', 0, under(10)],
    ['less than 1 million', 0, under(1_000_000)],
    ['less  than 10', 0, under(10)],
    ['up to 50', 0, 50],
    ['bis zu 50', 0, 50],
    ['no more than 50', 0, 50],
    ['<= 50', 0, 50],
    ['20 or fewer', 0, 20],
    ['20 or fewer people', 0, 20],
    ['20 people or fewer', 0, 20],
  ])('%j is from %d to %d', (text, low, high) => {
    expect(intervalOf(text)).toEqual({ low, high });
  });
});

describe('no number', () => {
  test.each([
    '',
    ' ',
    '-',
    'many',
    'B2B',
    'Q4',
    '3rd',
    '1e3rd',
    '4x',
    'ab5',
    'over50',
    'covid-19',
    'employees -5',
    'x -5',
    '-~5',
    '- about 5',
    'x under 10',
    '10€50',
    '1 5',
    "1'5",
    '1,00.5',
    '1e308 k',
    'team of 12',
    'team of 10-50',
    'employees: team 50',
    // Words that a number is known by, among others that may change it.
    'not under 10',
    'under team 10',
    'not up to 10',
    'up to team 10',
    'over team 10',
    'team from 10',
    'not about 10',
    'about team 10',
    'team from 10 to 50',
    'from team 10 to 50',
    '10 people to 50',
    '10 to maybe 50',
    '2024-05-01',
    '+49 30 1234',
    '10 - 20 - 30',
    '5-2',
    '10 / 20',
    '1/2',
    '½',
    '1.00.5',
    '1,000,00',
    '1e999',
    '2 mil',
    '2 mill',
    '2 t',
    '1 billón',
    '2 billones',
    '1 bilhão',
    '2 bilhões',
    '5 Billionen',
    '5 Bio.',
    '5 g',
    '5 md',
    '3 offices, 20 people',
    `1${' '.repeat(80)}`,
    Number.NaN,
    true,
    false,
  ])('is in %j', (value) => {
    expect(intervalOf(value)).toBeNull();
  });
});

test('whatever is written, the low end is a number and not above the high one', () => {
  const piece = fc.constantFrom(
    ...'0159.,-–+<>~ kmb€e%',
    ' to ',
    ' bn',
    'over ',
    'under ',
    'people',
    '\u00a0',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (written) => {
      const interval = intervalOf(written);
      if (interval) expect(interval.low).toBeLessThanOrEqual(interval.high);
      if (interval) expect(Number.isFinite(interval.low)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('a whole number means itself, with thousands marked or not', () => {
  const marks = fc.constantFrom(',', '.', ' ', "'", '\u202f');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), marks, (n, mark) => {
      expect(intervalOf(String(n))).toEqual({ low: n, high: n });
      expect(intervalOf(n.toLocaleString('en').replaceAll(',', mark))).toEqual({ low: n, high: n });
    }),
  );
});
