// The reports on sources and velocity, in English.

import { englishCohortWords } from '../../../../score/proof/cohort/cohort-words.ts';

export const cohort = {
  words: englishCohortWords,
  sources: {
    question: 'Which sources bring buyers?',
    by: {
      label: 'By',
      channel: 'channel',
      source: 'source',
      campaign: 'campaign',
      landing: 'landing page',
    },
    columns: {
      name: 'First visit',
      visitors: 'Visitors',
      leads: 'Leads',
      won: 'Bought',
      lost: 'Lost',
      open: 'Open',
      value: 'Value',
      conversion: 'Leads who bought',
      leadsPerSale: 'Leads per sale',
      daysToSale: 'Days to sale',
      expected: 'Sales to expect',
    },
    note: 'Leads: identified, or with a deal. Open: leads who have not bought and whom nothing has ruled out. Days: the median from the first visit to the first sale. Sales to expect: if open leads buy like all of the same row. In brackets: the 95% interval.',
  },
  velocity: {
    question: 'How long do people take?',
    caption: 'From the first visit',
    columns: {
      stage: 'Until',
      reached: 'Reached it',
      notYet: 'Not yet',
      lower: 'A quarter by day',
      median: 'Half by day',
      upper: 'Three quarters by day',
    },
  },
};
