// All German words of the pages.

import type { Texts } from '../en/en.ts';
import { companies } from './companies.ts';
import { events } from './events.ts';
import { clock, frame } from './frame.ts';
import { list } from './list.ts';
import { matrix, people } from './people.ts';
import { problems } from './problems.ts';
import { script } from './script.ts';
import { session } from './session.ts';

export const de: Texts = {
  language: 'de',
  locale: 'de-DE',
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
