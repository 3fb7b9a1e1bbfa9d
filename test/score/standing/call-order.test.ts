// The order of whom to call: every visitor has one place in it, and the model's actions order the cells.

import { describe, expect, it } from 'vitest';
import { defaultActions } from '../../../schema/model/default-actions.ts';
import { defaultModel } from '../../../schema/model/default-model.ts';
import type { Model } from '../../../schema/model/model.ts';
import { tiers } from '../../../schema/tables/tier.ts';
import { compileModel } from '../../../worker/score/rules/compile.ts';
import { callOrder, callSections, firstCell } from '../../../worker/score/standing/call-order.ts';
import { heatThresholds, lowered } from '../../../worker/score/standing/level.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 10, 2);
const byDefault = 'A1 A2 B1 B2 C1 D1 -1 A3 A4 B3 C2 D2 -2 B4 -4 C3 -3 C4 D3 D4';
const all = Object.keys(defaultActions);

/** The cells in the order, and people without a grade as `-1` to `-4`. */
function cellsOf(actions: NonNullable<Model['actions']>): string {
  const places = callOrder({ ...defaultModel, actions }).slice(0, -3);
  return places.map(({ tiers, levels }) => `${tiers.join()}${levels.join()}`).join(' ');
}

describe('the order of whom to call', () => {
  it.each<[string, NonNullable<Model['actions']>, string]>([
    ['has no actions of its own', {}, byDefault],
    ['only words one otherwise', { C2: 'Ring' }, byDefault],
    ['has nothing to do in one that is last anyway', { D4: null, A1: 'Ring' }, byDefault],
    [
      'names two the other way round',
      { B1: 'Call', A1: 'Mail' },
      'B1 A2 A1 B2 C1 D1 -1 A3 A4 B3 C2 D2 -2 B4 -4 C3 -3 C4 D3 D4',
    ],
    [
      'has nothing to do in the first',
      { A1: null },
      'A2 B1 B2 C1 D1 -1 A3 A4 B3 C2 D2 -2 B4 -4 C3 -3 A1 C4 D3 D4',
    ],
    [
      'has nothing to do on a level',
      { A3: null, B3: null, C3: null },
      'A1 A2 B1 B2 C1 D1 -1 A4 C2 D2 -2 B4 -4 A3 B3 C3 C4 D3 -3 D4',
    ],
    [
      'orders all of them',
      Object.fromEntries(all.toReversed().map((cell) => [cell, 'Write'])),
      'D4 D3 C4 C3 B4 D2 C2 B3 A4 -4 A3 -3 D1 C1 B2 B1 A2 -2 A1 -1',
    ],
  ])('of a model that %s', (_, actions, order) => {
    expect(cellsOf(actions)).toBe(order);
  });

  it('has customers and disqualified people after everybody on a level, and anonymous visitors last', () => {
    expect(callOrder(defaultModel).slice(-3)).toEqual([
      { tiers: ['A', 'B', 'C', 'D', '-'], levels: [5] },
      { tiers: [''], levels: [1, 2, 3, 4] },
      { tiers: [''], levels: [5] },
    ]);
  });
});

describe('its sections', () => {
  const compiled = compileModel({
    version: 1,
    model: { ...defaultModel, halfLifeDays: 10 },
    landmark: start,
  });
  const heats = [-5, 0, 3.99, 4, 5, 15.99, 16, 20, 35.99, 36, 45, 90];

  it.each([start, start + 3 * day, start + 40 * day])(
    'hold each visitor who passes the filter once, on the place of the level at %s, and nobody else',
    (at) => {
      const thresholds = heatThresholds(compiled.model.levels, compiled, at);
      const order = callOrder(compiled.model);
      for (const asked of [tiers, ['A', '-'] as const, [''] as const]) {
        for (const level of [null, 1, 2, 3, 4, 5]) {
          const sections = callSections(compiled, { level, minScore: null, at }, asked);
          for (const tier of tiers) {
            for (const stored of [1, 2, 3, 4, 5]) {
              for (const heat of heats) {
                const now = lowered(stored, heat, thresholds);
                const holding = sections.filter(
                  (section) =>
                    section.tiers.includes(tier) &&
                    section.ranges.some(
                      (range) =>
                        range.level === stored &&
                        (range.from === null || heat >= range.from) &&
                        (range.below === null || heat < range.below),
                    ),
                );
                const isAsked = asked.some((each) => each === tier) && (level === null || level === now);
                const place = order.findIndex((p) => p.tiers.includes(tier) && p.levels.includes(now));
                expect(holding.map((section) => section.place)).toEqual(isAsked ? [place] : []);
              }
            }
          }
        }
      }
    },
  );
});

describe('the first of some cells', () => {
  it.each<[string[], NonNullable<Model['actions']>, string | null]>([
    [['A4', 'B1'], {}, 'B1'],
    [['A1', 'C1'], {}, 'A1'],
    [['A1', 'C1'], { C1: 'Call', A1: 'Mail' }, 'C1'],
    [['D4', 'C4'], {}, 'C4'],
    [[], {}, null],
  ])('%j, with the actions %j, is %s', (cells, actions, first) => {
    expect(firstCell({ ...defaultModel, actions }, cells)).toBe(first);
  });
});
