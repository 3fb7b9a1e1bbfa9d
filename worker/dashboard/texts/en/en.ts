// All English words of the pages. `Texts` is the shape that every language has.

import { access } from './access.ts';
import { activity } from './activity.ts';
import { companies } from './companies.ts';
import { events } from './events.ts';
import { problems } from './frame/problems.ts';
import { script } from './frame/script.ts';
import { session } from './frame/session.ts';
import { clock, frame } from './frame.ts';
import { list } from './list.ts';
import { notices } from './notices.ts';
import { matrix, people } from './people.ts';
import { rows } from './rows.ts';
import { siteInstall } from './site/install.ts';
import { sitePlatforms } from './site/platforms.ts';
import { siteSettings } from './site/settings.ts';
import { site } from './site/site.ts';
import { siteStart } from './site/start.ts';
import { visitor } from './visitor.ts';

export const en = {
  /** For `lang` and, with a country, for the dates of Intl. */
  language: 'en',
  locale: 'en-GB',
  access,
  activity,
  clock,
  companies,
  events,
  frame,
  list,
  matrix,
  people,
  problems,
  script,
  session,
  notices,
  rows,
  site,
  siteInstall,
  sitePlatforms,
  siteSettings,
  siteStart,
  visitor,
};

export type Texts = typeof en;
