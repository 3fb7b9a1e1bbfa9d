// Names, states and columns of people and companies, wherever they are listed, in English; and the matrix.

import type { Channel } from '../../../../../schema/api/visitors/channel.ts';
import { type ActionName, actionWords } from '../../../../../schema/model/default-actions.ts';
import { pluralIn } from '../../grammar/plural.ts';

const plural = pluralIn('en');

export const people = {
  /** In place of a name. `id`: the first characters of the visitor's id. */
  anonymous: (id: string) => `Anonymous · ${id}`,
  statuses: { customer: 'customer', disqualified: 'disqualified' },
  /** A source of nobody. */
  direct: 'direct',
  /** How somebody came, within a line. */
  channels: {
    direct: 'direct',
    organic_search: 'organic search',
    paid_search: 'paid search',
    organic_social: 'social network',
    paid_social: 'paid social',
    email: 'an email',
    referral: 'link on a website',
    display: 'display ad',
    ai_assistant: 'AI assistant',
    affiliate: 'affiliate',
    other: 'other',
  } satisfies Record<Channel, string> as Readonly<Record<Channel, string>>,
  /** What to do, where the model says nothing else. */
  actions: actionWords as Readonly<Record<ActionName, string>>,
  columns: {
    next: 'Do next',
    who: 'Who',
    score: 'Score',
    likely: 'Chance',
    why: 'Why',
    lastSeen: 'Last seen',
    cools: 'Cools',
    people: 'People',
    company: 'Company',
    hottest: 'Hottest',
    part: 'Part of the score',
  },
  /** Before a value, where a phone shows a row as a card. */
  seen: 'Seen',
  facts: { next: 'Next', lastSeen: 'Last seen', firstSeen: 'First seen', source: 'Came from' },
  /** On the button beside a field to search. */
  search: 'Search',
  pages: { label: 'Pages of the list', first: 'First page', next: 'Next page' },
};

export const matrix = {
  title: 'Matrix',
  caption: 'Identified people by fit and engagement, and what to do',
  fit: 'Fit',
  inCell: (cell: string) => `in ${cell}`,
  note: 'Identified people. A change is that of seven days.',
  ungraded: (count: number, written: string) =>
    `${written} more ${plural(count, { one: 'has', other: 'have' })} no grade, because nothing that the fit asks for is known of them.`,
};
