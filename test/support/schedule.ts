// When tests run the scheduled work. Some jobs run in certain minutes of an hour only, and a test must not depend on the clock.

const minuteMs = 60_000;

/** The first moment from `after` on (UTC ms) in a minute that no such job runs in: all these are multiples of five. */
export function plainMinute(after: number): number {
  return new Date(after).getUTCMinutes() % 5 === 0 ? after + minuteMs : after;
}
