// The page Reports, in English.

import type { Band } from '../../../../score/proof/bands-report.ts';
import { englishReportWords, type ReportWords } from '../../../../score/proof/report-words.ts';
import { cohort } from './cohort.ts';
import { overview } from './overview.ts';
import { prediction } from './prediction.ts';

/** A word at the beginning of a sentence. */
const begin = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

export const reports = {
  title: 'Reports',
  words: englishReportWords satisfies ReportWords,
  tabs: {
    label: 'Reports',
    overview: 'Overview',
    sources: 'Sources',
    bands: 'Score',
    velocity: 'Time',
    calibration: 'Rules',
    prediction: 'Prediction',
  },
  period: (from: string, to: string) => `From ${from} to ${to}`,
  periods: {
    label: 'Period',
    days: (count: string) => `${count} days`,
    from: 'From',
    to: 'To',
    channel: 'First came by',
    anyChannel: 'any channel',
    show: 'Show',
  },
  interval: (value: string, low: string, high: string) => `${value} (${low} to ${high})`,
  needs: (missing: string) => `needs ${missing}`,
  overview,
  cohort,
  prediction,
  counting: (done: string, total: string) => `Counting everybody’s history: ${done} of ${total} people.`,
  reload: 'Look again',
  csv: 'CSV',
  bands: {
    question: 'Does the score find buyers?',
    often: (above: string, below: string, times: string, low: string, high: string) =>
      `${begin(above)} leads buy ${times} times as often as ${below} ones (${low} to ${high})`,
    atLeast: (above: string, below: string, low: string) =>
      `${begin(above)} leads buy at least ${low} times as often as ${below} ones`,
    asAll: (level: string, times: string, low: string, high: string) =>
      `${begin(level)} leads buy ${times} times as often as everybody (${low} to ${high})`,
    undecided: (above: string, below: string, low: string, high: string) =>
      `These sales do not show whether ${above} leads buy more often than ${below} ones: ${low} to ${high} times as often`,
    tooFew: (level: string, missing: string) =>
      `Too few sales to say. What ${level} still needs: ${missing}.`,
    nothing: 'Too few sales to say.',
    chart: 'How many times as often as everybody people of each level buy',
    everybody: 'as everybody',
    by: { level: 'By level', cell: 'By fit and level', score: 'By score' } satisfies Record<
      Band['by'],
      string
    >,
    columns: {
      band: 'Just before the sale',
      people: 'Stood there',
      won: 'Bought',
      lift: 'Times as often',
      conversion: 'Probability',
    },
    note: 'Stood there: people at the moment of a sale, on average. Probability: to buy within a period as long, for who stays there. In brackets: the 95% interval.',
  },
};
