// When to warn about the plan: at a share of what it allows. Pure.

import { type UsageFigures, warningShare } from '../../../schema/api/sites/usage.ts';
import { type Plan, planOf } from '../../../schema/plan.ts';

/** What is nearly used up, or is, and how much of it: rows in the plan's period, or bytes of the database. */
export interface UsageWarning {
  of: 'rows' | 'bytes';
  plan: Plan;
  used: number;
  allowed: number;
  /** `used` ÷ `allowed`. */
  share: number;
}

/** None while less than `warningShare` is used. */
export function warningsOf({ plan: name, rowsWritten, database }: UsageFigures): UsageWarning[] {
  const plan = planOf(name);
  const { bytes: used, allowedBytes: allowed, share } = database;
  const all: UsageWarning[] = [
    { of: 'rows', plan, ...rowsWritten },
    { of: 'bytes', plan, used, allowed, share },
  ];
  return all.filter((warning) => warning.share >= warningShare);
}
