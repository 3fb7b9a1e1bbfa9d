// What the database says when it cannot answer, and when to ask again. All else is a fault of ours.
// https://developers.cloudflare.com/d1/observability/debug-d1/ lists what D1 says; what local workerd says was measured.

import { dayMs } from '../../../schema/time/durations.ts';
import { isStale } from './guard.ts';

/** Why the database did not answer. Nothing of the statement or the batch was stored. */
export interface Refusal {
  reason: 'lost' | 'busy' | 'quota' | 'full';
  /** From now. */
  retryAfterSeconds: number;
}

/** The error beneath: drizzle wraps D1's, and its own message names the parameters, which may be somebody's email. */
export function rootOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? rootOf(error.cause) : error;
}

/**
 * The connection or the object behind it was lost. The same statements may succeed when sent again at once, and every batch
 * of ours is safe to send twice. https://developers.cloudflare.com/d1/best-practices/retry-queries/
 */
const lost =
  /Network connection lost|storage caused object to be reset|reset because its code was updated|Cannot resolve D1 DB due to transient issue/i;

/** The account's rows of the day are used up: all queries fail until midnight UTC. */
const quota = /daily row (read|write) limit|free tier.*limit|exceeded.*daily.*limit/i;

/** No row more fits in, until somebody makes room. */
const full = /exceeded maximum DB size|maximum account storage limit|SQLITE_FULL|database or disk is full/i;

/**
 * Too much at once, or something inside broke. `internal error` is what workerd says of a full disk at a commit and of a
 * database that another process has locked; D1 says `Too many API requests` beyond the statements of an invocation, and
 * `Failed to parse body as JSON` where what is in front of it answers with a page of errors.
 */
const busy =
  /overloaded|SQLITE_BUSY|database is locked|exceeded (timeout|its (CPU|memory))|isolate exceeded|timed out|Too many (API requests|subrequests)|Failed to parse body as JSON|internal error(;|\.|$| while| in D1)|Can't read from request stream/i;

/**
 * D1 serves nobody while `wrangler d1 export` or an import runs: "Currently processing a long-running export."
 * https://github.com/cloudflare/workers-sdk/issues/9519
 */
const exporting = /currently processing a long-running (export|import)/i;

const secondsOf = { lost: 5, busy: 5, exporting: 60, full: 600 } as const;

/** Refused callers are asked back over this time, not all in the same second. */
const quotaSpreadSeconds = 900;

/** Why the database refused, when it did; null: it did not, or the statement is wrong. `now` is UTC ms. */
export function refusalOf(error: unknown, now = Date.now()): Refusal | null {
  if (isStale(error)) return { reason: 'busy', retryAfterSeconds: secondsOf.busy };
  const root = rootOf(error);
  if (!(root instanceof Error)) return null;
  if (quota.test(root.message)) {
    return { reason: 'quota', retryAfterSeconds: secondsToMidnight(now) + jitter(quotaSpreadSeconds) };
  }
  if (full.test(root.message)) return { reason: 'full', retryAfterSeconds: secondsOf.full };
  if (exporting.test(root.message)) return { reason: 'busy', retryAfterSeconds: secondsOf.exporting };
  if (lost.test(root.message)) return { reason: 'lost', retryAfterSeconds: secondsOf.lost };
  if (busy.test(root.message)) return { reason: 'busy', retryAfterSeconds: secondsOf.busy };
  return null;
}

/** Whether asking on is of no use, whatever is asked: the day's quota is used up, or there is no room. */
export function isUsedUp(error: unknown): boolean {
  const reason = refusalOf(error)?.reason;
  return reason === 'quota' || reason === 'full';
}

/** Whether the same statements may succeed when sent again at once. */
export function isTransient(error: unknown): boolean {
  return !isStale(error) && refusalOf(error)?.reason === 'lost';
}

/** Until the quotas of the day begin anew. */
function secondsToMidnight(now: number): number {
  return Math.ceil((dayMs - (now % dayMs)) / 1_000);
}

function jitter(seconds: number): number {
  return Math.floor(Math.random() * seconds);
}
