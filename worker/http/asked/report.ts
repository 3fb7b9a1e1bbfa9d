// What a request for a report gets: the survey behind it, counted meanwhile, and files.

import type { Context } from 'hono';
import * as z from 'zod';
import type { Table } from '../../flows/reports/answer.ts';
import { askSurvey, continueSurvey, type Survey, surveyKey } from '../../flows/reports/survey.ts';
import type { Scope } from '../../flows/reports/survey-scope.ts';
import { csvOf } from '../../flows/visitors/csv.ts';
import { csvHeaders } from '../../flows/visitors/visitor-csv.ts';
import type { SurveyKey } from '../../store/models/surveys.ts';
import type { SiteEnv } from '../env.ts';
import { reject } from '../rejection.ts';
import { orProblem } from '../router.ts';

/** Time for work before and after the response of the API; the scheduled work continues from there. */
const beforeAnswerMs = 5_000;
const afterAnswerMs = 25_000;

export const tags = ['Reports'];

export const waits = 'Everybody is still being counted for the first time: ask again';

/** What the description of each report that needs a survey ends with. */
export const counted =
  'Everybody’s history is counted in steps, which a call begins and the scheduled work continues: while there is no count yet, ' +
  'the answer is 202 with its progress. A count is good for an hour, on sites with more than 20,000 visitors for longer; ' +
  'while a new one runs, the answer is the last one. All reports on a period share it.';

/** The description of the file. */
export const asFile = `The same rows as a file (RFC 4180). ${counted} Then the file has no rows.`;

const file = { 'text/csv': { schema: z.string() } };

/** The responses of a file. */
export function fileOf(description: string) {
  return {
    200: { description, content: file },
    202: { description: waits, content: file },
    ...orProblem,
  };
}

/** The survey of the period for the API, or what is wrong with the period. */
export async function surveyFor<About extends SurveyKey['about']>(
  c: Context<SiteEnv>,
  about: About,
  asked: Scope,
) {
  const answer = await surveyWithin(c, { about, asked }, beforeAnswerMs);
  return answer.kind === 'survey'
    ? answer.survey
    : reject({ code: 'invalid_request', errors: answer.errors });
}

/** The survey of the period, counted for some time before the answer and some after it. */
export async function surveyWithin<About extends SurveyKey['about']>(
  c: Context<SiteEnv>,
  { about, asked }: { about: About; asked: Scope },
  beforeMs: number,
) {
  const { site } = c.var;
  const now = Date.now();
  const answer = await askSurvey(c.env.DB, site, { about, asked, now, deadline: now + beforeMs });
  if (answer.kind === 'survey' && answer.survey.counting) {
    const key = surveyKey(site, asked, about);
    c.executionCtx.waitUntil(continueSurvey(c.env.DB, key, Date.now() + afterAnswerMs));
  }
  return answer;
}

/** A report as a file, named after the site, the report and the last day. */
export function answerTable(
  c: Context<SiteEnv>,
  { header, rows }: Table,
  { name, survey }: { name: string; survey: Survey<unknown> },
) {
  const day = new Date(survey.to).toISOString().slice(0, 10);
  return c.body(
    csvOf(header, rows),
    survey.counted ? 200 : 202,
    csvHeaders(`${c.var.site.id}-${name}-${day}`),
  );
}
