// `/s/{site}/reports/calibration`: what the sales say of each rule, as a page and as a file; and one click that drafts the points that
// they suggest.

import { type Context, Hono } from 'hono';
import { isAllowed } from '../../../schema/api/role.ts';
import {
  calibrationAnswerOf,
  calibrationTable,
  suggestedModel,
} from '../../flows/reports/calibration/calibration.ts';
import type { Survey } from '../../flows/reports/survey.ts';
import { surveyWithin } from '../../http/asked/report.ts';
import type { SiteEnv } from '../../http/env.ts';
import type { Calibration } from '../../score/proof/calibration/calibration.ts';
import { answerPage, goTo } from '../frame/answer.tsx';
import { answerProblem } from '../frame/problem.tsx';
import { siteHref } from '../frame/site-href.ts';
import { clockOf, whereabouts } from '../frame/whereabouts.ts';
import { readWork, saveModel } from '../model/draft/work.ts';
import { requireEditor } from '../model/head/refusals.tsx';
import { requireOwnForm } from '../session/gate.ts';
import { textsFor } from '../texts/texts.ts';
import { answerTable } from './report-file.ts';
import { ReportPage } from './report-page.tsx';
import { type ReportView, readReportView, reportHref, scopeAsked } from './report-view.ts';
import { RulesCard } from './rules-card.tsx';

/** A page must not wait as long as a program. */
const beforeAnswerMs = 1_000;

/** The page, the file and the form. While everybody is counted, the page shows the progress, or the last count. */
export const rulesPages = new Hono<SiteEnv>();

rulesPages.get('/calibration', async (c) => {
  const { site, actor } = c.var;
  const where = await whereabouts(c);
  const { view, survey } = await recentCalibration(c);
  const { counted, counting } = survey;
  const mayEdit = isAllowed(actor.role, 'edit');
  return answerPage(
    c,
    <ReportPage {...{ where, site, view, counting, period: counted }} name="calibration" clock={clockOf(c)}>
      {counted && <RulesCard {...{ site, view, mayEdit }} report={counted.tally} />}
    </ReportPage>,
  );
});

// Without rows while it is counted for the first time.
rulesPages.get('/calibration.csv', async (c) => {
  const { survey } = await recentCalibration(c);
  return answerTable(c, 'calibration', calibrationTable(calibrationAnswerOf(survey)));
});

// Saves the suggested points as the draft, on top of what it has changed already, and leads to it.
rulesPages.post('/calibration', requireOwnForm, requireEditor, async (c) => {
  const { view, survey } = await recentCalibration(c);
  if (!survey.counted) return goTo(c, reportHref(c.var.site, 'calibration', view));
  const work = await readWork(c);
  const { model } = suggestedModel(work.model, survey.counted.tally);
  const saved = await saveModel(c, work, model, { isFitted: true });
  if (saved.kind !== 'wrong') return goTo(c, siteHref(c.var.site, '/model'));
  const { title } = textsFor(c).model;
  return answerProblem(c, saved.status, { title, detail: saved.faults[''] ?? '' });
});

async function recentCalibration(
  c: Context<SiteEnv>,
): Promise<{ view: ReportView; survey: Survey<Calibration> }> {
  const now = Date.now();
  const view = readReportView(new URL(c.req.url).searchParams, c.var.site, now);
  const answer = await surveyWithin(
    c,
    { about: 'rules', asked: scopeAsked(view, c.var.site, now) },
    beforeAnswerMs,
  );
  if (answer.kind === 'invalid') throw new Error(JSON.stringify(answer.errors));
  return { view, survey: answer.survey };
}
