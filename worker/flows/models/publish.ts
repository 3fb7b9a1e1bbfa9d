// Publishing a model: fills the new version next to the old one, while new events are scored under both, in steps that survive a
// crash. Changing one row then makes it the served version.

import type { LoggedEvent } from '../../score/event.ts';
import { isStale } from '../../store/database/guard.ts';
import { statementsLeft } from '../../store/database/metered.ts';
import { isTransient } from '../../store/database/refusal.ts';
import { beginFilling, type Fillable } from '../../store/models/serving.ts';
import {
  type Filling,
  type RescoreStep,
  readCursor,
  readStep,
  serveFilled,
  writeStep,
} from '../../store/scores/rescore.ts';
import { removeRetired } from '../../store/scores/retired.ts';
import type { By } from '../../store/sites/audit.ts';
import { forgetSite, readSite } from '../../store/sites/site-config.ts';
import { Recent } from '../common/recent.ts';
import { yieldToOthers } from '../common/units.ts';
import { fitsOf, type KnownTraits, loggedEvent, loweredTo, noVisits, refold } from '../scores/refold.ts';

/** `too_many`: the site serves as many models as it may. `changed`: the draft is not the one that was seen. `cleaning`: rows of an earlier publication of this version are still being removed; try again in a minute. */
export type PublishResult =
  | { kind: 'publishing' }
  | { kind: 'unknown_version' }
  | { kind: 'already_served' }
  | { kind: 'busy' }
  | { kind: 'too_many' }
  | { kind: 'changed' }
  | { kind: 'cleaning' };

/** Maximum SQL statements to start a publication, if nothing must be removed first. */
export const startStatements = 10;

/** Starts to publish a version; `continuePublishing` finishes it. New events are scored under both versions once this returns. */
export async function startPublishing(
  db: D1Database,
  target: Fillable,
  { actor, now, deadline }: By & { deadline: number },
): Promise<PublishResult> {
  while (!(await removeRetired(db, target.site, target.version))) {
    if (Date.now() > deadline || statementsLeft(db) < startStatements) return { kind: 'cleaning' };
    await yieldToOthers();
  }
  for (;;) {
    try {
      const begun = await beginFilling(db, target, { actor, now });
      forgetSite(target.site);
      return begun === 'begun' ? { kind: 'publishing' } : { kind: begun };
    } catch (error) {
      // Somebody changed the site in the meantime: check again.
      if (!isStale(error) || Date.now() > deadline) throw error;
    }
  }
}

/** Approximate events per step: 25 ms of work, during part of which beacons wait. And visitors, who may have hardly any events. */
const eventsAtOnce = 700;
const visitorsAtOnce = 100;
/** Used until the number of events per visitor is known. */
const visitorsAtFirst = 10;

/** The number of visitors in the last step by site, from which this isolate's next scheduled run continues. */
const lastLimits = new Recent<number, number>(100);

/** The progress of a publication after a step. */
export type Progress = 'served' | 'unfinished' | 'nothing to do';

/** Maximum SQL statements per step of a publication. */
export const publicationStatements = 20;

/**
 * Continues a publication until the version is served, until the deadline (UTC ms), or until this invocation may run no more
 * statements. Safe to run twice at the same time.
 */
export async function continuePublishing(
  db: D1Database,
  siteKey: number,
  deadline: number,
): Promise<Progress> {
  const step = openPublication(db, siteKey);
  for (; Date.now() < deadline && statementsLeft(db) >= publicationStatements; await yieldToOthers()) {
    const progress = await step();
    if (progress !== 'unfinished') return progress;
  }
  return 'unfinished';
}

/** A publication in steps: each call of the returned function runs one, and continues where the last one stopped. */
export function openPublication(db: D1Database, siteKey: number): () => Promise<Progress> {
  let limit = lastLimits.get(siteKey) ?? visitorsAtFirst;
  let job: Filling | null = null;
  return async () => {
    // Read once: the guard fails each step if this has changed.
    job ??= await readFilling(db, siteKey);
    if (!job) return 'nothing to do';
    try {
      const step = await rescoreStep(db, job, limit);
      const last = step.visitors.at(-1);
      if (last === undefined) {
        await serveFilled(db, job);
        forgetSite(siteKey);
        return 'served';
      }
      job = { ...job, cursor: last };
      limit = limitAfter(step, limit);
      lastLimits.set(siteKey, limit);
    } catch (error) {
      if (!isStale(error) && !isTransient(error)) throw error;
      job = null;
      limit = Math.max(1, limit >> 1);
    }
    return 'unfinished';
  };
}

async function readFilling(db: D1Database, siteKey: number): Promise<Filling | null> {
  const site = await readSite(db, siteKey);
  const filling = site?.filling;
  if (!site || !filling) return null;
  const cursor = await readCursor(db, siteKey, filling.version);
  return { site: siteKey, revision: site.revision, served: site.served, filling, cursor };
}

/** Visitors in the next step: as many as fitted the event limit, and at most twice as many as before. */
function limitAfter({ visitors, events }: RescoreStep, limit: number): number {
  const fitting = Math.floor((eventsAtOnce * visitors.length) / Math.max(1, events.length));
  return Math.max(1, Math.min(fitting, visitorsAtOnce, limit * 2));
}

/** Refolds the next visitors under the new version, if any are left. */
async function rescoreStep(db: D1Database, job: Filling, limit: number): Promise<RescoreStep> {
  const step = await readStep(db, { site: job.site, served: job.served.version, cursor: job.cursor, limit });
  if (step.visitors.length === 0) return step;
  // Reading takes as long as writing, so other requests may run in between.
  await yieldToOthers();
  const events = new Map(step.visitors.map((visitor) => [visitor, [] as LoggedEvent[]]));
  for (const row of step.events) events.get(row.visitor)?.push(loggedEvent(row));
  const traits: KnownTraits = new Map(step.leads.map((lead) => [lead.visitor, JSON.parse(lead.traits)]));
  // Who has faded below a level by the publication does not fall from it once more.
  const refolded = loweredTo(job.filling.landmark, refold(events, [job.filling], traits), [job.filling]);
  // A visitor with nothing left but an identifier stays in the list under the new version too.
  const isScored = new Set(refolded.standings.map(({ visitor }) => visitor));
  const empty = step.visitors.filter((visitor) => traits.has(visitor) && !isScored.has(visitor));
  await writeStep(db, job, {
    step,
    refolded,
    empty: fitsOf(empty, [job.filling], { traits, visits: noVisits }),
  });
  return step;
}
