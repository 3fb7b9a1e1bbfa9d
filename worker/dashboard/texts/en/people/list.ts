// The list of people, in English.

import { pluralIn } from '../../grammar/plural.ts';
import type { Tag } from '../../grammar/tag.ts';

const plural = pluralIn('en');

export const list = {
  /** What the list shows. A level's name is the model's. */
  title: {
    everyone: 'Everyone',
    customer: 'Who is a customer',
    disqualified: 'Who is disqualified',
    level: (name: string) => `Who is ${name}`,
  },
  tabs: {
    label: 'Status',
    everyone: 'everyone',
    customer: 'customer',
    disqualified: 'disqualified',
    level: (name: string) => name,
  },
  lastCount: 'As of the last hourly count',
  caption: (title: string) => `${title}, with score and reasons`,
  unknown: 'Not identified yet',
  sinceYesterday: (change: string) => `${change} since yesterday`,
  inSevenDays: (change: string) => `${change} in 7 days`,
  foot: (zone: string) => `Times are in ${zone}. Scores fade over time.`,
  searchHint: 'Name, email or company',
  filter: 'Filter',
  apply: 'Apply',
  remove: (filter: string) => `Remove: ${filter}`,
  quoted: (search: string) => `“${search}”`,
  any: 'Any',
  anyTime: 'Any time',
  identifiedOrNot: 'Identified or not',
  filters: {
    who: 'Who',
    grade: 'Fit',
    cell: 'Cell',
    trend: 'In 7 days',
    seen: 'Last seen',
    minScore: 'Score at least',
    likely: 'Chance to buy at least (%)',
    company: 'Company',
    state: 'State',
    owner: 'Owner',
    source: 'Source',
    channel: 'Channel',
  },
  chips: {
    who: (value: string): string => (value === 'identified' ? 'Identified' : 'Not identified'),
    grade: (grade: string) => `Fit ${grade}`,
    cell: (cell: string) => `Cell ${cell}`,
    trend: (value: string): string => (value === 'up' ? 'Warming' : 'Cooling'),
    seen: (days: string): string => (days === '1' ? 'Seen since yesterday' : `Seen in ${days} days`),
    minScore: (score: string) => `Score ${score} or more`,
    likely: (percent: string) => `Chance to buy ${percent} or more`,
    company: (company: string) => `Company: ${company}`,
    state: (state: string) => `State: ${state}`,
    owner: (owner: string) => `Owner: ${owner}`,
    source: (source: string) => `Source: ${source}`,
    channel: (channel: string) => `Channel: ${channel}`,
  },
  empty: {
    continue: (more: Tag) => ['No matches so far. ', more('Continue searching'), '.'],
    clear: (clear: Tag) => ['No visitors match your search. ', clear('Clear the search'), '.'],
    clearOrAll: (clear: Tag, everyone: Tag) => [
      'No visitors match your search. ',
      clear('Clear the search'),
      ', or ',
      everyone('search everyone'),
      '.',
    ],
    unlikely: (everyone: Tag) => [
      'Nobody here has a probability to buy: customers and disqualified people have none. See ',
      everyone('everyone'),
      '.',
    ],
    nobody: {
      everyone: 'No one is here yet.',
      customer: 'No one is a customer yet.',
      disqualified: 'No one is disqualified yet.',
      level: (name: string) => `No one is ${name} yet.`,
    },
    takes: (points: number, written: string) =>
      `It takes ${written} ${plural(points, { one: 'point', other: 'points' })}.`,
    see: (everyone: Tag) => ['See ', everyone('everyone'), '.'],
    seeBelow: (level: string, below: Tag, everyone: Tag) => [
      'See ',
      below(`who is ${level}`),
      ', or ',
      everyone('everyone'),
      '.',
    ],
  },
  newSite: {
    title: 'No visitors yet',
    paste: (code: Tag) => [
      'Paste this into every page of your site, before ',
      code('</head>'),
      '. Visitors appear here as soon as the first page is viewed.',
    ],
    origins: 'Allowed origins:',
    install: 'Steps for your platform, and whether it works',
  },
};
