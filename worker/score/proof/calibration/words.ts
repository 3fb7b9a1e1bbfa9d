// What the report on the rules says in words, in English: the notes of the API, which the pages translate.

import type { Estimate } from '../estimate.ts';
import { numbersIn } from '../report-words.ts';
import type { Silence } from './points.ts';

/** A remark on the report. */
export type CalibrationNote =
  | { kind: 'buyers'; buyers: number; left: number }
  | { kind: 'silence'; silence: Silence }
  | { kind: 'fitted'; sales: number; changed: number }
  | { kind: 'heldOut'; sales: number; before: Estimate; after: Estimate }
  | { kind: 'judged'; accepted: number; rejected: number };

/** The words of a language for them. */
export type CalibrationWords = {
  readonly [K in CalibrationNote['kind']]: (note: Extract<CalibrationNote, { kind: K }>) => string;
};

/** A share as whole percent. */
const percent = (share: number) => `${Math.round(share * 100)}%`;
const { count } = numbersIn('en-GB');
const people = (some: number) => (some === 1 ? '1 person' : `${count(some)} people`);
const sales = (some: number) => (some === 1 ? '1 sale' : `${count(some)} sales`);
const shown = ({ value, low, high }: Estimate) => `${percent(value)} (${percent(low)} to ${percent(high)})`;

export const englishCalibrationWords: CalibrationWords = {
  buyers: ({ buyers, left }) =>
    `${people(buyers)} bought for the first time in this period.${
      left > 0
        ? ` ${count(left)} of them had never been seen before or were disqualified, and do not count.`
        : ''
    }`,
  silence: ({ silence }) => {
    if (silence.why === 'sales')
      return `No points are suggested yet: that takes ${sales(silence.count)} more, in the half of people that points are fitted to.`;
    return silence.why === 'chance'
      ? 'No points are suggested: these sales look as if they did not depend on the rules.'
      : 'No points are suggested: too few people reach a level to say how much a point is.';
  },
  fitted: ({ sales: some, changed }) =>
    `All rules were fitted together to ${sales(some)}, in half of the people. ${
      changed === 0
        ? 'The points in use agree with these sales.'
        : `Other points are suggested for ${count(changed)}; the sales do not tell the rest.`
    }`,
  heldOut: ({ sales: some, before, after }) =>
    `On the other half, with ${sales(some)}: a buyer scored higher than ${shown(before)} of the others with the points in use, and than ${shown(after)} with the suggested ones. Guessing gives 50%.`,
  judged: ({ accepted, rejected }) =>
    `Sales accepted ${count(accepted)} and rejected ${count(rejected)} leads in this period. That is shown apart and changes no points.`,
};

/** A remark in the words of a language. */
export function calibrationNote(note: CalibrationNote, words: CalibrationWords): string {
  return (words[note.kind] as (one: CalibrationNote) => string)(note);
}
