// Reads that must see one consistent state of a site: its model version and the scores under it.

import { isStale } from '../../store/database/guard.ts';
import { readSite, type SiteConfig, withModel } from '../../store/sites/site-config.ts';

/** Runs a read. If the site has changed since it was read (a model was published), reads the site again and retries. */
export async function underFreshSite<Answer>(
  db: D1Database,
  site: SiteConfig,
  read: (site: SiteConfig) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await read(site);
  } catch (error) {
    if (!isStale(error)) throw error;
    const anew = await readSite(db, site.key);
    return read((anew && withModel(anew, site.served.name)) ?? site);
  }
}
