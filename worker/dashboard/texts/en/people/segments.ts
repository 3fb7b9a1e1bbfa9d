// Segments of the list of people, in English.

import { pluralIn } from '../../grammar/plural.ts';
import type { Tag } from '../../grammar/tag.ts';

const plural = pluralIn('en');

export const segments = {
  title: 'Segments',
  intro: (list: Tag) => [
    'A segment is a named set of filters. Whoever passes them now is a member now. To make one, filter ',
    list('the list of people'),
    ' and save it.',
  ],
  none: 'No segments yet.',
  all: 'All segments',
  leave: 'Leave the segment',
  name: 'Name of the segment',
  save: 'Save as segment',
  neverLikely: 'A segment cannot hold the chance to buy.',
  members: (count: number) => plural(count, { one: 'member', other: 'members' }),
  model: (name: string) => `Model: ${name}`,
  status: (status: string) => `Status: ${status}`,
  seenSince: (day: string) => `Seen since ${day}`,
  email: (email: string) => `Email: ${email}`,
  userId: (id: string) => `User id: ${id}`,
  outdated:
    'Nobody is a member, because the model has changed: it does not have this status any more, or is not served.',
  change: 'Change',
  changeWhat: (name: string) => `Change “${name}”`,
  rename: 'Rename',
  delete: 'Delete',
  deleteWhat: (name: string) => `Delete “${name}”`,
  wrong: {
    invalid: (chars: number) => ({
      title: 'This segment cannot be saved',
      detail: `Give a name of one line with at most ${chars} characters, and set at least one filter.`,
    }),
    gone: { title: 'This segment is gone', detail: 'Somebody has deleted it.' },
    taken: (name: string) => ({
      title: 'The name is taken',
      detail: `There is a segment “${name}” already. Go back and choose another name.`,
    }),
    tooMany: (count: number) => ({
      title: 'Too many segments',
      detail: `A site has at most ${count} segments. Delete one first.`,
    }),
    inUse: (webhook: string) => ({
      title: 'The segment is in use',
      detail: `The alert “${webhook}” is told about its members. Delete the alert first, or choose another segment for it.`,
    }),
  },
};
