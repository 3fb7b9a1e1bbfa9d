// Changing and deleting a site, for the API and the pages.

import type { By } from '../../store/sites/audit.ts';
import type { SiteKey } from '../../store/sites/site-config.ts';
import { type SiteChange, updateSite } from '../../store/sites/sites.ts';
import { deleteSite } from '../../store/sites/sites-delete.ts';
import { renewModels } from '../models/renew.ts';

/** How long a change of the time zone rescores before and after its response; the scheduled job does the rest. */
const beforeAnswerMs = 2_000;
const afterAnswerMs = 25_000;

/** How long a deletion works on a large site before it responds that there is more. */
const deletionMs = 20_000;

/**
 * Changes a site. A new time zone publishes its models again; `waitUntil` gets the rest of that work. False: no such site.
 */
export async function changeSite(
  db: D1Database,
  { key, id }: SiteKey,
  change: SiteChange & By & { waitUntil: (work: Promise<unknown>) => void },
): Promise<boolean> {
  const { waitUntil, ...made } = change;
  const isThere = await updateSite(db, { key, id }, made);
  if (isThere && made.settings?.timeZone !== undefined) {
    const by = { actor: made.actor, now: made.now };
    await renewModels(db, key, { ...by, deadline: by.now + beforeAnswerMs });
    waitUntil(renewModels(db, key, { ...by, deadline: Date.now() + afterAnswerMs }));
  }
  return isThere;
}

/** Deletes a site, or a part of a large one: then call it again. */
export function removeSite(
  db: D1Database,
  site: SiteKey,
  by: By,
): Promise<{ kind: 'deleted' } | { kind: 'unfinished' }> {
  return deleteSite(db, site, { ...by, deadline: by.now + deletionMs });
}
