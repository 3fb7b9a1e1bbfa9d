// What the overview says in words, in English: the notes of the API, which the pages translate.

import { numbersIn } from './report-words.ts';

/** A remark; the first is the finding. `up` and `down`: rises to the upper two levels, and falls from them. */
export type OverviewNote =
  | { kind: 'total'; visitors: number; leads: number }
  | { kind: 'moves'; up: number; down: number; hot: string; warm: string }
  | { kind: 'forgotten'; keptDays: number }
  | { kind: 'uncounted'; days: number };

/** The words of a language. */
export type OverviewWords = {
  readonly [K in OverviewNote['kind']]: (note: Extract<OverviewNote, { kind: K }>) => string;
};

const { count } = numbersIn('en-GB');
const some = (many: number, one: string, more: string) => `${count(many)} ${many === 1 ? one : more}`;

export const englishOverviewWords: OverviewWords = {
  total: ({ visitors, leads }) =>
    `${some(visitors, 'visitor', 'visitors')} came for the first time in this period, and ${some(leads, 'person was', 'people were')} identified for the first time.`,
  moves: ({ up, down, hot, warm }) =>
    `${some(up, 'rise', 'rises')} to ${hot} or ${warm}, ${some(down, 'fall', 'falls')} from there.`,
  forgotten: ({ keptDays }) => `Rises and falls are known of the last ${count(keptDays)} days only.`,
  uncounted: ({ days }) =>
    `Where everybody stood is not known of ${some(days, 'day', 'days')}, on which it was not counted.`,
};

/** A note in the words of a language. */
export function overviewText(note: OverviewNote, words: OverviewWords): string {
  return (words[note.kind] as (one: OverviewNote) => string)(note);
}
