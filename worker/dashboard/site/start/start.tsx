// Answers the page of the first steps.

import type { Context } from 'hono';
import { readProgress } from '../../../flows/sites/first-steps.ts';
import type { SiteEnv } from '../../../http/env.ts';
import { answerPage } from '../../frame/answer.tsx';
import { whereabouts } from '../../frame/whereabouts.ts';
import { StartPage } from './start-page.tsx';

/** `GET /s/SITE/start`. */
export async function answerStart(c: Context<SiteEnv>): Promise<Response> {
  const { site } = c.var;
  const [progress, where] = await Promise.all([readProgress(c.env.DB, site, Date.now()), whereabouts(c)]);
  return answerPage(c, <StartPage {...{ where, site, progress }} />);
}
