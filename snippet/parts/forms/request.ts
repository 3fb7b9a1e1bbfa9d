// The page's requests, from the browser's performance timeline, which lists them after the response.

import type { Attempts } from './attempt.ts';

/** The resolution of coarse browser clocks. */
const clockMs = 50;

/** Statuses with which servers reject input. WebKit reports none. */
const refusals = [400, 422];

/** Whether a script of the page has sent the request since a time (UTC ms). */
function isSince({ initiatorType, startTime }: PerformanceResourceTiming, at: number): boolean {
  return /^(fetch|xml)/.test(initiatorType) && performance.timeOrigin + startTime > at - clockMs;
}

/** Whether the server rejected the input. */
function isRefusal({ responseStatus }: PerformanceResourceTiming): boolean {
  return refusals.includes(responseStatus);
}

/** Drops attempts whose request the server rejects, and notes which got a response. Our own beacons go to `api`. */
export function watchRequests(attempts: Attempts, api: string): void {
  new PerformanceObserver((list) => {
    for (const request of list.getEntries() as PerformanceResourceTiming[])
      for (const [form, found] of attempts.open)
        if (request.name === api || !isSince(request, found.act.at)) continue;
        else if (isRefusal(request)) attempts.drop(form);
        else {
          found.isUnsure = false;
          found.isAnswered = true;
        }
  }).observe({ type: 'resource', buffered: true });
}
