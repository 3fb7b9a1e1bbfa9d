// All German words of the pages.

import type { Texts } from '../en/en.ts';
import { frame } from './frame.ts';
import { visitor } from './visitor.ts';

export const de: Texts = {
  language: 'de',
  locale: 'de-DE',
  frame,
  visitor,
};
