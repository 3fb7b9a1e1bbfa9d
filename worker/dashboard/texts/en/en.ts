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
import { matrix, people } from './people.ts';
import { rows } from './rows.ts';
import { site } from './site.ts';
import { siteSettings } from './site-settings.ts';
import { siteStart } from './site-start.ts';

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
  rows,
  site,
  siteSettings,
  siteStart,
};

export type Texts = typeof en;
