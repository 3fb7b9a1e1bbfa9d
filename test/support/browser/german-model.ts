// Models whose words are all German, so that English on a page is the page's own.

import type { FitRule, Model, Rule } from '../../../schema/model/model.ts';

/** Disqualifies a competitor: everybody with an email at `rivale.test`. */
export const rival: Rule = {
  ...{ id: 'mitbewerb', label: 'Mitbewerb', on: '*', where: { email: '*@rivale.test' } },
  disqualifies: true,
};

/** What differs between the models of tests; `fit` without the grades. */
type Parts = Pick<Model, 'rules' | 'groups' | 'lapses' | 'actions'> & { fit: FitRule[] };

/** A model of these parts, with the levels and grades of all. */
export function germanModel({ fit, ...parts }: Parts): Model {
  return {
    halfLifeDays: 30,
    levels: [
      { name: 'heiss', at: 45, keep: 40 },
      { name: 'warm', at: 20, keep: 15 },
      { name: 'lau', at: 5, keep: 4 },
      { name: 'kalt' },
    ],
    fit: { rules: fit, grades: { A: 70, B: 45, C: 20 } },
    ...parts,
  };
}
