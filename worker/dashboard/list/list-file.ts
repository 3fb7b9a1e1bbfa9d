// The list as a file, for a spreadsheet: the first rows of what the page shows.

import type { Context } from 'hono';
import { apiLimits } from '../../../schema/api/shared.ts';
import { csvHeaders, visitorCsv } from '../../flows/visitors/visitor-csv.ts';
import { listVisitors } from '../../flows/visitors/visitor-list.ts';
import type { SiteEnv } from '../../http/env.ts';
import { goTo } from '../frame/answer.tsx';
import { siteHref } from '../frame/site-href.ts';
import { listQuery } from './list-view.ts';
import { readShownList } from './shown-list.ts';

/** Answers a file of at most 500 visitors; the API's `visitors.csv` has the others as well. */
export async function answerFile(c: Context<SiteEnv>): Promise<Response> {
  const now = Date.now();
  const { site, view } = await readShownList(c);
  const query = { ...listQuery(view, now), limit: apiLimits.maxFileRows };
  const answer = await listVisitors(c.env.DB, site, query, now);
  if (answer.kind !== 'page') return goTo(c, siteHref(site));
  return c.body(visitorCsv(answer.data), 200, {
    ...csvHeaders(`${site.id}-${view.status}`),
    'cache-control': 'no-store',
  });
}
