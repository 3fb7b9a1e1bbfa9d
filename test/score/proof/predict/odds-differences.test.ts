// Stored odds compared with the prediction.

import { expect, test } from 'vitest';
import type { Prediction } from '../../../../schema/model/prediction.ts';
import {
  type ComparedOdds,
  leastChange,
  oddsDifferences,
} from '../../../../worker/score/proof/predict/odds-differences.ts';
import { deedOddsOf, personOddsOf } from '../../../../worker/score/proof/predict/prediction.ts';
import { fold } from '../../../../worker/score/standing/fold.ts';
import type { State } from '../../../../worker/score/standing/step.ts';
import { eventOf, hour, modelOf } from '../../../support/checks/scoring.ts';
import { someWeights } from '../../../support/stories/weights.ts';

const compiled = modelOf([{ on: 'page_view', points: 10 }]);
const state = fold([eventOf(), eventOf()], compiled).state as State;
const person = { traits: { title: { value: 'CTO' } }, fitScore: 40 } as unknown as ComparedOdds['person'];
const { lastSeen } = state.standing;

const deedOdds = deedOddsOf(someWeights, state, compiled) as number;
const personOdds = personOddsOf(someWeights, person) as number;
/** What differs of a row with these odds, and this last visit. */
const whats = (
  stored: Pick<ComparedOdds['stored'], 'deedOdds' | 'personOdds'> & { lastSeen?: number },
  { prediction = someWeights as Prediction | null, of = state } = {},
) =>
  oddsDifferences(prediction, compiled, { stored: { lastSeen, ...stored }, state: of, person }).map(
    ({ what }) => what,
  );

test.each([
  ['as they are', { deedOdds, personOdds }, []],
  ['a little more', { deedOdds: deedOdds + leastChange, personOdds: personOdds + leastChange }, []],
  [
    'more',
    { deedOdds: deedOdds + 0.1, personOdds: personOdds + 1.1 * leastChange },
    ['odds of deeds', 'odds of the person'],
  ],
  ['less', { deedOdds: deedOdds - 2 * leastChange, personOdds }, ['odds of deeds']],
  ['none', { deedOdds: null, personOdds: null }, ['odds of deeds', 'odds of the person']],
])('%s', (_, stored, expected) => {
  expect(whats(stored)).toEqual(expected);
});

test('they may be those of any visit since the stored one', () => {
  const before = { ...state, standing: { ...state.standing, lastSeen: lastSeen - hour } };
  const lagging = { deedOdds: deedOddsOf(someWeights, before, compiled) as number, personOdds };
  expect(whats({ ...lagging, lastSeen: lastSeen - hour })).toEqual([]);
  expect(whats({ deedOdds, personOdds, lastSeen: lastSeen - hour })).toEqual([]);
  expect(whats({ ...lagging, lastSeen })).toEqual(['odds of deeds']);
});

test('without a prediction there are none', () => {
  expect(whats({ deedOdds: null, personOdds: null }, { prediction: null })).toEqual([]);
  expect(whats({ deedOdds, personOdds }, { prediction: null })).toHaveLength(2);
});

test('customers have none of deeds', () => {
  const of = fold([eventOf(), eventOf({ kind: 'outcome', body: { result: 'won' } })], compiled)
    .state as State;
  expect(whats({ deedOdds: null, personOdds }, { of })).toEqual([]);
  expect(whats({ deedOdds, personOdds }, { of })).toEqual(['odds of deeds']);
});
