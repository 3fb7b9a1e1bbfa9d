// All English words of the pages. `Texts` is the shape that every language has.

import { englishWords } from '../../../score/words/score-words.ts';
import { clock, frame } from './frame/frame.ts';
import { notices } from './frame/notices.ts';
import { problems } from './frame/problems.ts';
import { script } from './frame/script.ts';
import { session } from './frame/session.ts';
import { modelEffect } from './model/effect.ts';
import { modelForms } from './model/forms.ts';
import { model } from './model/pages.ts';
import { modelVersions } from './model/versions.ts';
import { modelWords } from './model/words.ts';
import { companies } from './people/companies.ts';
import { erasure } from './people/erasure.ts';
import { events } from './people/events.ts';
import { chart, explanation, fit } from './people/explanation.ts';
import { list } from './people/list.ts';
import { matrix, people } from './people/people.ts';
import { rows } from './people/rows.ts';
import { segments } from './people/segments.ts';
import { share } from './people/share.ts';
import { visitor } from './people/visitor.ts';
import { reports } from './reports/reports.ts';
import { access } from './site/access.ts';
import { activity } from './site/activity.ts';
import { alerts } from './site/alerts.ts';
import { siteInstall } from './site/install.ts';
import { sitePlatforms } from './site/platforms.ts';
import { siteSettings } from './site/settings.ts';
import { site } from './site/site.ts';
import { siteStart } from './site/start.ts';

export const en = {
  /** For `lang` and, with a country, for the dates of Intl. */
  language: 'en',
  locale: 'en-GB',
  access,
  activity,
  alerts,
  chart,
  clock,
  companies,
  erasure,
  events,
  explanation,
  fit,
  frame,
  list,
  matrix,
  people,
  problems,
  reports,
  script,
  score: englishWords,
  session,
  notices,
  rows,
  segments,
  site,
  siteInstall,
  sitePlatforms,
  siteSettings,
  siteStart,
  visitor,
  share,
  model,
  modelEffect,
  modelForms,
  modelVersions,
  modelWords,
};

export type Texts = typeof en;
