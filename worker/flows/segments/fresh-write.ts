// Changes of a site's segments, one after the other: each is based on all of them.

import { isStale } from '../../store/database/guard.ts';
import { readSite, type SiteConfig, withModel } from '../../store/sites/site-config.ts';

/** Changes at once that all get through. */
const maxAttempts = 10;

/** Runs a change that its guard rejects if the site has changed since it was read. Then reads the site again and retries. */
export async function writeUnderFreshSite<Answer>(
  db: D1Database,
  site: SiteConfig,
  write: (site: SiteConfig) => Promise<Answer>,
): Promise<Answer> {
  let fresh = site;
  for (let attempt = 1; ; attempt++) {
    try {
      return await write(fresh);
    } catch (error) {
      if (!isStale(error) || attempt === maxAttempts) throw error;
      const anew = await readSite(db, site.key);
      fresh = (anew && withModel(anew, site.served.name)) ?? site;
    }
  }
}
