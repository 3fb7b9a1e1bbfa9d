// The only network code. An event is kept before it is sent and until the server has answered, so that leaving the page, a
// dead network or a busy server delays it and never loses it; its id makes a repeat harmless. Events of one envelope (device,
// session, consent) travel in one beacon.

import { maxAgeMs, maxEvents, maxWaiting } from '../schema/event.ts';
import { options } from './options.ts';
import { guarded, stored, type Waiting } from './storage.ts';

/** For so long after it was sent no tab sends an event again, unless that has failed. */
const leaseMs = 10_000;

/** For so long nothing is sent where the server is busy and does not say for how long, and by this page without a network. */
const retrySeconds = 30;

/** Of the events of a beacon: in UTF-8 at most three times as many bytes, of the 64 KiB that servers and `keepalive` take. */
const maxEventsChars = 20_000;

/** UTC ms: until then this page waits for an answer, or takes the network for dead. */
let pausedUntil: number;

/** How many events a beacon may have: one, after a beacon of several was refused for one of them. */
let limit = maxEvents;

/**
 * Once the running script is done, sends what waits, newest first, a beacon at a time; the next one follows the answer. Where it
 * `isUrgent` (the page is left, or the network is back), it does not wait for answers. Drops what is too old to count, and the
 * oldest of more than `maxWaiting`. Resolves when nothing is left to send.
 */
export async function sendWaiting(isUrgent?: unknown): Promise<unknown> {
  await null;
  const now = Date.now();
  const sent: string[] = [];
  let about: string | undefined;
  let events = '';
  guarded(() => {
    const isPaused =
      // Later than any server may ask for, the clock was wrong when it asked.
      (now < stored.retryAt && stored.retryAt < now + maxAgeMs) || (!isUrgent && pausedUntil > now);
    let room = maxWaiting;
    for (const id of Object.keys(stored.queue).reverse()) {
      const waiting = stored.queue[id];
      if (!waiting || !(now - waiting.at < maxAgeMs) || --room < 0) delete stored.queue[id];
      else if (
        !isPaused &&
        !(Math.abs(now - waiting.sentAt) < leaseMs) &&
        waiting.about === (about ?? waiting.about) &&
        sent.length < limit &&
        (events + waiting.event).length < maxEventsChars
      ) {
        sent.push(id);
        about = waiting.about;
        events = waiting.event + (events && ',') + events;
        // Of a page that is left nobody may hear the answer: the next one sends it again with what it has to say itself.
        waiting.sentAt = isUrgent ? 0 : now;
      }
    }
  })();
  if (!about) return;
  let answer: Response | undefined;
  // Of a page that is left nobody may hear the answer, not even if it comes back from the back-forward cache.
  if (!isUrgent) pausedUntil = now + leaseMs;
  try {
    answer = await fetch(options.api, {
      method: 'POST',
      // Text needs no preflight.
      body: `${about.slice(0, -1)},"sentAt":${now},"events":[${events}]}`,
      // For the cookie that the answer renews.
      credentials: 'include',
      keepalive: true,
    });
    // A refusal says what to do: add the origin, correct the site.
    if (!answer.ok) console.warn(await answer.text());
  } catch {
    // To be sent again.
  }
  guarded(() => {
    const status = answer?.status as number;
    const until =
      now + ((answer?.headers.get('retry-after') || retrySeconds) as number) * (1 + Math.random()) * 1000;
    // What is wrong with one event takes no other with it.
    const isMixed = status === 400 && sent[1];
    if (isMixed) limit = 1;
    pausedUntil = answer ? 0 : until;
    if (status > 428) stored.retryAt = until;
    for (const id of sent)
      if (status < 429 && !isMixed) delete stored.queue[id];
      // Not there any more where newer events, or a denial, have pushed it out; then neither are those that follow.
      else (stored.queue[id] as Waiting).sentAt = 0;
  })();
  return sendWaiting();
}
