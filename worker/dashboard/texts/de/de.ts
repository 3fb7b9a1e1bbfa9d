// All German words of the pages.

import type { Texts } from '../en/en.ts';
import { frame } from './frame.ts';
import { modelEffect } from './model/effect.ts';
import { modelForms } from './model/forms.ts';
import { model } from './model/pages.ts';
import { modelVersions } from './model/versions.ts';
import { modelWords } from './model/words.ts';

export const de: Texts = {
  language: 'de',
  locale: 'de-DE',
  frame,
  model,
  modelEffect,
  modelForms,
  modelVersions,
  modelWords,
};
