// All English words of the pages. `Texts` is the shape that every language has.

import { companies } from './companies.ts';
import { events } from './events.ts';
import { clock, frame } from './frame.ts';
import { list } from './list.ts';
import { matrix, people } from './people.ts';
import { problems } from './problems.ts';
import { script } from './script.ts';
import { session } from './session.ts';

export const en = {
  /** For `lang` and, with a country, for the dates of Intl. */
  language: 'en',
  locale: 'en-GB',
  clock,
  companies,
  events,
  frame,
  list,
  matrix,
  people,
  problems,
  script,
  session,
};

export type Texts = typeof en;
