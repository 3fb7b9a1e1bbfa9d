// The only network code. An event is stored before it is sent and until the server has responded. So leaving the page, a dead
// network or a busy server only delay it, and its id makes retries safe. Events with the same envelope (device, session, consent)
// share a beacon.

import { maxAgeMs, maxEvents, maxWaiting } from '../schema/event.ts';
import { options } from './options.ts';
import { guarded, stored, type Waiting } from './storage.ts';

/** For this long after an event was sent, no tab sends it again, unless that request failed. */
const leaseMs = 10_000;

/** How long nothing is sent if the server is busy without saying for how long, or, for this page, without a network. */
const retrySeconds = 30;

/** Limit for a beacon's events in characters. UTF-8 takes at most three times as many bytes; servers and `keepalive` allow 64 KiB. */
const maxEventsChars = 20_000;

/** UTC ms: until then, this page waits for a response, or considers the network dead. */
let pausedUntil: number;

/** The number of requests since the last one that a server has handled. */
let unanswered = 0;

/** The maximum number of events per beacon: one, after a beacon of several was rejected because of one of them. */
let limit = maxEvents;

/**
 * Sends undelivered events after the current task, newest first, one beacon at a time, each after the previous response. If it
 * `isUrgent` (the page is being left, or the network is back), it does not wait for responses. Drops events that are too old to
 * count, and the oldest beyond `maxWaiting`. Resolves when nothing is left to send.
 */
export async function sendWaiting(isUrgent?: unknown): Promise<unknown> {
  await 0;
  const now = Date.now();
  const sent: string[] = [];
  let about: string | undefined;
  let events = '';
  guarded(() => {
    const waitMs = stored.retryAt - now;
    const isPaused =
      // Later than any server may request: the clock was wrong at that time.
      (0 < waitMs && waitMs < maxAgeMs) ||
      // A page that is left may send after one failed request: `true` is 1. Once the network is back it always may: a lock is no number.
      (isUrgent ? unanswered > (isUrgent as number) : now < pausedUntil);
    let room = maxWaiting;
    for (const id of Object.keys(stored.queue).reverse()) {
      const waiting = stored.queue[id];
      if (!waiting || !(now - waiting.at < maxAgeMs) || --room < 0) delete stored.queue[id];
      else if (
        !isPaused &&
        !(Math.abs(now - (waiting.sentAt as number)) < leaseMs) &&
        // biome-ignore lint/suspicious/noAssignInExpressions: the first event that is sent decides.
        (about ??= waiting.about) === waiting.about &&
        sent.length < limit &&
        (events + waiting.event).length < maxEventsChars
      ) {
        sent.push(id);
        events = waiting.event + (events && ',') + events;
        // A page that is left may not get the response, so the next page sends these events again, with its own.
        waiting.sentAt = isUrgent ? 0 : now;
      }
    }
  })();
  if (!events) return;
  let answer: Response | undefined;
  // A page that is left may not get the response, not even if it returns from the back-forward cache.
  if (!isUrgent) pausedUntil = now + leaseMs;
  // Tries once more by itself: browsers cancel requests when the page starts a download, and some never settle.
  if (!unanswered++) setTimeout(sendWaiting, retrySeconds * 2000);
  try {
    answer = await fetch(options.api, {
      keepalive: true,
      // Plain text needs no preflight request.
      body: `${(about as unknown as string).slice(0, -1)},"sentAt":${now},"events":[${events}]}`,
      // Allows the response to renew the cookie.
      credentials: 'include',
      method: 'POST',
    });
    // A rejection says what to do: add the origin, or correct the site.
    if (!answer.ok) console.warn(await answer.text());
  } catch {
    // To be sent again.
  }
  guarded(() => {
    const status = answer?.status as number;
    const until =
      Date.now() +
      ((answer?.headers.get('retry-after') || retrySeconds) as number) * (1 + Math.random()) * 1000;
    // One invalid event does not affect the others.
    const isMixed = status === 400 && sent[1];
    if (isMixed) limit = 1;
    if (status < 429) unanswered = pausedUntil = 0;
    else if (status) stored.retryAt = until;
    else pausedUntil = until;
    for (const id of sent)
      if (status < 429 && !isMixed) delete stored.queue[id];
      // It is gone if newer events or a denial removed it; then the following ones are gone too.
      else (stored.queue[id] as Waiting).sentAt = 0;
  })();
  return sendWaiting();
}
