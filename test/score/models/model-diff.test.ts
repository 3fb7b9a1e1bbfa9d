// Two models, side by side in words.

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { Model, Rule } from '../../../schema/model/model.ts';
import { diffModels } from '../../../worker/score/models/model-diff.ts';
import { anyModel } from '../../support/stories/models.ts';

const page: Rule = { id: 'page', label: 'Viewed a page', on: 'page_view', points: 1 };
const levels = defaultModel.levels;
const base: Model = { halfLifeDays: 30, rules: [page], levels };
const withRule = (rule: Partial<Rule>): Model => ({ ...base, rules: [{ ...page, ...rule } as Rule] });
const fitted = (points: number, A = 70): Model => ({
  ...base,
  fit: {
    rules: [{ id: 'boss', label: 'Boss', where: { title: ['*chief*', 'c?o'] }, points }],
    grades: { A, B: 45, C: 20 },
  },
});

const counting = (of: number, max: number): Model => ({
  ...base,
  fit: {
    rules: [{ id: 'seats', label: 'Seats', each: { trait: 'employees', of }, points: 1, max }],
    grades: { A: 70, B: 45, C: 20 },
  },
});

const lapsing = (hours: number, where?: Record<string, string>): Model => ({
  ...base,
  lapses: [
    {
      id: 'cart_left',
      label: 'Left a cart',
      after: { on: 'added_to_cart', ...(where && { where }) },
      unless: { on: 'order_placed' },
      hours,
    },
  ],
});

