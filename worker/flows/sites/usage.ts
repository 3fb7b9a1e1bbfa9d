// How much of the account's plan is used: rows written in its period, and the size of the database.

import { maxUsageDays, type Usage, type UsageFigures } from '../../../schema/api/sites/usage.ts';
import type { Plan } from '../../../schema/plan.ts';
import { dayMs } from '../../../schema/time/durations.ts';
import { type DayRows, readUsage } from '../../store/sites/usage.ts';
import { warningsOf } from './usage-warnings.ts';
import { warningWords } from './usage-words.ts';

/** What the figures are made of: `days` newest first, from `firstDayOf(now)` on; `now` in UTC ms. */
export interface UsageReading {
  plan: Plan;
  now: number;
  days: DayRows[];
  databaseBytes: number;
}

/** The usage as the API answers it. One round trip. */
export async function usageNow(db: D1Database, plan: Plan, now: number): Promise<Usage> {
  const figures = await readFigures(db, plan, now);
  const words = warningsOf(figures).map(warningWords);
  return { ...figures, warnings: words.map(({ headline, detail }) => `${headline} ${detail}`) };
}

/** The figures alone. One round trip. */
export async function readFigures(db: D1Database, plan: Plan, now: number): Promise<UsageFigures> {
  return figuresOf({ plan, now, ...(await readUsage(db, firstDayOf(now))) });
}

/** The first UTC day that figures are made of: no month is longer. */
export function firstDayOf(now: number): string {
  return dayOf(now - (maxUsageDays - 1) * dayMs);
}

/** What is used of what is allowed. Pure. */
export function figuresOf({ plan, now, days, databaseBytes }: UsageReading): UsageFigures {
  const used = days
    .filter(({ day }) => isInPeriod(day, plan, now))
    .reduce((rows, { rowsWritten }) => rows + rowsWritten, 0);
  return {
    plan: plan.name,
    at: now,
    rowsWritten: {
      used,
      allowed: plan.rowsWritten,
      share: used / plan.rowsWritten,
      period: plan.period,
      resetsAt: nextPeriod(plan, now),
    },
    database: {
      bytes: databaseBytes,
      allowedBytes: plan.databaseBytes,
      share: databaseBytes / plan.databaseBytes,
    },
    days,
  };
}

/** Whether a day is in the plan's period of now: the same day, or the same calendar month. */
function isInPeriod(day: string, { period }: Plan, now: number): boolean {
  const today = dayOf(now);
  return period === 'day' ? day === today : day.slice(0, 7) === today.slice(0, 7);
}

/** When the period of now ends, UTC ms. */
function nextPeriod({ period }: Plan, now: number): number {
  const date = new Date(now);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  return period === 'day' ? Date.UTC(year, month, day + 1) : Date.UTC(year, month + 1);
}

function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
