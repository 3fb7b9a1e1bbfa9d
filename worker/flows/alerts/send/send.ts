// Sends what is due. A round claims up to twenty posts, sends them at once and records the answers. A receiver that takes long holds
// up no other: the next round begins without it.

import { webhookLimits } from '../../../../schema/api/alerts/webhook.ts';
import { fillStatements, recordOutcomes, recordStatements } from '../../../store/alerts/attempts.ts';
import { isSendingExpected } from '../../../store/alerts/moves.ts';
import { type Claim, claimDue, countDueWebhooks, type DueDelivery } from '../../../store/alerts/outbox.ts';
import { keepQuiet } from '../../../store/alerts/quiet.ts';
import { reserveStatements, statementsLeft, subrequestsLeft } from '../../../store/database/metered.ts';
import { rootOf } from '../../../store/database/refusal.ts';
import type { Units } from '../../common/units.ts';
import { composeStatements } from '../compose.ts';
import { nextAttempt, retryMs } from './backoff.ts';
import { exchange } from './exchange.ts';
import type { Outside } from './outside.ts';
import type { Outcome } from './post.ts';
import { unsent } from './post.ts';
import { contentType, type Post, postsOf } from './posts.ts';
import { lookUps } from './target-name.ts';

/** Posts of a round. */
export const postsAtOnce = 20;

/** To a webhook that has not answered yet: Cloudflare waits for six answers at a time, and others wait behind them. */
export const trialPosts = 3;

/** How long a round waits before the next one begins. */
const roundMs = 2_000;

/** When another sender may take over: longer than an exchange with everything around it. */
const leaseMs = 60_000;

/** SQL statements of a round: one to claim, and those to compose, keep and record. */
const roundStatements = 1 + composeStatements(1, 1) + fillStatements + recordStatements;

/** A run of sending. `later` gets the work on slow receivers, which ends within 20 s. */
export interface Sending {
  outside: Outside;
  later: (work: Promise<void>) => void;
}

interface Run extends Sending {
  /** Webhooks to which something was due at first: a round looks up no more names. */
  webhooks: number;
  proven: Set<string>;
  slow: Set<string>;
}

/** Sends until nothing is due. */
export async function* sendDue(db: D1Database, sending: Sending): Units {
  const webhooks = await countDueWebhooks(db, Date.now());
  if (webhooks === 0) return;
  const run: Run = { ...sending, webhooks, proven: new Set(), slow: new Set() };
  yield 1;
  await keepQuiet(db, Date.now());
  for (let isMore = true; isMore; ) {
    yield roundStatements + lookUps + 1;
    isMore = await sendRound(db, run);
  }
}

/** How long a request goes on sending after its response; Cloudflare ends it after 30 s. */
const afterAnswerMs = 15_000;

/** Sends after a response what the request may have caused. The scheduled job does the rest. Never throws. */
export async function sendExpected(db: D1Database, outside: Outside): Promise<void> {
  if (!isSendingExpected(db)) return;
  const slow: Promise<void>[] = [];
  const deadline = Date.now() + afterAnswerMs;
  try {
    for await (const needed of sendDue(db, { outside, later: (work) => void slow.push(work) }))
      if (needed > statementsLeft(db) || Date.now() > deadline) break;
    await Promise.all(slow);
  } catch (error) {
    console.error('messages wait for the scheduled job', rootOf(error));
  }
}

/**
 * As many posts, to as many webhooks, as this many subrequests allow: one for each post, and the look-ups of a name for each webhook.
 * At least one post.
 */
function affordable(subrequests: number, webhooks: number): Pick<Claim, 'posts' | 'webhooks'> {
  const most = Math.max(1, Math.min(webhooks, postsAtOnce, Math.floor(subrequests / (lookUps + 1))));
  return { posts: Math.max(1, Math.min(postsAtOnce, subrequests - lookUps * most)), webhooks: most };
}

/** Returns whether there may be more. */
async function sendRound(db: D1Database, run: Run): Promise<boolean> {
  const now = Date.now();
  const bounds = affordable(subrequestsLeft(db) - roundStatements, run.webhooks);
  const claim = { now, leaseEnd: now + leaseMs, until: now + retryMs, ...bounds, trialPosts };
  const claimed = await claimDue(
    db,
    { ...claim, proven: [...run.proven], left: [...run.slow] },
    webhookLimits.maxTogether,
  );
  if (claimed.length === 0) return false;
  const answered: Answered[] = [];
  const sent = (await postsOf(db, claimed, now)).map(async (post) => {
    answered.push({ post, outcome: await send(run.outside, post) });
  });
  await Promise.race([Promise.all(sent), after(roundMs)]);
  const inTime = answered.splice(0);
  await record(db, inTime);
  for (const { post, outcome } of inTime) if (outcome.status !== null) run.proven.add(post.to.webhook);
  if (inTime.length < sent.length) {
    const isIn = new Set(inTime.map(({ post }) => post.to));
    for (const { webhook } of claimed.filter((one) => !isIn.has(one))) run.slow.add(webhook);
    run.later(recordLater(db, sent, answered));
  }
  return true;
}

/** A post with what came of it. */
interface Answered {
  post: Post;
  outcome: Outcome;
}

async function recordLater(db: D1Database, sent: readonly Promise<void>[], answered: readonly Answered[]) {
  const giveBack = reserveStatements(db, recordStatements);
  await Promise.all(sent);
  giveBack();
  await record(db, answered);
}

function send(outside: Outside, { to, body }: Post): Promise<Outcome> | Outcome {
  const now = Date.now();
  // Its sender was lost in the last attempt.
  if (now > to.until) return unsent('Not sent: there was no time left');
  return exchange(outside, to, { id: to.id, body, contentType, now });
}

/** What the receiver answers if nothing shall ever be sent to it again. */
const goneStatus = 410;

async function record(db: D1Database, answered: readonly Answered[]): Promise<void> {
  const now = Date.now();
  const gone = answered.filter(({ outcome }) => outcome.status === goneStatus).map(({ post }) => post.to);
  const recorded = answered.flatMap(({ post, outcome }) => {
    const due = dueAfter(post.to, outcome, now);
    const state = outcome.isDelivered ? 'delivered' : due === null ? 'failed' : 'waiting';
    const { status, answer } = outcome;
    return post.deliveries.map(({ site, webhook, id, attempts }) => ({
      ...{ site, webhook, id, attempts, state: state as 'delivered' | 'failed' | 'waiting', due },
      ...{ status, answer, triedAt: now },
    }));
  });
  await recordOutcomes(db, recorded, { gone: gone.map(({ site, webhook }) => ({ site, webhook })), now });
}

function dueAfter({ attempts, until }: DueDelivery, outcome: Outcome, now: number): number | null {
  const { isDelivered, status, retryAfterMs } = outcome;
  if (isDelivered || status === goneStatus) return null;
  return nextAttempt({ attempts, now, until, retryAfterMs, random: Math.random() });
}

function after(ms: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, ms));
}
