// Answers the page of the matrix.

import type { Context } from 'hono';
import { countsOf } from '../../flows/visitors/visitor-counts.ts';
import type { SiteEnv } from '../../http/env.ts';
import { answerPage, goTo } from '../frame/answer.tsx';
import { siteHref } from '../frame/site-href.ts';
import { whereabouts } from '../frame/whereabouts.ts';
import { MatrixPage } from './matrix-page.tsx';

/** The matrix; of a model that does not grade fit there is none, so this leads to the list. */
export async function answerMatrix(c: Context<SiteEnv>): Promise<Response> {
  const { site } = c.var;
  if (!site.served.model.fit) return goTo(c, siteHref(site));
  const [counts, where] = await Promise.all([countsOf(c.env.DB, site, Date.now()), whereabouts(c)]);
  return answerPage(c, <MatrixPage {...{ where, site, counts }} />);
}
