// Answers the page that says how to install the tag, and whether it works.

import type { Context } from 'hono';
import { planOf } from '../../../../schema/plan.ts';
import { checkInstall } from '../../../flows/sites/install-check.ts';
import type { SiteEnv } from '../../../http/env.ts';
import { readPinnedBuild } from '../../../http/script-files.ts';
import { answerPage } from '../../frame/answer.tsx';
import { clockOf, whereabouts } from '../../frame/whereabouts.ts';
import { InstallPage } from './install-page.tsx';
import { platformNamed } from './platforms.tsx';

/** The page, with the steps of `?platform`. */
export async function answerInstall(c: Context<SiteEnv>): Promise<Response> {
  const { site } = c.var;
  const clock = clockOf(c);
  const platform = platformNamed(c.req.query('platform'));
  const base = new URL(c.req.url).origin;
  const [check, where, pinned] = await Promise.all([
    checkInstall(c.env.DB, site, { now: clock.now, plan: planOf(c.env.PLAN) }),
    whereabouts(c),
    readPinnedBuild(c.env.ASSETS, base),
  ]);
  return answerPage(c, <InstallPage {...{ where, site, base, platform, check, clock, pinned }} />);
}
