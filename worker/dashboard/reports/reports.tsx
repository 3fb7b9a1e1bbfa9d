// `/s/{site}/reports` and the pages below it: one report each, and each as a file.

import { type Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import type { Table } from '../../flows/reports/answer.ts';
import { bandsAnswerOf, bandsTable } from '../../flows/reports/bands.ts';
import { type Overview, overviewOf, overviewTable } from '../../flows/reports/overview.ts';
import { sourcesAnswerOf, sourcesTable } from '../../flows/reports/sources.ts';
import type { Survey } from '../../flows/reports/survey.ts';
import { velocityAnswerOf, velocityTable } from '../../flows/reports/velocity.ts';
import { surveyWithin } from '../../http/asked/report.ts';
import type { SiteEnv } from '../../http/env.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { answerPage } from '../frame/answer.tsx';
import { clockOf, whereabouts } from '../frame/whereabouts.ts';
import { BandsCard } from './bands-card.tsx';
import { OverviewCard } from './overview-card.tsx';
import { answerTable } from './report-file.ts';
import { ReportPage } from './report-page.tsx';
import { type ReportName, type ReportView, readReportView, scopeAsked } from './report-view.ts';
import { SourcesCard } from './sources-card.tsx';
import { VelocityCard } from './velocity-card.tsx';

/** Time for work before the answer: a page must not wait as long as a program. */
const beforeAnswerMs = 1_000;

/** What a report is drawn from. */
interface Drawn {
  site: SiteConfig;
  view: ReportView;
  survey: Survey;
}

/** A report that is made of a survey: its card, and its table. */
interface SurveyReport {
  name: Exclude<ReportName, 'overview' | 'calibration' | 'prediction'>;
  path: string;
  card: (drawn: Drawn) => Child;
  table: (drawn: Drawn) => Table;
}

const surveyReports: readonly SurveyReport[] = [
  {
    ...{ name: 'bands', path: '/' },
    card: (drawn) => <BandsCard {...drawn} />,
    table: ({ survey, site }) => bandsTable(bandsAnswerOf(survey, site.served.model)),
  },
  {
    ...{ name: 'sources', path: '/sources' },
    card: (drawn) => <SourcesCard {...drawn} />,
    table: ({ survey, view }) => sourcesTable(sourcesAnswerOf(survey, view.by)),
  },
  {
    ...{ name: 'velocity', path: '/velocity' },
    card: (drawn) => <VelocityCard {...drawn} />,
    table: ({ survey, site }) => velocityTable(velocityAnswerOf(survey, site.served.model)),
  },
];

/** The pages and files. While everybody is counted, a page shows the progress, or the last count; the first file has no rows. */
export const reportPages = new Hono<SiteEnv>();

for (const { name, path, card, table } of surveyReports) {
  reportPages.get(path, async (c) => {
    const where = await whereabouts(c);
    const drawn = await drawnFrom(c);
    const { counted, counting } = drawn.survey;
    return answerPage(
      c,
      <ReportPage {...{ where, name, ...drawn, period: counted, counting }} clock={clockOf(c)}>
        {card(drawn)}
      </ReportPage>,
    );
  });
  reportPages.get(`/${name}.csv`, async (c) => answerTable(c, name, table(await drawnFrom(c))));
}

reportPages.get('/overview', async (c) => {
  const { site } = c.var;
  const where = await whereabouts(c);
  const clock = clockOf(c);
  const view = viewOf(c, clock.now);
  const overview = await countedDays(c, view, clock.now);
  return answerPage(
    c,
    <ReportPage {...{ where, site, view, clock, period: overview, counting: null }} name="overview">
      <OverviewCard {...{ site, view, overview, clock }} />
    </ReportPage>,
  );
});

reportPages.get('/overview.csv', async (c) => {
  const now = Date.now();
  const { days } = await countedDays(c, viewOf(c, now), now);
  return answerTable(c, 'overview', overviewTable(c.var.site, days));
});

function viewOf(c: Context<SiteEnv>, now: number): ReportView {
  return readReportView(new URL(c.req.url).searchParams, c.var.site, now);
}

/** The survey of the chosen period, which is counted some more before and after the answer. */
async function drawnFrom(c: Context<SiteEnv>): Promise<Drawn> {
  const { site } = c.var;
  const now = Date.now();
  const view = viewOf(c, now);
  const answer = await surveyWithin(
    c,
    { about: 'standing', asked: scopeAsked(view, site, now) },
    beforeAnswerMs,
  );
  if (answer.kind === 'invalid') throw new Error(JSON.stringify(answer.errors));
  return { site, view, survey: answer.survey };
}

async function countedDays(
  c: Context<SiteEnv>,
  view: ReportView,
  now: number,
): Promise<Extract<Overview, { kind: 'overview' }>> {
  const { site } = c.var;
  const overview = await overviewOf(c.env.DB, site, { asked: scopeAsked(view, site, now), now });
  if (overview.kind === 'invalid') throw new Error(JSON.stringify(overview.errors));
  return overview;
}
