// The requests that a page makes, as the browser's performance timeline has them once they have been answered.

import type { Attempts } from './attempt.ts';

/** So coarse a browser's clocks may be. */
const clockMs = 50;

/** Statuses by which servers refuse what was put in. WebKit tells none. */
const refusals = [400, 422];

/** Whether a script of the page has made the request since a moment (UTC ms). */
function isSince({ initiatorType, startTime }: PerformanceResourceTiming, at: number): boolean {
  return /^(fetch|xml)/.test(initiatorType) && performance.timeOrigin + startTime > at - clockMs;
}

/** Whether the server refused what was put in. */
function isRefusal({ responseStatus }: PerformanceResourceTiming): boolean {
  return refusals.includes(responseStatus);
}

/** Lets go of the attempts whose request is refused, and notes which were answered. Our own beacons go to `api`. */
export function watchRequests({ open }: Attempts, api: string): void {
  new PerformanceObserver((list) => {
    for (const request of list.getEntries() as PerformanceResourceTiming[])
      for (const [form, found] of open)
        if (request.name === api || !isSince(request, found.act.at)) continue;
        else if (isRefusal(request)) open.delete(form);
        else {
          found.isUnsure = false;
          found.isAnswered = true;
        }
  }).observe({ type: 'resource', buffered: true });
}
