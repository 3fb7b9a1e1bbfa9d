// What the reports on sources and velocity say in words, in English: the notes of the API, which the pages translate.

import type { Estimate } from '../estimate.ts';
import { numbersIn } from '../report-words.ts';
import type { SourceRow } from './sources-report.ts';

/** A remark; the first of a report is its finding. `name`: that of a source or of a stage. Durations are in days. */
export type CohortNote =
  | { kind: 'nobody' }
  | { kind: 'standsOut'; name: string; ratio: Estimate }
  | { kind: 'alike' }
  | { kind: 'tooFewSales' }
  | { kind: 'timeToSale'; median: number; lower: number; upper: number }
  | { kind: 'tooFewBuyers'; missing: number }
  | { kind: 'cohort'; people: number }
  | { kind: 'ofReached' }
  | { kind: 'unseen'; people: number }
  | { kind: 'unvalued'; deals: number };

/** The words of a language. */
export interface CohortWords {
  /** A row without a name of its own. */
  rows: Record<Exclude<SourceRow['kind'], 'named'>, string>;
  stages: { identified: string; won: string };
  /** How many more people a median needs. */
  missing: (people: number) => string;
  notes: { readonly [K in CohortNote['kind']]: (note: Extract<CohortNote, { kind: K }>) => string };
}

const { count, rough, days } = numbersIn('en-GB');
const people = (some: number) => (some === 1 ? '1 person' : `${count(some)} people`);

export const englishCohortWords: CohortWords = {
  rows: { none: 'none given', other: 'all others', unseen: 'no visit before the sale' },
  stages: { identified: 'identified', won: 'bought' },
  missing: (some) => `${people(some)} more who reached it`,
  notes: {
    nobody: () => 'Nobody came for the first time in this period.',
    standsOut: ({ name, ratio: { value, low, high } }) =>
      Number.isFinite(value)
        ? `${name}: its leads buy ${rough(value)} times as often as those of all others (${rough(low)} to ${rough(high)}).`
        : `${name}: its leads buy at least ${rough(low)} times as often as those of all others.`,
    alike: () => 'These sales do not show that leads from one of them buy more often than from another.',
    tooFewSales: () => 'Too few sales to say whose leads buy more often.',
    timeToSale: ({ median, lower, upper }) =>
      `Half of those who bought did so within ${days(median)} days of their first visit, the middle half after ${days(lower)} to ${days(upper)} days.`,
    tooFewBuyers: ({ missing }) =>
      `Too few sales to say how long people take to buy: it needs ${count(missing)} more.`,
    cohort: ({ people: some }) =>
      `Counted: ${people(some)} whose first visit was in this period, with everything since then.`,
    ofReached: () =>
      'Days are those of the people who reached a stage. Who came late in the period has had less time, so the days can still grow.',
    unseen: ({ people: some }) => `In no source: ${people(some)} without a visit before the sale.`,
    unvalued: ({ deals }) =>
      `The values of ${count(deals)} won ${deals === 1 ? 'deal' : 'deals'} are left out: there are too many currencies.`,
  },
};

/** A note in the words of a language. */
export function cohortText(note: CohortNote, { notes }: CohortWords): string {
  return (notes[note.kind] as (one: CohortNote) => string)(note);
}
