// The report on the prediction, in English.

import type { PredictionAnswer } from '../../../../../schema/api/reports/prediction.ts';
import type { PredictionPart } from '../../../../../schema/site.ts';
import { englishFeatureWords, type FeatureWords } from '../../../../score/proof/predict/feature-words.ts';
import { numbersIn } from '../../../../score/proof/report-words.ts';
import { pluralIn } from '../../grammar/plural.ts';

const { count, percent } = numbersIn('en-US');
const plural = pluralIn('en');
const people = (some: number) => `${count(some)} ${plural(some, { one: 'person', other: 'people' })}`;

export const prediction = {
  question: 'Who will buy?',
  finding: (auc: number, topTenth: number) =>
    `A buyer is ranked above somebody else in ${percent(auc)} of pairs; the tenth with the highest probability holds ${percent(topTenth)} of the buyers`,
  none: 'There is no prediction yet.',
  begins: (outcomes: number) =>
    `It is made by itself once ${count(outcomes)} outcomes won or lost are known.`,
  missing: ({ outcomes, won, others }: NonNullable<PredictionAnswer['missing']>) =>
    `Too little to predict from. Missing: ${[
      ...(outcomes > 0 ? [`${count(outcomes)} more outcomes won or lost`] : []),
      ...(won > 0 ? [`${count(won)} more won`] : []),
      ...(others > 0 ? [`${count(others)} more people who have not bought`] : []),
    ].join(', ')}.`,
  evidence: ({ won, lost, undecided }: NonNullable<PredictionAnswer['evidence']>) =>
    `Made of ${people(won)} who bought, ${count(lost)} who were lost, and ${count(undecided)} who did neither although a buyer would have bought by now.`,
  chart: { predicted: 'Predicted', observed: 'Bought' },
  curve: {
    caption: 'Tenths of the people by probability',
    columns: { predicted: 'Predicted', observed: 'Bought', people: 'People' },
  },
  errors: (calibrationError: number, brier: number) =>
    `On average the probability of a tenth is off by ${percent(calibrationError)}; the mean squared error (Brier) is ${brier.toFixed(3)}. All of this is about people to whom it was not fitted. Where guessing is as good, 50% of pairs are in order.`,
  weights: {
    caption: 'What it is made of',
    columns: { fact: 'Fact', weight: 'Weight', people: 'People' },
    note: 'Weight: what it adds to the logit of the probability, for each unit of the logarithm of 1 + an amount, or if it is so. In brackets: the 95% interval. All facts count together, so one that only goes along with another has little weight.',
  },
  features: englishFeatureWords as FeatureWords,
  falls: (perDay: number) =>
    `With each day without a visit, the odds fall by ${percent(1 - Math.exp(-perDay))}.`,
  parts: (names: readonly string[]) =>
    `It may use: ${names.join(', ')}. Never age, gender or the like. The setting “predictFrom” shortens the list.`,
  partNames: {
    rules: 'points by rule',
    events: 'kinds of events',
    time: 'time and visits',
    source: 'the first visit',
    traits: 'traits',
  } satisfies Record<PredictionPart, string>,
  person: {
    title: (chance: string) => `Likely to buy: ${chance}`,
    for: 'What speaks for it',
    against: 'What speaks against it',
    note: 'Compared with everybody, as people like this one bought before.',
    how: 'How good this prediction is',
  },
  waiting: {
    why: 'The people are gathered. Fitting the prediction takes more time than the free plan of Cloudflare allows. Run this in a copy of Leadlight’s repository, with LEADLIGHT_TOKEN set to a token with the role admin:',
    copy: 'Copy the command',
  },
  list: 'See who will most likely buy',
  again: 'Predict anew',
  byItself: 'It happens by itself each week, and when the outcomes have doubled.',
  running: {
    gather: (done: string, total: string) => `Gathering everybody’s history: ${done} of ${total} people.`,
    fit: () => 'Fitting the prediction.',
    write: (done: string, total: string) => `Writing everybody’s probability: ${done} of ${total} people.`,
  } satisfies Record<
    NonNullable<PredictionAnswer['running']>['stage'],
    (done: string, total: string) => string
  >,
};
