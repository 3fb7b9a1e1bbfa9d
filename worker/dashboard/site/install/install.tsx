// Answers the page that says how to install the tag, and whether it works.

import type { Context } from 'hono';
import { checkInstall } from '../../../flows/sites/install-check.ts';
import type { SiteEnv } from '../../../http/env.ts';
import { answerPage } from '../../frame/answer.tsx';
import { clockOf, whereabouts } from '../../frame/whereabouts.ts';
import { InstallPage } from './install-page.tsx';
import { platformNamed } from './platforms.tsx';

/** The page, with the steps of `?platform`. */
export async function answerInstall(c: Context<SiteEnv>): Promise<Response> {
  const { site } = c.var;
  const clock = clockOf(c);
  const platform = platformNamed(c.req.query('platform'));
  const [check, where] = await Promise.all([checkInstall(c.env.DB, site, clock.now), whereabouts(c)]);
  const base = new URL(c.req.url).origin;
  return answerPage(c, <InstallPage {...{ where, site, base, platform, check, clock }} />);
}
