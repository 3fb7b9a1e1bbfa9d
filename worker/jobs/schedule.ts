// The table of scheduled jobs, run each minute. Each job continues where the last run stopped, and can be interrupted at any time.

import { writeDigests } from '../flows/alerts/digest/write-digests.ts';
import { fillWatched } from '../flows/alerts/fill.ts';
import { reviewDue } from '../flows/alerts/review.ts';
import type { Outside } from '../flows/alerts/send/outside.ts';
import { type Sending, sendDue } from '../flows/alerts/send/send.ts';
import { inTurns, type Units, yieldToOthers } from '../flows/common/units.ts';
import { identifying } from '../flows/identity/identify.ts';
import { logLapses } from '../flows/ingest/log-lapses.ts';
import { previewOnce, previewStatements } from '../flows/models/preview.ts';
import { openPublication, publicationStatements, startStatements } from '../flows/models/publish.ts';
import { renewModel } from '../flows/models/renew.ts';
import { predictDue } from '../flows/predict/predict-due.ts';
import { surveyOnce, surveyStatements } from '../flows/reports/survey.ts';
import { noticeCooled } from '../flows/scores/notice-cooled.ts';
import { checkStatements, verifyStep } from '../flows/scores/verify.ts';
import { countSegments } from '../flows/segments/members.ts';
import { countVisitors } from '../flows/visitors/headcount.ts';
import { removeOldDeliveries } from '../store/alerts/deliveries.ts';
import { randomHex } from '../store/bytes/random.ts';
import { statementsLeft } from '../store/database/metered.ts';
import { isUsedUp, rootOf } from '../store/database/refusal.ts';
import { postponePending, waitingDevices } from '../store/identity/pending.ts';
import { visitorFrom } from '../store/ids.ts';
import { outdatedModels } from '../store/models/models.ts';
import { unfinishedCounts } from '../store/models/surveys.ts';
import { forgetSome, forgetStatements, sitesToForgetIn } from '../store/privacy/retention.ts';
import { sitesFilling } from '../store/scores/rescore.ts';
import { removeRetired, removeStatements, retiredVersions } from '../store/scores/retired.ts';
import { settledModels } from '../store/scores/verification.ts';

/** A run: the time for which it works, when it stops (both UTC ms), and the outside world, without which no messages are sent. */
export interface ScheduledRun {
  now: number;
  deadline: number;
  outside?: Outside;
}

/** The context of a job. `sending` null: no messages are sent. */
type Turn = Omit<ScheduledRun, 'outside'> & { db: D1Database; sending: Sending | null };

/** The jobs. Each uses one statement to check whether there is work, then works in units. */
export const jobs: readonly { name: string; work: (turn: Turn) => Units }[] = [
  { name: 'apply pending identifications', work: applyWaiting },
  { name: 'send messages', work: sendMessages },
  { name: 'log lapses', work: ({ db, now }) => logLapses(db, now) },
  { name: 'record who has cooled', work: ({ db, now }) => noticeCooled(db, now) },
  { name: 'write daily digests', work: ({ db, now }) => writeDigests(db, now) },
  { name: 'tell what the clock has changed', work: ({ db, now }) => reviewDue(db, now) },
  { name: 'fill in what was told', work: ({ db, now }) => fillWatched(db, now) },
  { name: 'continue publications', work: carryPublicationsOn },
  { name: 'continue previews and surveys', work: carryCountsOn },
  { name: 'predict who buys', work: ({ db, ...turn }) => predictDue(db, turn) },
  { name: 'count visitors', work: ({ db, now }) => countVisitors(db, now) },
  { name: 'count members of segments', work: ({ db, now }) => countSegments(db, now) },
  { name: 'remove scores of retired models', work: removeRetiredScores },
  { name: 'forget visitors past their retention', work: forgetVisitors },
  { name: 'remove old deliveries', work: removeDeliveries },
  { name: 'check some scores against the log', work: checkSome },
  { name: 'republish models that are out of date', work: renewOutdated },
];

/** For requests that still apply their own identifications; then the longest time until a device is tried again. */
const [pendingGraceMs, postponedMs] = [30_000, 4 * 60_000];
/** Devices per run. */
const waitingAtOnce = 200;

interface Running {
  name: string;
  units: Units;
  /** Statements of the next unit; null: the job is done. */
  needs: number | null;
}

/**
 * Runs the jobs: first each checks for work, then each runs a unit in turn, until nothing is left, until the deadline (UTC ms), or
 * until the remaining statements of this invocation (store/database/metered.ts) are too few. Each minute another job is first, so
 * that none blocks the others. A failing job is logged and does not stop the others. If the database limit is reached
 * (store/database/refusal.ts), one line is logged and the rest waits.
 */
export async function runScheduled(db: D1Database, turn: ScheduledRun): Promise<void> {
  try {
    await runJobs(db, turn);
  } catch (error) {
    if (!isUsedUp(error)) throw error;
    console.error('scheduled work waits: the database is used up', rootOf(error));
  }
}

