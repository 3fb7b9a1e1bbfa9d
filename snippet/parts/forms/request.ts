// The requests that a page makes, as the browser's performance timeline has them once they have been answered.

/** So coarse a browser's clocks may be. */
const clockMs = 50;

/** Statuses by which servers refuse what was put in. WebKit tells none. */
const refusals = [400, 422];

/** Whether a script of the page has made the request since a moment (UTC ms). */
export function isSince({ initiatorType, startTime }: PerformanceResourceTiming, at: number): boolean {
  return /^(fetch|xml)/.test(initiatorType) && performance.timeOrigin + startTime > at - clockMs;
}

/** Whether the server refused what was put in. */
export function isRefusal({ responseStatus }: PerformanceResourceTiming): boolean {
  return refusals.includes(responseStatus);
}
