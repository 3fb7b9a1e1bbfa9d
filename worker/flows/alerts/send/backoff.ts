// When a message is tried again: at growing distances, for 24 hours.

import { webhookLimits } from '../../../../schema/api/alerts/webhook.ts';

const seconds = 1_000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

/** How long to wait after each failed attempt; after later ones as after the last. */
export const retryDelays = [
  ...[5 * seconds, 30 * seconds, 2 * minutes, 10 * minutes, 30 * minutes],
  ...[1 * hours, 2 * hours, 4 * hours, 8 * hours],
] as const;

/** A delay grows by up to this share, so that those that failed together do not come back together. */
export const jitterShare = 0.2;

/** For how long a message is tried. */
export const retryMs = webhookLimits.retryHours * hours;

/** A failed attempt. `random` is from 0 to 1; `retryAfterMs`: what the receiver asked for. */
export interface Failed {
  attempts: number;
  now: number;
  until: number;
  retryAfterMs: number | null;
  random: number;
}

/**
 * When to try again, UTC ms; null: not any more. A receiver that asks for longer than there is time gets a last attempt at the end of
 * it.
 */
export function nextAttempt({ attempts, now, until, retryAfterMs, random }: Failed): number | null {
  const delay = retryDelays[Math.min(attempts, retryDelays.length) - 1] ?? retryDelays[0];
  const jittered = Math.round(delay * (1 + jitterShare * random));
  if (now + jittered > until) return null;
  return Math.min(until, now + Math.max(jittered, retryAfterMs ?? 0));
}
