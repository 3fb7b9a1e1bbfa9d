// The only network code. A beacon is kept before it is sent and until the server has answered, so that leaving the page, a
// dead network or a busy server delays it and never loses it; its event's id makes a repeat harmless.

import { maxAgeMs } from '../schema/event.ts';
import { options } from './options.ts';
import { type Beacon, guarded, store, stored } from './storage.ts';

/** For so long after it was sent no tab sends a beacon again, unless that has failed. */
const leaseMs = 10_000;

/** Where the server is busy and does not say for how long. */
const retrySeconds = 30;

/** The refusal that the console has been told of. */
let refusal: string | undefined;

/** Sends again what has not arrived, and lets go of what is too old to count. Answers after the last of them is settled. */
export const resend = guarded(() => {
  const now = Date.now();
  let last: Promise<void> | undefined;
  for (const id in stored.queue) {
    const beacon = stored.queue[id] as Beacon;
    if (now - beacon.events[0].at > maxAgeMs) delete stored.queue[id];
    else if (!(Math.abs(now - (beacon.sentAt as number)) < leaseMs)) last = post(id);
  }
  return last;
});

/**
 * Sends a beacon as text, which needs no preflight. What is new outlives its page by `keepalive`; what is old is safe in the
 * queue, and leaves to the new the 64 KiB that browsers allow such requests together.
 */
export async function post(id: string, keepalive?: boolean): Promise<void> {
  const now = Date.now();
  const beacon = stored.queue[id] as Beacon;
  // Later than any server may ask for, the clock was wrong when it asked.
  if (stored.retryAt > now && stored.retryAt < now + maxAgeMs) return;
  beacon.sentAt = now;
  store();
  let isDone = false;
  let answer: Response | undefined;
  try {
    const body = JSON.stringify(beacon);
    if (document.hidden) isDone = navigator.onLine && navigator.sendBeacon(options.api, body);
    else {
      answer = await fetch(options.api, { method: 'POST', body, keepalive } as RequestInit);
      // Other refusals would be repeated.
      isDone = answer.status < 429;
      // What the server answers says what to do: to add the origin, to correct the site.
      if (isDone && !answer.ok && !refusal) {
        refusal = await answer.text();
        console.warn(refusal);
      }
    }
  } catch {
    // To be sent again.
  }
  guarded(() => {
    if (isDone) delete stored.queue[id];
    else {
      if (answer)
        stored.retryAt =
          now + ((answer.headers.get('retry-after') ?? retrySeconds) as number) * (1 + Math.random()) * 1000;
      // Not there any more where `maxEvents` newer ones, or a denial, have pushed it out.
      (stored.queue[id] as Beacon).sentAt = 0;
    }
  })();
}
