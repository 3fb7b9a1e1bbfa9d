// What is around every page, in English.

import { warningWords } from '../../../../flows/sites/usage-words.ts';

export const frame = {
  skip: 'Skip to the content',
  signOut: 'Sign out',
  sites: 'Sites',
  allSites: 'All sites',
  pages: {
    label: 'Pages',
    people: 'People',
    companies: 'Companies',
    matrix: 'Matrix',
    reports: 'Reports',
    model: 'Model',
    alerts: 'Alerts',
    site: 'Site',
  },
  model: 'Model',
  scoredBy: 'Scored by',
  home: 'Home',
  usageWarning: warningWords,
};

export const clock = { justNow: 'just now', today: 'Today', yesterday: 'Yesterday' };
