// All English words of the pages. `Texts` is the shape that every language has.

import { frame } from './frame.ts';
import { modelEffect } from './model/effect.ts';
import { modelForms } from './model/forms.ts';
import { model } from './model/pages.ts';
import { modelVersions } from './model/versions.ts';
import { modelWords } from './model/words.ts';

export const en = {
  /** For `lang` and, with a country, for the dates of Intl. */
  language: 'en',
  locale: 'en-GB',
  frame,
  model,
  modelEffect,
  modelForms,
  modelVersions,
  modelWords,
};

export type Texts = typeof en;
