// All English words of the pages. `Texts` is the shape that every language has.

import { frame } from './frame.ts';
import { visitor } from './visitor.ts';

export const en = {
  /** For `lang` and, with a country, for the dates of Intl. */
  language: 'en',
  locale: 'en-GB',
  frame,
  visitor,
};

export type Texts = typeof en;
