// `/s/{site}/reports`: one question a card, and each report as a file.

import type { Context } from 'hono';
import { bandsAnswerOf, bandsOf, bandsTable } from '../../flows/reports/bands.ts';
import { askSurvey, continueSurvey, type Survey, surveyKey } from '../../flows/reports/survey.ts';
import { csvOf } from '../../flows/visitors/csv.ts';
import { csvHeaders } from '../../flows/visitors/visitor-csv.ts';
import type { SiteEnv } from '../../http/env.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { answerPage } from '../frame/answer.tsx';
import { Layout, type Whereabouts } from '../frame/layout.tsx';
import { ModelChoice } from '../frame/model-choice.tsx';
import { siteHref } from '../frame/site-href.ts';
import { clockOf, whereabouts } from '../frame/whereabouts.ts';
import { useTexts } from '../texts/texts.ts';
import { type Clock, shortDay } from '../words/clock.tsx';
import { countText } from '../words/points.ts';
import { BandsCard } from './bands-card.tsx';

/** Time for work before and after the answer: a page must not wait as long as a program. */
const beforeAnswerMs = 1_000;
const afterAnswerMs = 25_000;

/** The page. While everybody is counted, it shows the progress, or the last count. */
export async function answerReports(c: Context<SiteEnv>): Promise<Response> {
  const { site } = c.var;
  const where = await whereabouts(c);
  const survey = await recentSurvey(c);
  return answerPage(c, <ReportsPage {...{ site, survey }} where={where} clock={clockOf(c)} />);
}

/** The bands as a file; without rows while they are counted for the first time. */
export async function answerBandsFile(c: Context<SiteEnv>): Promise<Response> {
  const { site } = c.var;
  const { header, rows } = bandsTable(bandsAnswerOf(await recentSurvey(c), site.served.model));
  return c.body(csvOf(header, rows), 200, { ...csvHeaders(`${site.id}-bands`), 'cache-control': 'no-store' });
}

/** The survey of the last days, which is counted some more before and after the answer. */
async function recentSurvey(c: Context<SiteEnv>): Promise<Survey> {
  const { site } = c.var;
  const now = Date.now();
  const answer = await askSurvey(c.env.DB, site, { asked: {}, now, deadline: now + beforeAnswerMs });
  if (answer.kind === 'invalid') throw new Error(JSON.stringify(answer.errors));
  if (answer.survey.counting)
    c.executionCtx.waitUntil(continueSurvey(c.env.DB, surveyKey(site, {}), Date.now() + afterAnswerMs));
  return answer.survey;
}

interface PageProps {
  where: Whereabouts;
  site: SiteConfig;
  survey: Survey;
  clock: Clock;
}

function ReportsPage({ where, site, survey, clock }: PageProps) {
  const { locale, reports: texts, calibration } = useTexts();
  const { counting, counted } = survey;
  const bands = bandsOf(survey, site.served.model, texts.words);
  const href = siteHref(site, '/reports');
  return (
    <Layout title={`${texts.title} · ${site.name}`} where={where} of={{ site, page: '/reports' }}>
      <h1>{texts.title}</h1>
      <ModelChoice site={site} hrefOf={(by) => siteHref(by, '/reports')} />
      <p>
        <a href={siteHref(site, '/reports/rules')}>{calibration.question}</a>
      </p>
      <div data-live={counting ? '2' : '60'}>
        {counting && (
          <p role="status">
            {texts.counting(countText(counting.done, locale), countText(counting.total, locale))}{' '}
            <progress value={counting.done} max={Math.max(1, counting.total)} aria-hidden="true" />{' '}
            <a href={href}>{texts.reload}</a>
          </p>
        )}
        {counted && (
          <p class="also">{texts.period(shortDay(counted.from, clock), shortDay(counted.to, clock))}</p>
        )}
        {bands && <BandsCard site={site} bands={bands} />}
      </div>
    </Layout>
  );
}
