// A prediction for sites of tests: weights of all that their visitors do and are.

import type { Prediction } from '../../../schema/model/prediction.ts';

const features = [
  ...['r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'page', 'pricing', 'demo'].map((rule) => `rule:${rule}`),
  ...['page_view', 'download', 'form_fill', 'signed_up'].map((kind) => `event:${kind}`),
  ...['time:seconds', 'time:visits', 'time:days'],
  ...['source:source=direct', 'source:source=google', 'source:channel=direct', 'source:landing=/pricing'],
  ...['trait:identified=true', 'trait:fit#', 'trait:title=cto', 'trait:employees#', 'trait:company=acme'],
];

/** Each weight is of another size, so that no mistake makes up for another. */
export const someWeights: Prediction = {
  intercept: -2.5,
  fallPerDay: 0.05,
  weights: Object.fromEntries(
    features.map((feature, place) => [
      feature,
      { weight: (place % 2 ? -1 : 1) * (0.11 + place * 0.037), error: 0.1, mean: 0.5, people: 100 },
    ]),
  ),
};
