// All German words of the pages.

import type { Texts } from '../en/en.ts';
import { frame } from './frame.ts';
import { site } from './site.ts';
import { siteInstall } from './site-install.ts';
import { sitePlatforms } from './site-platforms.ts';
import { siteSettings } from './site-settings.ts';
import { siteStart } from './site-start.ts';

export const de: Texts = {
  language: 'de',
  locale: 'de-DE',
  frame,
  site,
  siteInstall,
  sitePlatforms,
  siteSettings,
  siteStart,
};
