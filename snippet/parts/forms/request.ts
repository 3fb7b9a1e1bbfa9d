// The page's requests, from the browser's performance timeline, which lists them after the response.

/** The resolution of coarse browser clocks. */
const clockMs = 50;

/** Statuses with which servers reject input. WebKit reports none. */
const refusals = [400, 422];

/** Whether a script of the page has sent the request since a time (UTC ms). */
export function isSince({ initiatorType, startTime }: PerformanceResourceTiming, at: number): boolean {
  return /^(fetch|xml)/.test(initiatorType) && performance.timeOrigin + startTime > at - clockMs;
}

/** Whether the server rejected the input. */
export function isRefusal({ responseStatus }: PerformanceResourceTiming): boolean {
  return refusals.includes(responseStatus);
}
