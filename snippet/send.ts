// The only network code. A beacon is kept before it is sent and until the server has answered, so that leaving the page, a
// dead network or a busy server delays it and never loses it; its event's id makes a repeat harmless.

import { maxAgeMs, maxEvents } from '../schema/event.ts';
import { mayStore } from './consent.ts';
import { attend } from './device.ts';
import { type Beacon, update, type WireEvent } from './kept.ts';
import { api, option } from './options.ts';

/** For so long after it was sent no tab sends a beacon again, unless that has failed. */
const leaseMs = 10_000;

/** Where the server is busy and does not say for how long. */
const retrySeconds = 30;

/** Sends an event of this visitor, at once. */
export function send(event: WireEvent): void {
  const { device, isIgnored, session } = attend();
  const automated = navigator.webdriver;
  const beacon = {
    site: option('site'),
    device,
    session,
    automated,
    keep: mayStore(),
    sentAt: 0,
    events: [event],
  };
  if (!isIgnored) post(beacon as Beacon);
}

/** Sends again what has not arrived, and lets go of what is too old to count. */
export function resend(): Promise<unknown> {
  const now = Date.now();
  const due: Beacon[] = [];
  update(({ queue }) => {
    for (const [id, beacon] of Object.entries(queue)) {
      if (now - beacon.events[0].at > maxAgeMs) delete queue[id];
      else if (now - beacon.sentAt > leaseMs) due.push(beacon);
    }
  });
  return Promise.all(due.map(post));
}

/** As text, which needs no preflight. */
async function post(beacon: Beacon): Promise<void> {
  const now = Date.now();
  const { id } = beacon.events[0];
  beacon.sentAt = now;
  const { retryAt } = update(({ queue }) => {
    queue[id] = beacon;
    const ids = Object.keys(queue);
    if (ids.length > maxEvents) delete queue[ids[0] as string];
  });
  // The upper bound is for a clock that was put back.
  if (retryAt > now && retryAt < now + maxAgeMs) return;
  const body = JSON.stringify(beacon);
  let isSettled = false;
  let waitSeconds = 0;
  try {
    if (document.hidden) isSettled = navigator.onLine && navigator.sendBeacon(api, body);
    else {
      const { headers, status } = await fetch(api, { method: 'POST', body, keepalive: true });
      // Other refusals would be repeated.
      isSettled = status < 429;
      if (!isSettled) waitSeconds = Number(headers.get('retry-after') ?? retrySeconds);
    }
  } catch {
    // To be sent again.
  }
  update((kept) => {
    // Not there any more where 50 newer ones, or a denial, have pushed it out.
    const held = kept.queue[id];
    if (held) held.sentAt = 0;
    if (isSettled) delete kept.queue[id];
    if (waitSeconds) kept.retryAt = now + waitSeconds * 1000 * (1 + Math.random());
  });
}
