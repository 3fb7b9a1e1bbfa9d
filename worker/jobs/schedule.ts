// The table of scheduled work, run each minute. Each job picks up where the last run stopped and may be cut at any moment.

import { applyIdentities } from '../flows/identify.ts';
import { letOthersThrough } from '../flows/let-others.ts';
import { logLapses } from '../flows/log-lapses.ts';
import { noticeCooled } from '../flows/notice-cooled.ts';
import { continuePreview } from '../flows/preview.ts';
import { continuePublishing, startPublishing } from '../flows/publish.ts';
import { verifyStep } from '../flows/verify.ts';
import { copyAgedModels } from '../store/models.ts';
import { waitingDevices } from '../store/pending.ts';
import { unfinishedPreviews } from '../store/previews.ts';
import { removeRetired, retiredVersions, sitesFilling } from '../store/rescore.ts';
import { forgetSome, sitesToForgetIn } from '../store/retention.ts';
import { settledModels } from '../store/verification.ts';

/** A job's turn: `now` and `deadline` are UTC ms. */
interface Turn {
  db: D1Database;
  now: number;
  deadline: number;
}

/** What runs, in this order. */
const jobs: { name: string; run: (turn: Turn) => Promise<void> }[] = [
  { name: 'apply identifications left behind', run: applyWaiting },
  { name: 'log what has lapsed', run: ({ db, now, deadline }) => logLapses(db, { now, deadline }) },
  { name: 'notice who has cooled', run: ({ db, ...turn }) => noticeCooled(db, turn) },
  { name: 'carry publications on', run: carryPublicationsOn },
  { name: 'carry previews on', run: carryPreviewsOn },
  { name: 'remove scores of retired models', run: removeRetiredScores },
  { name: 'forget visitors past their retention', run: forgetVisitors },
  { name: 'check some scores against the log', run: checkSome },
  { name: 'publish models anew before their heat overflows', run: renewModels },
];

/** Given to the requests that are still at work on theirs. */
const pendingGraceMs = 30_000;
/** An identification is some 25 statements, and one run may make 1,000 (D1's limit an invocation, paid plan). */
const waitingAtOnce = 30;

/** Runs every job; one that fails is logged and does not keep the others from running. */
export async function runScheduled(db: D1Database, turn: { now: number; deadline: number }): Promise<void> {
  for (const { name, run } of jobs) {
    try {
      await run({ db, ...turn });
    } catch (error) {
      console.error(`scheduled job "${name}" failed`, error);
    }
  }
}

async function applyWaiting({ db, now }: Turn): Promise<void> {
  await applyIdentities(db, await waitingDevices(db, { before: now - pendingGraceMs, limit: waitingAtOnce }));
}

async function carryPublicationsOn({ db, deadline }: Turn): Promise<void> {
  await eachByItself('publishing', await sitesFilling(db), (site) => continuePublishing(db, site, deadline));
}

async function carryPreviewsOn({ db, deadline }: Turn): Promise<void> {
  await eachByItself('a preview', await unfinishedPreviews(db), (one) => continuePreview(db, one, deadline));
}

/** One that fails is logged, and keeps no other waiting. */
async function eachByItself<One>(
  what: string,
  all: One[],
  run: (one: One) => Promise<unknown>,
): Promise<void> {
  for (const one of all) {
    try {
      await run(one);
    } catch (error) {
      console.error(`scheduled: ${what} of ${JSON.stringify(one)} failed`, error);
    }
  }
}

async function removeRetiredScores({ db, deadline }: Turn): Promise<void> {
  for (const { site, version } of await retiredVersions(db)) {
    while (Date.now() < deadline && !(await removeRetired(db, site, version))) await letOthersThrough();
  }
}

/** Once an hour: it reads every visitor who is near the end. */
async function forgetVisitors({ db, now, deadline }: Turn): Promise<void> {
  if (new Date(now).getUTCMinutes() !== 0) return;
  for (const site of await sitesToForgetIn(db, now)) {
    while (Date.now() < deadline && (await forgetSome(db, site, now)) > 0) await letOthersThrough();
  }
}

/** Once an hour, the visitors after a random place: their ids are random, too. What differs is mended, and reported here. */
async function checkSome({ db, now, deadline }: Turn): Promise<void> {
  if (new Date(now).getUTCMinutes() !== 30) return;
  for (const target of await settledModels(db)) {
    if (Date.now() > deadline) return;
    const cursor = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(3))));
    const { differing } = await verifyStep(db, target, { cursor, actor: 'schedule', now });
    if (differing.length > 0)
      console.error(`scores of site ${target.site} differ from its log`, JSON.stringify(differing));
  }
}

async function renewModels({ db, now, deadline }: Turn): Promise<void> {
  for (const { site, version } of await copyAgedModels(db, now)) {
    await startPublishing(db, { site, version }, { actor: 'schedule', now, deadline });
  }
}
