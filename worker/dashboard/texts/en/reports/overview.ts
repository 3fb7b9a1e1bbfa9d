// The overview by day, in English.

import { englishOverviewWords } from '../../../../score/proof/overview-words.ts';

export const overview = {
  words: englishOverviewWords,
  question: 'How does it go?',
  charts: {
    visitors: 'New visitors by day',
    leads: 'New leads by day',
    onTop: (level: string) => `Visitors who are ${level}`,
    most: (count: string) => `at most ${count}`,
  },
  days: (count: string) => `The last ${count} days`,
  cells: 'Leads by cell',
  columns: {
    day: 'Day',
    newVisitors: 'New visitors',
    newLeads: 'New leads',
    up: 'Rises',
    down: 'Falls',
    visitors: 'All visitors',
    leads: 'All leads',
  },
  note: 'The file has every day of the period.',
};
