// Publishing a model: the new version is filled beside the old one while both are fed, in steps that survive a crash,
// and becomes the served one by changing one row.

import type { LoggedEvent } from '../../score/event.ts';
import { isStale } from '../../store/database/guard.ts';
import { statementsLeft } from '../../store/database/metered.ts';
import { isTransient } from '../../store/database/refusal.ts';
import { beginFilling } from '../../store/models/serving.ts';
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
import { Recent } from '../recent.ts';
import { fitsOf, type KnownTraits, loggedEvent, refold } from '../scores/refold.ts';
import { yieldToOthers } from '../yield.ts';

/** `too_many`: the site serves as many models as it may. `cleaning`: rows of an earlier publication of this version are still being removed; try again in a minute. */
export type PublishResult =
  | { kind: 'publishing' }
  | { kind: 'unknown_version' }
  | { kind: 'already_served' }
  | { kind: 'busy' }
  | { kind: 'too_many' }
  | { kind: 'cleaning' };

/** SQL statements that beginning a publication takes, at most, where nothing has to be removed first. */
export const startStatements = 8;

/** Begins to publish a version; `continuePublishing` carries it through. Both versions are fed once this returns. */
export async function startPublishing(
  db: D1Database,
  target: { site: number; version: number },
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
      // Someone changed the site in between: look again.
      if (!isStale(error) || Date.now() > deadline) throw error;
    }
  }
}

/** Events in one step, about: 25 ms of work, a part of which beacons wait for. And visitors, who may have next to none. */
const eventsAtOnce = 700;
const visitorsAtOnce = 100;
/** Until it is known how many events a visitor has. */
const visitorsAtFirst = 10;

/** Visitors of the last step, by site, as this isolate remembers them: a run of the clock goes on with as many. */
const lastLimits = new Recent<number, number>(100);

/** How far a publication is after a step. */
export type Progress = 'served' | 'unfinished' | 'nothing to do';

/** SQL statements that one step of a publication takes, at most. */
export const publicationStatements = 20;

/**
 * Carries a publication on until it is served, the deadline (UTC ms) has come, or this invocation may ask the database no
 * more. Safe to run twice at once.
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

/** A publication in steps: each call of what it answers is one. It remembers where it is between two of them. */
export function openPublication(db: D1Database, siteKey: number): () => Promise<Progress> {
  let limit = lastLimits.get(siteKey) ?? visitorsAtFirst;
  let job: Filling | null = null;
  return async () => {
    // Read once: each step is refused if it is no longer so.
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

/** Visitors of the next step: as many as these had events for, and no more than twice as many as were tried. */
function limitAfter({ visitors, events }: RescoreStep, limit: number): number {
  const fitting = Math.floor((eventsAtOnce * visitors.length) / Math.max(1, events.length));
  return Math.max(1, Math.min(fitting, visitorsAtOnce, limit * 2));
}

/** Refolds the next visitors under the new version, if any are left. */
async function rescoreStep(db: D1Database, job: Filling, limit: number): Promise<RescoreStep> {
  const step = await readStep(db, { site: job.site, served: job.served.version, cursor: job.cursor, limit });
  if (step.visitors.length === 0) return step;
  // Reading takes as long as writing does: others need not wait for both.
  await yieldToOthers();
  const events = new Map(step.visitors.map((visitor) => [visitor, [] as LoggedEvent[]]));
  for (const row of step.events) events.get(row.visitor)?.push(loggedEvent(row));
  const traits: KnownTraits = new Map(step.leads.map((lead) => [lead.visitor, JSON.parse(lead.traits)]));
  const refolded = refold(events, [job.filling], traits);
  // Someone left with nothing but a name is listed with nothing, under the new version too.
  const isScored = new Set(refolded.standings.map(({ visitor }) => visitor));
  const empty = step.visitors.filter((visitor) => traits.has(visitor) && !isScored.has(visitor));
  await writeStep(db, job, { step, refolded, empty: fitsOf(empty, [job.filling], traits) });
  return step;
}
