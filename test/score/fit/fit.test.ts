// Fit: rules over traits, held to 0–100, graded at each boundary; and what to do next.

import { describe, expect, it } from 'vitest';
import { defaultActions } from '../../../schema/model/default-actions.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { Model } from '../../../schema/model/model.ts';
import type { TraitValue } from '../../../schema/trait.ts';
import { fitOf, type Grade, nextActionOf } from '../../../worker/score/fit/fit.ts';

type Part = { points: number; where?: object; each?: { trait: string; of: number }; max?: number };
const grading = (rules: Part[]): Model => ({
  ...defaultModel,
  fit: {
    rules: rules.map((rule, index) => ({ id: `f${index}`, label: `Fit ${index}`, ...rule })) as never,
    grades: { A: 70, B: 45, C: 20 },
  },
});
const of = (model: Model, traits: Record<string, TraitValue>) =>
  fitOf(model, Object.fromEntries(Object.entries(traits).map(([name, value]) => [name, { value }])));

describe('fit', () => {
  it.each([
    [[0.1, 0.7], 0.8],
    [[0.1, 64.1, 5.8], 70],
  ])('of %j is %d, though doubles are not', (points, fitScore) => {
    const rules = points.map((each) => ({ where: { title: '*' }, points: each }));
    expect(of(grading(rules), { title: 'CEO' }).fitScore).toBe(fitScore);
  });

  it.each<[number, number, Grade]>([
    [-5, 0, 'D'],
    [0, 0, 'D'],
    [19.99, 19.99, 'D'],
    [20, 20, 'C'],
    [20.01, 20.01, 'C'],
    [44.99, 44.99, 'C'],
    [45, 45, 'B'],
    [45.01, 45.01, 'B'],
    [69.99, 69.99, 'B'],
    [70, 70, 'A'],
    [70.01, 70.01, 'A'],
    [99.99, 99.99, 'A'],
    [100, 100, 'A'],
    [100.01, 100, 'A'],
  ])('of %d points is %d, grade %s', (points, fitScore, grade) => {
    expect(of(grading([{ where: { title: '*' }, points }]), { title: 'x' })).toEqual({ fitScore, grade });
  });

  it('sums the rules that hold', () => {
    const model = grading([
      { where: { title: ['c?o', '*chief*'] }, points: 40 },
      { where: { employees: { gte: 100 } }, points: 30 },
      { where: { country: { not: 'ZZ' }, title: 'CTO' }, points: 7 },
    ]);
    expect(of(model, { title: 'CTO', employees: '250', country: 'DE' })).toEqual({
      fitScore: 77,
      grade: 'A',
    });
    expect(of(model, { title: 'CTO', employees: 99 })).toEqual({ fitScore: 40, grade: 'C' });
    expect(of(model, { employees: 100 })).toEqual({ fitScore: 30, grade: 'C' });
  });

  it('is held to 0–100 as a whole, not rule by rule', () => {
    const model = grading([
      { where: { title: '*' }, points: 120 },
      { where: { title: 'x' }, points: -60 },
    ]);
    expect(of(model, { title: 'x' })).toEqual({ fitScore: 60, grade: 'B' });
  });

  it.each<[TraitValue, number]>([
    [-100, 0],
    [0, 0],
    [99, 0],
    [99.99, 0],
    [100, 3],
    [199, 3],
    [200, 6],
    [699, 18],
    [700, 20],
    [1e300, 20],
    ['100', 3],
    ['1,000+', 20],
    ['200-500', 6],
    ['99+', 0],
    ['<1,000', 0],
    ['up to 1,000', 0],
    ['more than 200', 6],
    ['0.6k', 18],
    ['many', 0],
    ['', 0],
    [true, 0],
  ])('gives 3 for each 100 of %j, at most 20: %d', (employees, points) => {
    const each = { each: { trait: 'employees', of: 100 }, max: 20 };
    const model = grading([
      { ...each, points: 3 },
      { where: { company: '*' }, points: 20 },
    ]);
    expect(of(model, { employees, company: 'Acme' }).fitScore).toBe(20 + points);
    const taking = grading([
      { ...each, points: -3 },
      { where: { company: '*' }, points: 20 },
    ]);
    expect(of(taking, { employees, company: 'Acme' }).fitScore).toBe(20 - points);
  });

  it('counts whole units of a fraction as one would by hand', () => {
    const model = grading([{ each: { trait: 'revenue', of: 0.1 }, points: 1, max: 50 }]);
    for (let tenths = 0; tenths <= 50; tenths++) {
      expect(of(model, { revenue: tenths / 10 }).fitScore).toBe(tenths);
      expect(of(model, { revenue: `${tenths / 10}` }).fitScore).toBe(tenths);
      expect(of(model, { revenue: tenths / 10 + 0.09 }).fitScore).toBe(tenths);
    }
  });

  it('is unknown while no trait that a rule asks for is known, and 0 when one is and does not fit', () => {
    const model = grading([{ where: { title: 'CTO', employees: { gte: 1 } }, points: 40 }]);
    const unknown = { fitScore: null, grade: null };
    expect(of(model, {})).toEqual(unknown);
    expect(of(model, { company: 'Acme' })).toEqual(unknown);
    expect(of(model, { toString: 'x' })).toEqual(unknown);
    expect(of(model, { Title: 'CTO' })).toEqual(unknown);
    expect(of(model, { title: ' ' })).toEqual(unknown);
    expect(of(model, { title: 'CTO' })).toEqual({ fitScore: 0, grade: 'D' });
    const each = grading([{ each: { trait: 'employees', of: 100 }, points: 1, max: 20 }]);
    expect(of(each, { title: 'CTO' })).toEqual(unknown);
    expect(of(each, { employees: 'many' })).toEqual({ fitScore: 0, grade: 'D' });
    expect(of(defaultModel, { title: 'CTO' })).toEqual(unknown);
  });
});

describe('the next action', () => {
  const model: Model = { ...grading([{ where: { title: '*' }, points: 1 }]), actions: { B2: 'Ring them' } };

  it('is that of the cell, the model before the default', () => {
    for (const grade of ['A', 'B', 'C', 'D'] as const) {
      for (const level of [1, 2, 3, 4] as const) {
        const expected = grade === 'B' && level === 2 ? 'Ring them' : defaultActions[`${grade}${level}`];
        expect(nextActionOf(model, grade, level)).toBe(expected);
      }
    }
    expect(nextActionOf(model, 'A', 1)).toBe('Sales now');
  });

  it('is the default where the model has no actions of its own', () => {
    const plain = grading([{ where: { title: '*' }, points: 1 }]);
    expect(nextActionOf(plain, 'B', 2)).toBe(defaultActions.B2);
  });

  it('is none where the model says so, whatever the default', () => {
    const silent = { ...grading([{ where: { title: '*' }, points: 1 }]), actions: { D2: null } };
    expect(nextActionOf(silent, 'D', 2)).toBeNull();
    expect(nextActionOf(silent, 'D', 1)).toBe(defaultActions.D1);
  });

  it('is to find out who it is, while the grade is unknown to a model that grades', () => {
    expect(nextActionOf(model, null, 1)).toMatch(/^Find out/);
    expect(nextActionOf(defaultModel, null, 1)).toBeNull();
  });

  it('is none for who is disqualified', () => {
    expect(nextActionOf(model, 'A', null)).toBeNull();
    expect(nextActionOf(model, null, null)).toBeNull();
  });
});