async function runJobs(db: D1Database, { outside, ...run }: ScheduledRun): Promise<void> {
  const later: Promise<void>[] = [];
  const sending = outside ? { outside, later: (work: Promise<void>) => void later.push(work) } : null;
  const turn = { ...run, sending };
  const first = Math.floor(turn.now / 60_000) % jobs.length;
  const running: Running[] = [];
  for (const { name, work } of [...jobs.slice(first), ...jobs.slice(0, first)]) {
    const units = work({ db, ...turn });
    running.push({ name, units, needs: await resume(name, units) });
  }
  let waiting = running;
  while (waiting.length > 0 && Date.now() < turn.deadline) {
    waiting = waiting.filter(({ needs }) => needs !== null && needs <= statementsLeft(db));
    for (const job of waiting) {
      if (job.needs === null || job.needs > statementsLeft(db)) continue;
      job.needs = await resume(job.name, job.units);
      await yieldToOthers();
    }
  }
  for (const ended of await Promise.allSettled(later))
    if (ended.status === 'rejected') console.error('scheduled work failed late', rootOf(ended.reason));
}

/** Runs a job's next unit. Returns the statements of the following unit; null if the job is done or has failed. */
async function resume(name: string, units: Units): Promise<number | null> {
  try {
    const { value, done } = await units.next();
    return done ? null : value;
  } catch (error) {
    if (isUsedUp(error)) throw error;
    console.error(`scheduled job "${name}" failed`, error);
    return null;
  }
}

async function* applyWaiting({ db, now }: Turn): Units {
  const devices = await waitingDevices(db, { before: now - pendingGraceMs, limit: waitingAtOnce });
  // Before any attempt, so that devices that fail in every run, or end the run, do not block the others. The delay differs for
  // each, so that ever fewer devices that fail together are processed together, until only the faulty ones fail.
  const later = devices.map((one) => ({ ...one, since: now + Math.floor(Math.random() * postponedMs) }));
  let isPostponed = false;
  for await (const statements of identifying(db, devices)) {
    yield statements + 1;
    if (!isPostponed) await postponePending(db, later);
    isPostponed = true;
  }
}

async function* carryPublicationsOn({ db }: Turn): Units {
  const publications = new Map((await sitesFilling(db)).map((site) => [site, openPublication(db, site)]));
  yield* inTurns([...publications.keys()], {
    what: (site) => `publishing a model of site #${site}`,
    statements: publicationStatements,
    unit: async (site) => (await publications.get(site)?.()) === 'unfinished',
  });
}

async function* carryCountsOn({ db, deadline }: Turn): Units {
  yield* inTurns(await unfinishedCounts(db), {
    what: ({ site, version, about, span }) =>
      `counting version ${version} of site #${site} for ${about === null ? 'its preview' : `${about} ${span}`}`,
    statements: Math.max(previewStatements, surveyStatements),
    unit: (one) => (one.about === null ? previewOnce(db, one, deadline) : surveyOnce(db, one, deadline)),
  });
}

async function* removeRetiredScores({ db }: Turn): Units {
  yield* inTurns(await retiredVersions(db), {
    what: ({ site, version }) => `removing version ${version} of site #${site}`,
    statements: removeStatements,
    // One chunk per run: it is not urgent, and on the free plan the daily rows are for events.
    unit: async ({ site, version }) => {
      await removeRetired(db, site, version);
      return false;
    },
  });
}

/** Every ten minutes, because it reads every visitor near the retention limit. */
async function* forgetVisitors({ db, now }: Turn): Units {
  if (new Date(now).getUTCMinutes() % 10 !== 0) return;
  yield* inTurns(await sitesToForgetIn(db, now), {
    what: (site) => `forgetting visitors of site #${site}`,
    statements: forgetStatements,
    unit: async (site) => (await forgetSome(db, site, now)) > 0,
  });
}

async function* sendMessages({ db, sending }: Turn): Units {
  if (sending) yield* sendDue(db, sending);
}

/** Every ten minutes, not in those in which visitors are forgotten. */
async function* removeDeliveries({ db, now }: Turn): Units {
  if (new Date(now).getUTCMinutes() % 10 !== 5) return;
  yield 1;
  await removeOldDeliveries(db, now);
}

/** Once an hour, the visitors after a random position, because ids are random too. Corrects and logs differences. */
async function* checkSome({ db, now }: Turn): Units {
  if (new Date(now).getUTCMinutes() !== 30) return;
  yield* inTurns(await settledModels(db), {
    what: ({ site, model }) => `checking model ${model} of site #${site}`,
    statements: checkStatements,
    unit: async (target) => {
      const cursor = visitorFrom(randomHex(16));
      const { differing } = await verifyStep(db, target, { cursor, actor: 'schedule', now });
      if (differing.length > 0)
        console.error(`scores of site #${target.site} differ from its log`, JSON.stringify(differing));
      return false;
    },
  });
}

/** Whose site has another time zone by now, or whose heat nears the end of a double. */
async function* renewOutdated({ db, now, deadline }: Turn): Units {
  yield* inTurns(await outdatedModels(db, { now }), {
    what: ({ site, version }) => `renewing version ${version} of site #${site}`,
    statements: startStatements + 1,
    unit: async (outdated) => {
      await renewModel(db, outdated, { actor: 'schedule', now, deadline });
      return false;
    },
  });
}