describe('the difference of two models', () => {
  it.each<[string, Model, Model, string[]]>([
    ['nothing', base, { ...base }, []],
    [
      'another model',
      base,
      { ...base, name: 'emea' },
      ['It is a version of the model "emea", not of "default".'],
    ],
    ['the order of rules', defaultModel, { ...defaultModel, rules: defaultModel.rules.toReversed() }, []],
    [
      'a lapse',
      base,
      lapsing(24, { path: '/shop*' }),
      [
        'New lapse "cart_left" (Left a cart): after added_to_cart where path is "/shop*", without order_placed, within 24 hours.',
      ],
    ],
    [
      'another lapse',
      lapsing(24),
      lapsing(1, { path: '/shop*' }),
      [
        'Lapse "cart_left" (Left a cart): after added_to_cart where path is "/shop*" instead of added_to_cart; within 1 hour instead of 24 hours.',
      ],
    ],
    ['no lapse', lapsing(24), base, ['Lapse "cart_left" (Left a cart) is gone.']],
    ['the half-life', base, { ...base, halfLifeDays: 1 }, ['Half-life: 1 day instead of 30 days.']],
    [
      'no fading',
      { ...base, halfLifeDays: null },
      base,
      ['Half-life: 30 days instead of none (points do not fade).'],
    ],
    [
      'no fading any more',
      base,
      { ...base, halfLifeDays: null },
      ['Half-life: none (points do not fade) instead of 30 days.'],
    ],
    ['points', base, withRule({ points: 2 }), ['Rule "page" (Viewed a page): 2 points instead of 1 point.']],
    [
      'a label',
      base,
      withRule({ label: 'Read' }),
      ['Rule "page" (Viewed a page): called "Read" instead of "Viewed a page".'],
    ],
    [
      'a cap',
      base,
      withRule({ cap: { times: 1, per: 'day' } }),
      ['Rule "page" (Viewed a page): now at most once a day.'],
    ],
    [
      'another cap',
      withRule({ cap: { times: 2, per: 'month', by: 'path' } }),
      withRule({ cap: { times: 3, per: 'ever' } }),
      ['Rule "page" (Viewed a page): at most 3 times ever instead of twice a month for each path.'],
    ],
    [
      'the nth',
      base,
      withRule({ nth: 3, per: 'week' }),
      ['Rule "page" (Viewed a page): now only the 3rd time in each week.'],
    ],
    [
      'conditions',
      withRule({ where: { path: '/a*', title: { not: ['x', 'y'] } } }),
      withRule({ where: { path: ['/a', '/b'], scroll: { gte: 50, lt: 90 } } }),
      [
        'Rule "page" (Viewed a page): where path is "/a" or "/b" instead of "/a*"; ' +
          'now where scroll is at least 50 and under 90; no longer where title is neither "x" nor "y".',
      ],
    ],
    [
      'words',
      base,
      withRule({ where: { title: { words: ['demo', 'trial'] }, path: { words: 'plans' } } }),
      [
        'Rule "page" (Viewed a page): now where title is a text with the words "demo" or "trial"; ' +
          'now where path is a text with the word "plans".',
      ],
    ],
    [
      'a single exception',
      base,
      withRule({ where: { title: { not: 'x' } } }),
      ['Rule "page" (Viewed a page): now where title is not "x".'],
    ],
    [
      'from the server, disqualifying, on anything',
      base,
      withRule({ on: '*', from: 'server', disqualifies: true }),
      [
        'Rule "page" (Viewed a page): now disqualifying; on every event instead of page_view; now only from your server.',
      ],
    ],
    [
      'rules that come and go',
      base,
      {
        ...base,
        rules: [{ id: 'back', label: 'Came back', on: 'visit', points: 8, cap: { times: 1, per: 'week' } }],
      },
      [
        'New rule "back" (Came back): 8 points, on a visit, at most once a week.',
        'Rule "page" (Viewed a page) is gone.',
      ],
    ],
    [
      'groups',
      { ...base, groups: [{ id: 'g', rules: ['page', 'b'], cap: { times: 1, per: 'day' } }] },
      {
        ...base,
        groups: [
          { id: 'g', rules: ['page', 'b'], cap: { times: 2, per: 'day' } },
          { id: 'h', rules: ['c', 'd'], cap: { times: 1, per: 'ever' } },
        ],
      },
      [
        'Group "g": "page" and "b" together at most twice a day instead of "page" and "b" together at most once a day.',
        'Group "h": now "c" and "d" together at most once ever.',
      ],
    ],
    [
      'levels',
      base,
      { ...base, levels: [{ name: 'now', at: 50, keep: 40 }, levels[1], levels[2], levels[3]] },
      [
        'Level 1 ("now") is called "now" instead of "hot".',
        `Level 1 ("now") is reached at 50 instead of ${levels[0].at}.`,
        `Level 1 ("now") is kept down to 40 instead of ${levels[0].keep}.`,
      ],
    ],
    [
      'fit and grades',
      fitted(40),
      fitted(50, 80),
      ['Fit rule "boss" (Boss): 50 points instead of 40 points.', 'Grade A: from 80 instead of from 70.'],
    ],
    [
      'fit where there was none',
      base,
      fitted(40),
      [
        'New fit rule "boss" (Boss): 40 points, where title is "*chief*" or "c?o".',
        'Grade A: now from 70.',
        'Grade B: now from 45.',
        'Grade C: now from 20.',
      ],
    ],
    [
      'points by number',
      counting(100, 20),
      counting(50, 30),
      [
        'Fit rule "seats" (Seats): for each 50 of employees instead of 100 of employees; at most 30 points instead of 20 points.',
      ],
    ],
    [
      'actions',
      { ...base, actions: { A1: 'Call', B1: 'Write' } },
      { ...base, actions: { A1: 'Visit', C1: 'Wait', D2: null } },
      [
        'Next action of A1: "Visit" instead of "Call".',
        'Next action of B1: no longer "Write".',
        'Next action of C1: now "Wait".',
        'Next action of D2: now none.',
      ],
    ],
  ])('tells %s', (_, before, after, lines) => {
    expect(diffModels(before, after)).toEqual(lines);
  });

  it.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [4, '4th'],
    [10, '10th'],
    [11, '11th'],
    [12, '12th'],
    [13, '13th'],
    [20, '20th'],
    [21, '21st'],
    [111, '111th'],
    [1000, '1000th'],
  ])('counts %i as %s', (nth, text) => {
    expect(diffModels(base, withRule({ nth, per: 'day' }))[0]).toContain(`the ${text} time`);
  });
});

test('two models that differ are told apart, and equal ones are not', () => {
  const sorted = ({ rules, ...rest }: Model) =>
    JSON.stringify({ ...rest, rules: rules.toSorted((a, b) => (a.id < b.id ? -1 : 1)) });
  fc.assert(
    fc.property(anyModel, anyModel, (before, after) => {
      expect(diffModels(before, before)).toEqual([]);
      if (sorted(before) !== sorted(after)) expect(diffModels(before, after)).not.toEqual([]);
    }),
    { numRuns: 500 },
  );
});
