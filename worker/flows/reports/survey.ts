// Goes through the history of everybody to say what the sales of a period tell about the scores, in steps that survive a crash:
// the evidence of the reports. Requests and the scheduled work continue it; nothing that is served changes.

import { defaultReportDays, maxReportDays } from '../../../schema/api/reports/report.ts';
import type { InputError } from '../../../schema/api/shared.ts';
import { dayMs, hourMs } from '../../../schema/time/durations.ts';
import type { Calibration } from '../../score/proof/calibration/calibration.ts';
import { newEvidence } from '../../score/proof/calibration/evidence.ts';
import { newTally, type Period, type Tally } from '../../score/proof/survey/tally.ts';
import { statementsLeft } from '../../store/database/metered.ts';
import { readSurveyNames } from '../../store/models/survey-names.ts';
import {
  advanceSurvey,
  beginSurvey,
  readSurvey,
  removeSurvey,
  type SurveyKey,
  type SurveyRow,
} from '../../store/models/surveys.ts';
import { readSite, type SiteConfig, servedOf } from '../../store/sites/site-config.ts';
import { countSurvey, stepsAtOnce } from './survey-count.ts';
import { amongOf, type PeriodAsked, type Scope, spanOf } from './survey-scope.ts';

/** A finished count is good for an hour, on large sites for longer: everybody is counted at most so often a day. */
const maxPeopleADay = 500_000;

/** Maximum SQL statements of `surveyOnce`. */
export const surveyStatements = 3 + 2 * stepsAtOnce;

/** A finished count of a period. `Result`: what its counter gives (survey-counter.ts). */
export interface Counted<Result = Tally> extends Period {
  /** When it began, UTC ms. */
  at: number;
  tally: Result;
}

/** What is known about a period: the last finished count, and the progress of the one that runs, in people. */
export interface Survey<Result = Tally> extends Period {
  counted: Counted<Result> | null;
  counting: { done: number; total: number } | null;
}

/** A survey, or what is wrong with the period. */
export type SurveyAnswer<Result> =
  | { kind: 'survey'; survey: Survey<Result> }
  | { kind: 'invalid'; errors: InputError[] };

/** What surveys give, by what they are about: where people stood, or the rules of the model. */
interface Results {
  standing: Tally;
  rules: Calibration;
}

/** Which survey is asked for, at `now`, and until when to count; both are UTC ms. */
export interface SurveyAsked<About extends keyof Results = 'standing'> {
  about: About;
  asked: Scope;
  now: number;
  deadline: number;
}

/**
 * The survey of a period under the site's served model: begun if there is none, or an old one, and continued until the deadline
 * (UTC ms) or until it is finished.
 */
export async function askSurvey<About extends keyof Results>(
  db: D1Database,
  site: SiteConfig,
  { about, asked, now, deadline }: SurveyAsked<About>,
): Promise<SurveyAnswer<Results[About]>> {
  const period = periodOf(asked, now);
  if ('errors' in period) return { kind: 'invalid', errors: period.errors };
  const key = surveyKey(site, asked, about);
  const among = amongOf(key.span);
  const known = await readSurvey(db, key);
  if (!known || isOld(known, now)) {
    const { from: startsAt, to: endsAt } = period;
    const begun = { ...key, startsAt, endsAt, begunAt: now };
    const counts =
      about === 'rules'
        ? newEvidence()
        : newTally(await readSurveyNames(db, { ...key, startsAt, endsAt }, among));
    await beginSurvey(db, { ...begun, tally: JSON.stringify(counts) }, among);
  }
  if (!known || isOld(known, now) || known.finishedAt === null) await continueSurvey(db, key, deadline);
  const row = await readSurvey(db, key);
  return {
    kind: 'survey',
    survey: row ? surveyOf(row) : { ...period, counted: null, counting: { done: 0, total: 0 } },
  };
}

/** Names the survey of a period under the served version of the site's model. */
export function surveyKey(site: SiteConfig, asked: Scope, about: SurveyKey['about'] = 'standing'): SurveyKey {
  return { site: site.key, version: site.served.version, about, span: spanOf(asked) };
}

/** The period asked for, ended by `now`; or what is wrong with it. */
export function periodOf({ from, to }: PeriodAsked, now: number): Period | { errors: InputError[] } {
  // What has not happened yet says nothing.
  const end = Math.min(to ?? now, now);
  const start = from ?? Math.max(0, end - defaultReportDays * dayMs);
  if (start >= end)
    return {
      errors: [{ path: from === undefined ? 'to' : 'from', message: 'give a time before `to`, in the past' }],
    };
  if (end - start <= maxReportDays * dayMs) return { from: start, to: end };
  return { errors: [{ path: 'from', message: `give a period of at most ${maxReportDays} days` }] };
}

function isOld({ begunAt, finishedAt, total }: SurveyRow, now: number): boolean {
  return finishedAt !== null && now - begunAt >= Math.max(hourMs, (total / maxPeopleADay) * dayMs);
}

function surveyOf<Result>(row: SurveyRow): Survey<Result> {
  const { startsAt, endsAt, done, total, finishedAt, result } = row;
  const counting = finishedAt === null ? { done, total: Math.max(done, total) } : null;
  const counted = result === null ? null : (JSON.parse(result) as Counted<Result>);
  return { from: startsAt, to: endsAt, counted, counting };
}

/**
 * Continues a survey until it is finished, until the deadline (UTC ms), or until this invocation may run no more statements. Safe
 * to run twice at the same time.
 */
export async function continueSurvey(db: D1Database, key: SurveyKey, deadline: number): Promise<void> {
  while (Date.now() < deadline && statementsLeft(db) >= surveyStatements) {
    if (!(await surveyOnce(db, key, deadline))) return;
  }
}

/** Counts some more steps of a survey and saves the progress. False if there is nothing left to do. */
export async function surveyOnce(db: D1Database, key: SurveyKey, deadline: number): Promise<boolean> {
  const row = await readSurvey(db, key);
  if (!row || row.finishedAt !== null) return false;
  // Read after the survey: what is counted before an erasure cannot be saved after it.
  const site = await readSite(db, key.site);
  const served = site && servedOf(site).find(({ version }) => version === key.version);
  if (!served) {
    await removeSurvey(db, key);
    return false;
  }
  const to = await countSurvey(db, { row, served, deadline });
  const isSaved = await advanceSurvey(db, { from: row, to, revision: site.revision });
  return !isSaved || to.finishedAt === null;
}
