// All German words of the pages.

import type { Texts } from '../en/en.ts';
import { access } from './access.ts';
import { activity } from './activity.ts';
import { frame } from './frame.ts';
import { share } from './share.ts';

export const de: Texts = {
  language: 'de',
  locale: 'de-DE',
  access,
  activity,
  frame,
  share,
};
