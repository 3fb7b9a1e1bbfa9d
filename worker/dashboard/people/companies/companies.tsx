// Answers the pages of companies.

import type { Context } from 'hono';
import { companyDetailQuery } from '../../../../schema/api/company.ts';
import { apiLimits } from '../../../../schema/api/shared.ts';
import { findCompany } from '../../../flows/companies/company-detail.ts';
import { listCompanies } from '../../../flows/companies/company-list.ts';
import type { SiteEnv } from '../../../http/env.ts';
import { answerPage, goTo } from '../../frame/answer.tsx';
import { answerProblem } from '../../frame/problem.tsx';
import { trailOf } from '../../frame/site-href.ts';
import { clockOf, whereabouts } from '../../frame/whereabouts.ts';
import { textsFor } from '../../texts/texts.ts';
import { CompaniesPage } from './companies-page.tsx';
import { companiesHref, companiesQuery, companyHref, readCompaniesView } from './companies-view.ts';
import { CompanyPage } from './company-page.tsx';

/** The list. A cursor that no longer fits starts again. */
export async function answerCompanies(c: Context<SiteEnv>): Promise<Response> {
  const { site } = c.var;
  const clock = clockOf(c);
  const view = readCompaniesView(new URL(c.req.url).searchParams);
  const [answer, where] = await Promise.all([
    listCompanies(c.env.DB, site, companiesQuery(view), clock.now),
    whereabouts(c),
  ]);
  if (answer.kind !== 'page') return goTo(c, companiesHref(site, view));
  const { data: companies, nextCursor } = answer;
  return answerPage(c, <CompaniesPage {...{ where, site, view, companies, nextCursor, clock }} />);
}

/** One of them, by its key. */
export async function answerCompany(c: Context<SiteEnv>): Promise<Response> {
  const { site } = c.var;
  const key = c.req.param('key') ?? '';
  const cursor = c.req.query('cursor')?.slice(0, apiLimits.maxCursorChars);
  const query = companyDetailQuery.parse(cursor ? { cursor } : {});
  const clock = clockOf(c);
  const { searchParams } = new URL(c.req.url);
  const list = searchParams.has('list') ? 'list' : 'companies';
  const from = { list, trail: trailOf(searchParams, list) } as const;
  const [answer, where] = await Promise.all([
    findCompany(c.env.DB, site, { name: key, query, now: clock.now }),
    whereabouts(c),
  ]);
  if (answer.kind === 'company') {
    return answerPage(c, <CompanyPage {...{ where, site, company: answer.company, from, clock }} />);
  }
  if (answer.kind !== 'none')
    return goTo(c, companyHref(site, key, new URLSearchParams([[from.list, from.trail]])));
  return answerProblem(c, 404, textsFor(c).problems.noCompany);
}
