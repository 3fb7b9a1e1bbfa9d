// All German words of the pages.

import type { Texts } from '../en/en.ts';
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
import { score } from './people/score.ts';
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

export const de: Texts = {
  language: 'de',
  locale: 'de-DE',
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
  score,
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
