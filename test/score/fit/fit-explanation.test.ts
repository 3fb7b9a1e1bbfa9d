// Why somebody has a grade: every fit rule, what it asks, what is known, and what it gives; the lines sum to the fit.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import { type Model, model } from '../../../schema/model/model.ts';
import type { TraitValue } from '../../../schema/trait.ts';
import { englishConditions } from '../../../worker/score/conditions/condition-words.ts';
import { fitOf, nextActionOf } from '../../../worker/score/fit/fit.ts';
import { explainFit } from '../../../worker/score/fit/fit-explanation.ts';

const grades = { A: 70, B: 45, C: 20 };
const rules = [
  {
    id: 'exec',
    label: 'Decides',
    where: { seniority: ['executive', 'director'], country: 'DE' },
    points: 40,
  },
  { id: 'free', label: 'Private mailbox', where: { emailType: { not: 'work' } }, points: -15 },
  { id: 'size', label: 'Per 100', each: { trait: 'employees', of: 100 }, points: 5, max: 20 },
];
const graded = model.parse({ ...defaultModel, fit: { rules, grades } });
const traits = (values: Record<string, TraitValue>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));

test('each rule is a line with every trait it asks for, what that is, and what it gives', () => {
  const known = traits({ seniority: 'director', country: 'Germany', employees: '250-500' });
  expect(explainFit(graded, { traits: known, visit: null }, englishConditions)).toEqual({
    fitScore: 50,
    grade: 'B',
    grades,
    lines: [
      {
        rule: 'exec',
        label: 'Decides',
        points: 40,
        worth: 40,
        conditions: [
          { trait: 'seniority', asked: '"executive" or "director"', value: 'director', holds: true },
          { trait: 'country', asked: '"DE"', value: 'Germany', holds: true },
        ],
      },
      {
        rule: 'free',
        label: 'Private mailbox',
        points: -15,
        worth: 0,
        conditions: [{ trait: 'emailType', asked: 'not "work"', value: null, holds: false }],
      },
      {
        rule: 'size',
        label: 'Per 100',
        points: 5,
        worth: 10,
        conditions: [{ trait: 'employees', asked: 'counted in units of 100', value: '250-500', holds: true }],
      },
    ],
  });
});

test('of two conditions the one that does not hold is told', () => {
  const [line] =
    explainFit(
      graded,
      { traits: traits({ seniority: 'director', country: 'FR' }), visit: null },
      englishConditions,
    )?.lines ?? [];
  expect(line?.worth).toBe(0);
  expect(line?.conditions.map(({ holds }) => holds)).toEqual([true, false]);
});

test('of somebody of whom nothing is known each line says so, and there is no grade', () => {
  const explained = explainFit(graded, { traits: {}, visit: null }, englishConditions);
  expect(explained).toMatchObject({ fitScore: null, grade: null });
  expect(explained?.lines.flatMap(({ conditions }) => conditions.map(({ value }) => value))).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test.each([
  ['without fit', {}],
  ['whose fit is null', { fit: null }],
  ['without fit rules', { fit: { rules: [] } }],
  ['with grades and no fit rules', { fit: { rules: [], grades } }],
])('a model %s is accepted, grades nobody and names no action', (_, change) => {
  const bare = model.parse({ ...defaultModel, ...change });
  const known = traits({ seniority: 'director' });
  expect(explainFit(bare, { traits: known, visit: null }, englishConditions)).toBeNull();
  expect(fitOf(bare, known)).toEqual({ fitScore: null, grade: null });
  expect(nextActionOf(bare, null, 1)).toBeNull();
});

test('fit rules without grades are refused', () => {
  const result = model.safeParse({ ...defaultModel, fit: { rules } });
  expect(result.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
    ['fit.grades', expect.stringContaining('add "grades"')],
  ]);
});

test('a model of fit alone is accepted', () => {
  const alone = model.parse({ ...defaultModel, rules: [], groups: [], fit: { rules, grades } });
  expect(nextActionOf(alone, 'A', 4)).not.toBeNull();
});

test.each<[TraitValue, number, boolean, number]>([
  [0.1 + 0.7, 0.8, true, 5],
  [0.79, 0.8, false, 0],
  [0.8, 0.8, true, 5],
  ['0.3', 0.1 + 0.2, true, 5],
  ['under 100', 100, false, 0],
  ['over 100', 100, true, 5],
  [0, 100, false, 0],
  [-100, 100, false, 0],
])('%j holds where it is counted in units of %d: %s, and earns %d', (revenue, of, holds, worth) => {
  const rule = { id: 'size', label: 'Size', each: { trait: 'revenue', of }, points: 5, max: 5 };
  const counted = model.parse({ ...defaultModel, fit: { rules: [rule], grades } });
  expect(
    explainFit(counted, { traits: traits({ revenue }), visit: null }, englishConditions)?.lines,
  ).toMatchObject([{ worth, conditions: [{ holds }] }]);
});

const anyValue = fc.oneof(
  fc.constantFrom<TraitValue>('director', 'DE', 'free', 'work', '1,000+', '250-500', '', ' ', true, false),
  fc.integer({ min: -10, max: 5_000 }),
);
const anyTraits = fc.dictionary(fc.constantFrom('seniority', 'country', 'emailType', 'employees'), anyValue);

test('the worth of the lines, held to 0–100, is the fit, and a line gives something only if all it asks holds', () => {
  fc.assert(
    fc.property(
      anyTraits,
      fc.array(fc.integer({ min: -80, max: 80 }), { minLength: 3, maxLength: 3 }),
      (values, points) => {
        const changed: Model = model.parse({
          ...defaultModel,
          fit: {
            rules: rules.map((rule, n) => ({
              ...rule,
              points: points[n],
              ...('max' in rule && { max: 100 }),
            })),
            grades,
          },
        });
        const explained = explainFit(changed, { traits: traits(values), visit: null }, englishConditions);
        expect(explained).toMatchObject(fitOf(changed, traits(values)));
        for (const { worth, conditions } of explained?.lines ?? []) {
          if (worth !== 0) expect(conditions.every(({ holds }) => holds)).toBe(true);
        }
        if (explained?.fitScore == null) return;
        const sum = explained.lines.reduce((total, { worth }) => total + worth, 0);
        expect(explained.fitScore).toBe(Math.min(100, Math.max(0, sum)));
      },
    ),
  );
});
