// All English words of the pages. `Texts` is the shape that every language has.

import { access } from './access.ts';
import { activity } from './activity.ts';
import { frame } from './frame.ts';
import { share } from './share.ts';

export const en = {
  /** For `lang` and, with a country, for the dates of Intl. */
  language: 'en',
  locale: 'en-GB',
  access,
  activity,
  frame,
  share,
};

export type Texts = typeof en;
