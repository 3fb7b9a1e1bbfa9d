// Publishes served models again when they are out of date: the site has a new time zone, or the heat approaches the limit of a
// double. Each becomes a new version with the same JSON.

import { copyModel, outdatedModels } from '../../store/models/models.ts';
import type { By } from '../../store/sites/audit.ts';
import { continuePublishing, startPublishing } from './publish.ts';

/**
 * Renews what is out of date of a site, one model after the other, until nothing is, or the deadline (UTC ms) has come. The
 * schedule does what is left.
 */
export async function renewModels(
  db: D1Database,
  site: number,
  by: By & { deadline: number },
): Promise<void> {
  while ((await continuePublishing(db, site, by.deadline)) !== 'unfinished') {
    const [outdated] = await outdatedModels(db, { now: by.now, site });
    if (!outdated || !(await renewModel(db, outdated, by))) return;
  }
}

/** Copies a version and starts to publish the copy; false: something else must finish first, so try again in a minute. */
export async function renewModel(
  db: D1Database,
  outdated: { site: number; version: number },
  by: By & { deadline: number },
): Promise<boolean> {
  const copy = await copyModel(db, outdated, by.now);
  return (await startPublishing(db, copy, by)).kind === 'publishing';
}
