// What every page of a site shows around its content: the site, the others to choose from, and warnings; and its time.

import type { Context } from 'hono';
import { isAllowed } from '../../../schema/api/role.ts';
import type { SiteEnv } from '../../http/env.ts';
import { listSites } from '../../store/sites/sites.ts';
import { textsFor } from '../texts/texts.ts';
import { type Clock, zoneFor } from '../words/clock.tsx';
import type { SiteName, Whereabouts } from './layout.tsx';
import { readSiteNotices } from './site-notice.tsx';
import { readUsageWarnings } from './usage-notice.tsx';

/** The maximum number of listed sites. */
export const maxSites = 100;

/** The site of this request, those that its token may choose from, and what a token for every site is warned of, and what its role can mend. */
export async function whereabouts(c: Context<SiteEnv>): Promise<Whereabouts> {
  const alone = whereaboutsUnread(c);
  const mendable = readSiteNotices(c, Date.now());
  if (c.var.actor.site !== null) return { ...alone, notices: await mendable };
  const [sites, warnings, notices] = await Promise.all([
    listSites(c.env.DB, { limit: maxSites }),
    readUsageWarnings(c.env),
    mendable,
  ]);
  return { ...alone, sites, warnings, notices };
}

/** The same without the other sites, warnings and notices: for a page that has no statements left to read them with. */
export function whereaboutsUnread({ var: { site, actor } }: Context<SiteEnv>): Whereabouts {
  const here: SiteName = { id: site.id, name: site.name };
  const isAdmin = isAllowed(actor.role, 'administer');
  return { site: here, sites: [here], warnings: [], notices: [], isAdmin };
}

/** The present, in the time zone of the request's site and the reader's language. */
export function clockOf(c: Context<SiteEnv>): Clock {
  const zone = zoneFor(c.req.raw, c.var.site.settings.timeZone);
  return { now: Date.now(), zone, texts: textsFor(c) };
}
