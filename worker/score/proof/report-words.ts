// What the reports say in words, in English: the notes of the API, which the pages translate.

import type { Missing } from './bands-report.ts';
import type { Estimate } from './estimate.ts';

/** A remark about a report; names are those of bands. */
export type Note =
  | { kind: 'noSales' }
  | { kind: 'buyers'; buyers: number; unseen: number; disqualified: number }
  | { kind: 'sampled'; moments: number; sales: number }
  | { kind: 'inverted'; above: string; below: string; ratio: Estimate };

/** The words of a language for a report. */
export interface ReportWords {
  /** A band of scores; `to` null: no end. */
  scores: (from: number, to: number | null) => string;
  missing: (missing: Missing) => string;
  notes: { readonly [K in Note['kind']]: (note: Extract<Note, { kind: K }>) => string };
}

/** Numbers as a language writes them. */
export function numbersIn(locale: string) {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const rough = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 2 });
  const days = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return {
    /** `2,310`. */
    count: (value: number) => whole.format(value),
    /** `4.1` or `12`: two digits. */
    rough: (value: number) => (Number.isFinite(value) ? rough.format(value) : '∞'),
    /** `4.1%` or `12%` for shares of 0–1: two digits. */
    percent: (share: number) => percent.format(share),
    /** `4.1` or `12.5`: one decimal. */
    days: (value: number) => days.format(value),
  };
}

const { count, rough } = numbersIn('en-GB');
const people = (some: number) => (some === 1 ? '1 person' : `${count(some)} people`);
const was = (some: number) => (some === 1 ? 'was' : 'were');
const had = (some: number) => `${count(some)} had`;

export const englishReportWords: ReportWords = {
  scores: (from, to) => {
    if (to === null) return `${count(from)} and more`;
    return from === 0 ? `below ${count(to)}` : `${count(from)} to ${count(to)}`;
  },
  missing: ({ what, count: some }) =>
    what === 'people'
      ? `${people(some)} more in it, on average`
      : `${count(some)} more ${some === 1 ? 'sale' : 'sales'} from it`,
  notes: {
    noSales: () =>
      'Nobody is known to have bought for the first time in this period, so no band has a rate. Report won deals to see them.',
    buyers: ({ buyers, unseen, disqualified }) =>
      `${people(buyers)} bought for the first time in this period.${
        unseen + disqualified > 0
          ? ` In no band ${was(unseen + disqualified)} ${count(unseen + disqualified)} of them: ${had(unseen)} never been seen before, ${count(disqualified)} ${was(disqualified)} disqualified.`
          : ''
      }`,
    sampled: ({ moments, sales }) =>
      `Everybody is compared at ${count(moments)} of the ${count(sales)} sales, drawn at random but always the same.`,
    inverted: ({ above, below, ratio: { value, low, high } }) =>
      `${above} converts worse than ${below}: its people buy ${rough(value)} times as often (${rough(low)} to ${rough(high)}). That is beyond chance.`,
  },
};

/** A note in the words of a language. */
export function noteText(note: Note, { notes }: ReportWords): string {
  return (notes[note.kind] as (one: Note) => string)(note);
}
