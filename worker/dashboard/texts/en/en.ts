// All English words of the pages. `Texts` is the shape that every language has.

import { frame } from './frame.ts';
import { site } from './site.ts';
import { siteInstall } from './site-install.ts';
import { sitePlatforms } from './site-platforms.ts';
import { siteSettings } from './site-settings.ts';
import { siteStart } from './site-start.ts';

export const en = {
  /** For `lang` and, with a country, for the dates of Intl. */
  language: 'en',
  locale: 'en-GB',
  frame,
  site,
  siteInstall,
  sitePlatforms,
  siteSettings,
  siteStart,
};

export type Texts = typeof en;
