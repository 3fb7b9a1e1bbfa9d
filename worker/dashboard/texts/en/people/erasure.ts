// The pages to erase a person, in English.

import { pluralIn } from '../../grammar/plural.ts';
import type { Tag } from '../../grammar/tag.ts';

const plural = pluralIn('en');

const events = (count: number, written: string) =>
  `${written} ${plural(count, { one: 'event', other: 'events' })}`;

export const erasure = {
  pageTitle: (name: string) => `Erase ${name}`,
  title: (bdi: Tag, name: string) => ['Erase ', bdi(name), '?'],
  note: 'This cannot be undone. It removes the following, with all scores and explanations:',
  events,
  devices: (count: number, written: string) =>
    `this person’s activity on ${written} ${plural(count, { one: 'device', other: 'devices' })}`,
  email: (bdi: Tag, email: string) => ['the email ', bdi(email)],
  userId: (bdi: Tag, userId: string) => ['the user id ', bdi(userId)],
  rest: 'all other data about this person, including sales and manual points',
  visitors: (written: string) => `all ${written} visitors with the same email or user id`,
  kept: 'Events of other people on the same devices stay. A keyed hash of each email, user id and device is kept, so that events of this person that arrive late are dropped.',
  erase: 'Erase permanently',
  cancel: 'Cancel',
  done: {
    title: 'Erased',
    removed: (count: number, written: string) =>
      `Removed ${events(count, written)} and everything computed from them.`,
    back: 'Back to the visitors',
  },
  unfinished: {
    title: 'Erasure not finished',
    detail: 'This person has a very large number of events. Reload this page to continue.',
  },
  busy: {
    title: 'The database is busy',
    detail: 'Nothing was erased. Wait a moment, then reload this page.',
  },
  missing: {
    title: 'Visitor not found',
    detail: 'The visitor may have been erased, or the URL may be incomplete.',
  },
  notAllowed: {
    title: 'Only administrators can erase people',
    detail: 'Sign in with a token that has the role "admin", or ask the person who runs Leadlight.',
  },
};
