// `/s/{site}/reports/rules`: what the sales say of each rule, as a page and as a file; and one click that drafts the points that they
// suggest.

import type { Context } from 'hono';
import { isAllowed } from '../../../schema/api/role.ts';
import {
  calibrationAnswerOf,
  calibrationTable,
  suggestedModel,
} from '../../flows/reports/calibration/calibration.ts';
import type { Survey } from '../../flows/reports/survey.ts';
import { csvOf } from '../../flows/visitors/csv.ts';
import { csvHeaders } from '../../flows/visitors/visitor-csv.ts';
import { calibrationWithin } from '../../http/asked/report.ts';
import type { SiteEnv } from '../../http/env.ts';
import type { Calibration } from '../../score/proof/calibration/calibration.ts';
import type { SiteConfig } from '../../store/sites/site-config.ts';
import { answerPage, goTo } from '../frame/answer.tsx';
import { Layout, type Whereabouts } from '../frame/layout.tsx';
import { ModelChoice } from '../frame/model-choice.tsx';
import { answerProblem } from '../frame/problem.tsx';
import { siteHref } from '../frame/site-href.ts';
import { clockOf, whereabouts } from '../frame/whereabouts.ts';
import { readWork, saveModel } from '../model/draft/work.ts';
import { textsFor, useTexts } from '../texts/texts.ts';
import { type Clock, shortDay } from '../words/clock.tsx';
import { countText } from '../words/points.ts';
import { RulesCard } from './rules-card.tsx';

/** A page must not wait as long as a program. */
const beforeAnswerMs = 1_000;

/** The page. While everybody is counted, it shows the progress, or the last count. */
export async function answerRules(c: Context<SiteEnv>): Promise<Response> {
  const { site, actor } = c.var;
  const where = await whereabouts(c);
  const survey = await recentCalibration(c);
  const mayEdit = isAllowed(actor.role, 'edit');
  return answerPage(c, <RulesPage {...{ site, survey, where, mayEdit }} clock={clockOf(c)} />);
}

/** The report as a file; without rows while it is counted for the first time. */
export async function answerRulesFile(c: Context<SiteEnv>): Promise<Response> {
  const { header, rows } = calibrationTable(calibrationAnswerOf(await recentCalibration(c)));
  const headers = csvHeaders(`${c.var.site.id}-calibration`);
  return c.body(csvOf(header, rows), 200, { ...headers, 'cache-control': 'no-store' });
}

/** Saves the suggested points as the draft, on top of what it has changed already, and leads to it. */
export async function draftRules(c: Context<SiteEnv>): Promise<Response> {
  const { counted } = await recentCalibration(c);
  if (!counted) return goTo(c, siteHref(c.var.site, '/reports/rules'));
  const work = await readWork(c);
  const { model } = suggestedModel(work.model, counted.tally);
  const saved = await saveModel(c, work, model, { isFitted: true });
  if (saved.kind !== 'wrong') return goTo(c, siteHref(c.var.site, '/model'));
  const { title } = textsFor(c).model;
  return answerProblem(c, saved.status, { title, detail: saved.faults[''] ?? '' });
}

async function recentCalibration(c: Context<SiteEnv>): Promise<Survey<Calibration>> {
  const answer = await calibrationWithin(c, {}, beforeAnswerMs);
  if (answer.kind === 'invalid') throw new Error(JSON.stringify(answer.errors));
  return answer.survey;
}

interface PageProps {
  where: Whereabouts;
  site: SiteConfig;
  survey: Survey<Calibration>;
  mayEdit: boolean;
  clock: Clock;
}

function RulesPage({ where, site, survey, mayEdit, clock }: PageProps) {
  const { locale, reports, calibration } = useTexts();
  const { counting, counted } = survey;
  const href = siteHref(site, '/reports/rules');
  return (
    <Layout title={`${calibration.question} · ${site.name}`} where={where} of={{ site, page: '/reports' }}>
      <h1>{calibration.question}</h1>
      <p>
        <a href={siteHref(site, '/reports')}>{reports.title}</a>
      </p>
      <ModelChoice site={site} hrefOf={(by) => siteHref(by, '/reports/rules')} />
      <div data-live={counting ? '2' : '60'}>
        {counting && (
          <p role="status">
            {reports.counting(countText(counting.done, locale), countText(counting.total, locale))}{' '}
            <progress value={counting.done} max={Math.max(1, counting.total)} aria-hidden="true" />{' '}
            <a href={href}>{reports.reload}</a>
          </p>
        )}
        {counted && (
          <>
            <p class="also">{reports.period(shortDay(counted.from, clock), shortDay(counted.to, clock))}</p>
            <RulesCard site={site} report={counted.tally} mayEdit={mayEdit} />
          </>
        )}
      </div>
    </Layout>
  );
}
