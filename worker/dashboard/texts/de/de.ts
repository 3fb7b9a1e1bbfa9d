// All German words of the pages.

import type { Texts } from '../en/en.ts';
import { frame } from './frame.ts';
import { notices } from './notices.ts';
import { rows } from './rows.ts';

export const de: Texts = {
  language: 'de',
  locale: 'de-DE',
  frame,
  notices,
  rows,
};
