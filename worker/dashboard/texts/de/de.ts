// All German words of the pages.

import type { Texts } from '../en/en.ts';
import { frame } from './frame.ts';
import { site } from './site.ts';
import { siteSettings } from './site-settings.ts';
import { siteStart } from './site-start.ts';

export const de: Texts = {
  language: 'de',
  locale: 'de-DE',
  frame,
  site,
  siteSettings,
  siteStart,
};
