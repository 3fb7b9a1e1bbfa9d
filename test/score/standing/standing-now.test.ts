// Where a visitor stands at a moment: the stored level lowered by the clock, the score as people see it, the reasons.

import { describe, expect, it } from 'vitest';
import type { OutcomeResult } from '../../../worker/score/event.ts';
import { shownScore, standingAt } from '../../../worker/score/standing/standing-now.ts';
import { day, modelOf, monday } from '../../support/checks/scoring.ts';

const model = modelOf([
  { on: '*', points: 1, label: 'Page' },
  { on: '*', points: 1, label: 'Form' },
  { on: '*', points: 1, label: 'Careers' },
  { on: '*', points: 1, label: 'File' },
]);

describe('the score that people see', () => {
  it.each([
    [0, 0],
    [0.004, 0],
    [0.005, 0.01],
    [44.994, 44.99],
    [44.995, 45],
    [-0.004, 0],
    [-50, 0],
    [1e6 + 0.001, 1e6],
  ])('of %d is %d', (raw, shown) => {
    expect(Object.is(shownScore(raw), shown)).toBe(true);
  });
});

describe('a standing', () => {
  it('is what is left: score, status, level, and when it cools', () => {
    const stored = { heat: 80, heatByRule: {}, level: 1, outcome: null };
    const at = (days: number) => standingAt(model, stored, monday + days * day);
    expect(at(0)).toMatchObject({ rawScore: 80, score: 80, status: 'hot', level: 1 });
    expect(at(1)).toMatchObject({ rawScore: 40, status: 'hot', level: 1 });
    expect(at(2)).toMatchObject({ rawScore: 20, status: 'warm', level: 2 });
    expect(at(3)).toMatchObject({ rawScore: 10, status: 'cool', level: 3 });
    expect(at(5)).toMatchObject({ rawScore: 2.5, status: 'cold', level: 4, coolsAt: null });
    const cools = at(0).coolsAt as number;
    expect(standingAt(model, stored, cools + 1)).toMatchObject({ status: 'warm' });
    expect(standingAt(model, stored, cools - 1)).toMatchObject({ status: 'hot' });
  });

  it('does not rise by the score alone: a level is reached when an event arrives', () => {
    expect(standingAt(model, { heat: 44.99, heatByRule: {}, level: 2, outcome: null }, monday)).toMatchObject(
      {
        status: 'warm',
      },
    );
  });

  it('of who is disqualified has a score and no level', () => {
    expect(standingAt(model, { heat: 80, heatByRule: {}, level: 5, outcome: null }, monday)).toMatchObject({
      score: 80,
      status: 'disqualified',
      level: null,
      coolsAt: null,
    });
  });

  it.each<[OutcomeResult | null, string]>([
    ['won', 'customer'],
    ['lost', 'disqualified'],
    ['open', 'disqualified'],
    [null, 'disqualified'],
  ])('outside the levels is, after an outcome %j, that of a %s', (outcome, status) => {
    expect(standingAt(model, { heat: 80, heatByRule: {}, level: 5, outcome }, monday)).toMatchObject({
      status,
      level: null,
    });
    expect(standingAt(model, { heat: 80, heatByRule: {}, level: 1, outcome }, monday)).toMatchObject({
      status: 'hot',
      level: 1,
    });
  });

  it('has the three weightiest reasons, for and against, as faded', () => {
    const heatByRule = { r0: 4, r1: 40, r2: -20, r3: 0, adjustment: 8 };
    expect(
      standingAt(model, { heat: 32, heatByRule, level: 2, outcome: null }, monday + day).topReasons,
    ).toEqual([
      { rule: 'r1', label: 'Form', worth: 20 },
      { rule: 'r2', label: 'Careers', worth: -10 },
      { rule: 'adjustment', label: 'Adjusted by hand', worth: 4 },
    ]);
  });

  it('orders reasons of one weight by rule, and leaves out what is worth nothing', () => {
    const reasons = standingAt(
      model,
      { heat: 0, heatByRule: { r3: 1, r1: -1, r0: 0 }, level: 4, outcome: null },
      monday,
    ).topReasons;
    expect(reasons.map(({ rule }) => rule)).toEqual(['r1', 'r3']);
    const inOrder = standingAt(
      model,
      { heat: 0, heatByRule: { r1: -1, r3: 1 }, level: 4, outcome: null },
      monday,
    ).topReasons;
    expect(inOrder.map(({ rule }) => rule)).toEqual(['r1', 'r3']);
  });

  it('names a rule that the model does not have by its id', () => {
    const { topReasons } = standingAt(
      model,
      { heat: 1, heatByRule: { gone: 1 }, level: 4, outcome: null },
      monday,
    );
    expect(topReasons).toEqual([{ rule: 'gone', label: 'gone', worth: 1 }]);
  });
});
