// The only network code. A beacon is kept before it is sent and until the server has answered, so that leaving the page, a
// dead network or a busy server delays it and never loses it; its event's id makes a repeat harmless.

import { maxAgeMs, maxEvents } from '../schema/event.ts';
import { mayStore } from './consent.ts';
import { attend } from './device.ts';
import { type Beacon, load, save, type WireEvent } from './kept.ts';
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
  const due = Object.values(load().queue).filter((beacon) => {
    const isTooOld = now - beacon.events[0].at > maxAgeMs;
    if (isTooOld) keep(beacon, true);
    return !isTooOld && now - beacon.sentAt > leaseMs;
  });
  return Promise.all(due.map(post));
}

/** As text, which needs no preflight. */
async function post(beacon: Beacon): Promise<void> {
  const now = Date.now();
  beacon.sentAt = now;
  keep(beacon);
  const { retryAt } = load();
  // The upper bound is for a clock that was put back.
  if (retryAt > now && retryAt < now + maxAgeMs) return;
  const body = JSON.stringify(beacon);
  let isSettled = false;
  try {
    if (document.hidden) isSettled = navigator.onLine && navigator.sendBeacon(api, body);
    else {
      const { headers, status } = await fetch(api, { method: 'POST', body, keepalive: true });
      // Other refusals would be repeated.
      isSettled = status < 429;
      if (!isSettled) {
        const waitMs = Number(headers.get('retry-after') ?? retrySeconds) * 1000;
        load().retryAt = now + waitMs * (1 + Math.random());
        save();
      }
    }
  } catch {
    // To be sent again.
  }
  beacon.sentAt = 0;
  keep(beacon, isSettled);
}

/** Keeps a beacon, or lets go of it. */
function keep(beacon: Beacon, isSettled?: boolean): void {
  const { queue } = load();
  const { id } = beacon.events[0];
  queue[id] = beacon;
  if (isSettled) delete queue[id];
  const ids = Object.keys(queue);
  if (ids.length > maxEvents) delete queue[ids[0] as string];
  save();
}
