// Publishing a model: the new version is filled beside the old one while both are fed, in steps that survive a crash,
// and becomes the served one by changing one row.

import type { LoggedEvent } from '../score/event.ts';
import type { By } from '../store/audit.ts';
import { isStale } from '../store/guard.ts';
import {
  beginFilling,
  type Filling,
  readCursor,
  readStep,
  removeRetired,
  serveFilled,
  writeStep,
} from '../store/rescore.ts';
import { isTransient } from '../store/retry.ts';
import { forgetSite, readSite } from '../store/site-config.ts';
import { letOthersThrough } from './let-others.ts';
import { fitsOf, type KnownTraits, loggedEvent, refold } from './refold.ts';

/** `too_many`: the site serves as many models as it may. `cleaning`: rows of an earlier publication of this version are still being removed; try again in a minute. */
export type PublishResult =
  | { kind: 'publishing' }
  | { kind: 'unknown_version' }
  | { kind: 'already_served' }
  | { kind: 'busy' }
  | { kind: 'too_many' }
  | { kind: 'cleaning' };

/** Begins to publish a version; `continuePublishing` carries it through. Both versions are fed once this returns. */
export async function startPublishing(
  db: D1Database,
  target: { site: string; version: number },
  { actor, now, deadline }: By & { deadline: number },
): Promise<PublishResult> {
  while (!(await removeRetired(db, target.site, target.version))) {
    if (Date.now() > deadline) return { kind: 'cleaning' };
    await letOthersThrough();
  }
  for (;;) {
    try {
      const begun = await beginFilling(db, target, { actor, now });
      forgetSite(target.site);
      return begun === 'begun' ? { kind: 'publishing' } : { kind: begun };
    } catch (error) {
      // Someone changed the site in between: look again.
      if (!isStale(error) || Date.now() > deadline) throw error;
    }
  }
}

/** Visitors in one step; halved while steps lose races, one at least. */
const visitorsAtOnce = 100;

/** Carries a publication on until it is served or the deadline (UTC ms) has come. Safe to run twice at once. */
export async function continuePublishing(
  db: D1Database,
  siteId: string,
  deadline: number,
): Promise<'served' | 'unfinished' | 'nothing to do'> {
  let limit = visitorsAtOnce;
  for (; Date.now() < deadline; await letOthersThrough()) {
    const site = await readSite(db, siteId);
    const filling = site?.filling;
    if (!site || !filling) return 'nothing to do';
    const cursor = await readCursor(db, siteId, filling.version);
    try {
      const job = { site: siteId, revision: site.revision, served: site.served, filling, cursor };
      if (!(await rescoreStep(db, job, limit))) {
        await serveFilled(db, job);
        forgetSite(siteId);
        return 'served';
      }
      limit = Math.min(visitorsAtOnce, limit * 2);
    } catch (error) {
      if (!isStale(error) && !isTransient(error)) throw error;
      limit = Math.max(1, limit >> 1);
    }
  }
  return 'unfinished';
}

/** Refolds the next visitors under the new version. False when there are none left. */
async function rescoreStep(db: D1Database, job: Filling, limit: number): Promise<boolean> {
  const step = await readStep(db, { site: job.site, served: job.served.version, cursor: job.cursor, limit });
  if (step.visitors.length === 0) return false;
  const events = new Map(step.visitors.map((visitor) => [visitor, [] as LoggedEvent[]]));
  for (const { visitor, ...row } of step.events) events.get(visitor)?.push(loggedEvent(row));
  const traits: KnownTraits = new Map(step.leads.map((lead) => [lead.visitor, JSON.parse(lead.traits)]));
  const refolded = refold(events, [job.filling], { sessions: false, traits });
  // Someone left with nothing but a name is listed with nothing, under the new version too.
  const isScored = new Set(refolded.scores.map(({ visitor }) => visitor));
  const empty = step.visitors.filter((visitor) => traits.has(visitor) && !isScored.has(visitor));
  await writeStep(db, job, { step, refolded, empty: fitsOf(empty, [job.filling], traits) });
  return true;
}
