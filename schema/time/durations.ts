// Durations in milliseconds.

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
/** 24 hours: days of the calendar can be an hour shorter or longer (worker/score/rules/calendar.ts). */
export const dayMs = 86_400_000;
