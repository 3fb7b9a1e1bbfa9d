// `/s/{site}/reports/prediction`: who buys, as predicted, as a page and as a file; and one click that makes the prediction anew.

import { Hono } from 'hono';
import { isAllowed } from '../../../schema/api/role.ts';
import { startPrediction } from '../../flows/predict/predict.ts';
import { predictionReport, predictionTable } from '../../flows/reports/prediction.ts';
import { predictOn } from '../../http/asked/predict-on.ts';
import type { SiteEnv } from '../../http/env.ts';
import { answerPage, goTo } from '../frame/answer.tsx';
import { clockOf, whereabouts } from '../frame/whereabouts.ts';
import { requireEditor } from '../model/head/refusals.tsx';
import { requireOwnForm } from '../session/gate.ts';
import { PredictionCard } from './prediction-card.tsx';
import { answerTable } from './report-file.ts';
import { ReportPage } from './report-page.tsx';
import { readReportView, reportHref } from './report-view.ts';

/** The page, the file and the form. The page is about the last prediction, and shows the progress of one that is being made. */
export const predictionPages = new Hono<SiteEnv>();

predictionPages.get('/prediction', async (c) => {
  const { site, actor } = c.var;
  const where = await whereabouts(c);
  const clock = clockOf(c);
  const view = readReportView(new URL(c.req.url).searchParams, site, clock.now);
  const report = await predictionReport(c.env.DB, site, new URL(c.req.url).origin);
  // What waits for a command does not go on by itself.
  const counting = report.running?.command ? null : report.running;
  const mayEdit = isAllowed(actor.role, 'edit');
  return answerPage(
    c,
    <ReportPage {...{ where, site, view, clock, counting, period: null }} name="prediction">
      <PredictionCard {...{ site, view, report, mayEdit }} />
    </ReportPage>,
  );
});

predictionPages.get('/prediction.csv', async (c) =>
  answerTable(
    c,
    'prediction',
    predictionTable(await predictionReport(c.env.DB, c.var.site, new URL(c.req.url).origin)),
  ),
);

predictionPages.post('/prediction', requireOwnForm, requireEditor, async (c) => {
  const { site } = c.var;
  await startPrediction(c.env.DB, site, { version: site.served.version, now: Date.now() });
  predictOn(c);
  const view = readReportView(new URL(c.req.url).searchParams, site, Date.now());
  return goTo(c, reportHref(site, 'prediction', view));
});
